"""What an indicator's score must be for the index to reach a score, everything else equal."""

from __future__ import annotations

import numpy as np

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.index import Edition
from quheng.index.aggregate.present import present_shares
from quheng.index.arrays import Floats
from quheng.index.tree import Node


def needed_score(edition: Edition, row: int, code: str, goal: float) -> float:
    """Return the normalised score of one indicator with which a unit's index is `goal`.

    The means are turned round from the index down to the indicator: ``x_c = (s - sum_{k≠c} w_k x_k) / w_c``
    for an arithmetic one, the same with logarithms for a geometric one, the weights shared out among the
    children that the unit has.

    Parameters
    ----------
    edition
        The nominal result.
    row
        Of the unit.
    code
        Of an indicator.
    goal
        The score of the index.

    Returns
    -------
    Unbounded: it may lie beyond what the scale holds. NaN where the indicator cannot lift the unit at all:
    it has no weight or no value, or a sibling is zero under a geometric mean.
    """
    tree = edition.tree
    columns = np.hstack([edition.indicator_scores[row], edition.steps["aggregate"].values[row]])
    path: list[tuple[Node, int]] = []
    child = code
    while child != tree.root.code:
        node = tree.parent_of(child)
        path.append((node, node.child_codes.index(child)))
        child = node.code
    needed = goal
    for node, position in reversed(path):
        children = columns[list(node.children)]
        shares = present_shares(children[None], edition.weights[node.code])[0]
        geometric = edition.inputs.declaration.method.aggregate_rule(node).by == "geometric"
        needed = _needed_child(children, shares, position, needed, geometric=geometric)
    return needed


def _needed_child(children: Floats, shares: Floats, position: int, goal: float, *, geometric: bool) -> float:
    """Return the child (n_children,) at a position with which the mean is `goal`; NaN where none will do."""
    own = shares[position]
    others = (np.arange(children.size) != position) & (shares > 0)
    rest, weights = children[others], shares[others]
    if not own > 0 or np.isnan(goal):
        return np.nan
    if not geometric:
        return float((goal - np.sum(weights * rest)) / own)
    if goal <= 0 or (rest <= 0).any():
        return np.nan
    with np.errstate(over="ignore"):
        return float(np.exp((np.log(goal) - np.sum(weights * np.log(rest))) / own))


def require_invertible(edition: Edition) -> None:
    """Raise a MethodError where the method of an edition cannot be turned round.

    That is where some node is neither an arithmetic nor a geometric mean, where missing scores of pillars are
    filled, and where there are steps of the caller's own.
    """
    method = edition.inputs.declaration.method
    refused: list[tuple[str, str]] = [
        (node.code, rule)
        for node in edition.tree.nodes
        if (rule := method.aggregate_rule(node).by) not in ("arithmetic", "geometric")
    ]
    if method.aggregate.impute:
        refused.append(("method.aggregate.impute", method.aggregate.impute.by))
    refused += [(step.name, step.name) for step in edition.custom]
    if refused:
        raise MethodError(
            Problem(
                Text(
                    zh=f"{rule} 没有反函数，不能在固定标尺下求解",
                    en=f"{rule} cannot be turned round on a fixed scale",
                ),
                Where(file="index.yaml", field=field),
                Text(
                    zh="请改用 scale='moving'，逐次重算整个指数",
                    en="use scale='moving', which builds the whole index again",
                ),
            )
            for field, rule in refused
        )
