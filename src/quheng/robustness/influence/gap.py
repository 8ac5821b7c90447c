"""The gap between two units as a linear function of weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from quheng.bilingual import Text, listed
from quheng.errors import MethodError, Problem, Where
from quheng.index import Edition
from quheng.index.arrays import Floats, Integers
from quheng.index.tree import Node
from quheng.robustness.out_of_range import out_of_range

Level = Literal["pillars", "indicators"]
LEVELS: tuple[Level, ...] = get_args(Level)


@dataclass(frozen=True)
class Weighing:
    """The weights of a level, and what they multiply.

    Parameters
    ----------
    codes
        (n_weights,) of the pillars, or of the indicators.
    weights
        (n_weights,) summing to one within each node, counting the children of this level alone.
    mass
        (n_weights,) the weight in the node of all its children of this level: one unless pillars and
        indicators stand side by side.
    node
        (n_weights,) which node each belongs to, 0, 1, ...
    values
        (n_units, n_weights) the scores that the weights multiply, or under a geometric mean their logarithms:
        the gap of two units is the difference of their rows times the weights. -inf where a score is zero
        under a geometric mean, NaN where it is missing.
    """

    codes: tuple[str, ...]
    weights: Floats
    mass: Floats
    node: Integers
    values: Floats

    def gain(self, above: int, below: int) -> Floats:
        """Return how much a unit of each weight (n_weights,) brings one row nearer to another.

        It is -inf where either is zero under a geometric mean: a child that is zero counts for nothing only
        without a weight.
        """
        ahead, behind = self.values[above], self.values[below]
        zero = np.isneginf(ahead) | np.isneginf(behind)
        gain: Floats = np.where(zero, 0.0, behind) - np.where(zero, 0.0, ahead)
        return np.where(zero, -np.inf, gain)


def weighing_of(edition: Edition, level: Level) -> Weighing:
    """Return the weights of a level and what they multiply.

    Parameters
    ----------
    edition
        The nominal result.
    level
        `pillars`: the weights right below the index. `indicators`: the weights of the indicators within each
        node; those of pillars stay.

    Raises
    ------
    MethodError
        Where there is no such level, or the score is not linear in its weights, nor its logarithm: for
        `pillars` the index is neither an arithmetic nor a geometric mean, for `indicators` some node is not
        an arithmetic mean.
    """
    if level not in LEVELS:
        raise out_of_range("level", level, listed(LEVELS))
    columns = np.hstack([edition.indicator_scores, edition.steps["aggregate"].values])
    root = edition.tree.root
    if level == "pillars":
        rule = _rule(edition, root)
        _require(level, rule in ("arithmetic", "geometric"), root, rule)
        values = columns[:, list(root.children)]
        if rule == "geometric":
            zero = values == 0
            values = np.where(zero, -np.inf, np.log(np.where(zero, 1.0, values)))
        ones = np.ones(len(root.children))
        return Weighing(
            root.child_codes, edition.weights[root.code], ones, np.zeros(ones.size, dtype=int), values
        )
    for node in edition.tree.nodes:
        _require(level, _rule(edition, node) == "arithmetic", node, _rule(edition, node))
    return _of_indicators(edition, columns)


def _of_indicators(edition: Edition, columns: Floats) -> Weighing:
    tree = edition.tree
    position: list[int] = []
    shares: list[Floats] = []
    mass: list[Floats] = []
    factor: list[Floats] = []
    for node, siblings in zip(tree.nodes, tree.siblings, strict=True):
        here = [node.children.index(child) for child in siblings]
        own = edition.weights[node.code][here]
        total = float(own.sum())
        if total > 0:
            position += siblings
            shares.append(own / total)
            mass.append(np.full(own.size, total))
            factor.append(np.full(own.size, total * edition.effective_weights[node.code]))
    return Weighing(
        tuple(tree.indicators[column].code for column in position),
        np.concatenate(shares),
        np.concatenate(mass),
        np.repeat(np.arange(len(shares)), [own.size for own in shares]),
        columns[:, np.array(position)] * np.concatenate(factor),
    )


def _rule(edition: Edition, node: Node) -> str:
    return edition.inputs.declaration.method.aggregate_rule(node).by


def _require(level: Level, linear: bool, node: Node, rule: str) -> None:
    if linear:
        return
    wanted = (
        Text(zh="指数采用算术平均或几何平均", en="an index that is an arithmetic or a geometric mean")
        if level == "pillars"
        else Text(zh="各级均采用算术平均", en="arithmetic means at every level")
    )
    raise MethodError(
        Problem(
            Text(
                zh=f"{node.code} 的合成方法为 {rule}，按该层权重求最小变动没有精确解",
                en=f"{node.code} is aggregated by {rule}: the least change of these weights has no exact "
                "solution",
            ),
            Where(file="index.yaml", field="method.aggregate"),
            Text(
                zh=f"该层要求{wanted.zh}" + ("；请改用 level='pillars'" if level == "indicators" else ""),
                en=f"the level {level} needs {wanted.en}"
                + ("; use level='pillars'" if level == "indicators" else ""),
            ),
        )
    )
