"""What the replicates of a block chose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quheng.index.arrays import Floats, Integers
from quheng.index.tree import Tree
from quheng.robustness.factor import choose
from quheng.robustness.plan import Plan
from quheng.robustness.weights import draw_weights


@dataclass(frozen=True)
class Draws:
    """The choices of some replicates.

    Parameters
    ----------
    weights
        For each inner node, bottom-up, the weights (n_replicates, n_children): they sum to one, or are all
        zero where everything below the node is left out.
    scaled, pillars, index
        (n_replicates,) positions among the alternatives of the plan.
    dropped
        (n_replicates,) position of the indicator left out, -1 for none.
    """

    weights: tuple[Floats, ...]
    scaled: Integers
    pillars: Integers
    index: Integers
    dropped: Integers

    @classmethod
    def of(cls, plan: Plan, uniforms: Floats) -> Draws:
        """Read the choices off uniform numbers (n_replicates, plan.dimensions)."""
        dropped = _chosen(plan, uniforms, "drop_one", len(plan.tree.indicators) + 1) - 1
        return cls(
            renormalised(plan.tree, _weights(plan, uniforms), dropped),
            _combination(plan, uniforms),
            _chosen(plan, uniforms, "pillars", len(plan.pillar_rules)),
            _chosen(plan, uniforms, "index", len(plan.index_rules)),
            dropped,
        )


def _combination(plan: Plan, uniforms: Floats) -> Integers:
    """Return the positions (n_replicates,) of the chosen imputation, treatment and normalisation."""
    position = np.zeros(len(uniforms), dtype=np.int64)
    for name in ("impute", "treat", "normalise"):
        factor = plan.factor(name)
        alternatives = len(factor.alternatives) if factor else 1
        position = position * alternatives + _chosen(plan, uniforms, name, alternatives)
    return position


def _chosen(plan: Plan, uniforms: Floats, name: str, alternatives: int) -> Integers:
    factor = plan.factor(name)
    if factor is None:
        return np.zeros(len(uniforms), dtype=np.int64)
    return choose(uniforms[:, factor.columns.start], alternatives)


def _weights(plan: Plan, uniforms: Floats) -> list[Floats]:
    """Return for each node its weights (n_replicates, n_children), before they are made to sum to one."""
    factor = plan.factor("weights")
    if factor is None or plan.uncertain_weights is None:
        return [np.tile(plan.weights[node.code], (len(uniforms), 1)) for node in plan.tree.nodes]
    return draw_weights(plan.uncertain_weights, plan.tree, plan.weights, uniforms[:, factor.columns])


def renormalised(tree: Tree, weights: list[Floats], dropped: Integers) -> tuple[Floats, ...]:
    """Take out what is dropped, and every node left empty by it; make the rest of each node sum to one."""
    indicators = len(tree.indicators)
    alive: dict[int, Floats] = {}
    result = []
    for position, (node, own) in enumerate(zip(tree.nodes, weights, strict=True)):
        for column, child in enumerate(node.children):
            if child < indicators:
                own[dropped == child, column] = 0.0
            else:
                own[:, column] *= alive[child]
        total = own.sum(axis=1, keepdims=True)
        alive[indicators + position] = (total[:, 0] > 0).astype(np.float64)
        result.append(own / np.where(total > 0, total, 1.0))
    return tuple(result)
