"""Weights as the framework declares them, exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text, counted
from quheng.declarations import ContradictionError, Declared
from quheng.index.arrays import Floats

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node


class GivenWeights(Declared):
    """`given`: every child has a weight, and those of one node sum to exactly one."""

    by: Literal["given"] = "given"

    def check(self, node: Node) -> None:
        """Refuse a child without weight, unless it is an only one, and weights that do not sum to one."""
        weights = _non_negative(node)
        if len(node.declared) == 1 and not weights:
            return
        without = len(node.declared) - len(weights)
        if without:
            raise ContradictionError(
                Text(
                    zh=f"{node.code} 之下有 {without} 项没有权重",
                    en=f"no weight is given for {counted(without, 'child', 'children')} of {node.code}",
                ),
                Text(zh="请给每一项写 weight", en="give each child a weight"),
            )
        total = sum(weights, Fraction(0))
        if total != 1:
            raise ContradictionError(
                Text(
                    zh=f"{node.code} 之下的权重之和为 {_shown(total)}，应为 1",
                    en=f"the weights under {node.code} sum to {_shown(total)}, not to 1",
                ),
                Text(
                    zh="三等分请写 1/3 而不是 0.33；只表示相对大小请写 weights: relative",
                    en="write 1/3, not 0.33; where only proportions are meant, write weights: relative",
                ),
            )

    def apply(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights (n_children,) of a node, summing to one."""
        return _as_floats(node.declared)


class RelativeWeights(Declared):
    """`relative`: only the proportions count; a child without a weight counts as one."""

    by: Literal["relative"] = "relative"

    def check(self, node: Node) -> None:
        """Refuse a node with a negative weight, or with none above zero."""
        if sum(_non_negative(node), Fraction(0)) == 0 and None not in node.declared:
            raise ContradictionError(
                Text(zh=f"{node.code} 之下的权重全为 0", en=f"all the weights under {node.code} are zero"),
                Text(zh="至少一项应大于 0", en="at least one must be greater"),
            )

    def apply(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights (n_children,) of a node, summing to one."""
        return _as_floats(node.declared)


def _non_negative(node: Node) -> tuple[Fraction, ...]:
    weights = tuple(weight for weight in node.declared if weight is not None)
    if any(weight < 0 for weight in weights):
        raise ContradictionError(
            Text(zh=f"{node.code} 之下有负的权重", en=f"a weight under {node.code} is negative"),
            Text(zh="若越小越好，请用 direction: -1", en="where less is better, use direction: -1"),
        )
    return weights


def _as_floats(declared: tuple[Fraction | None, ...]) -> Floats:
    """Make weights sum to one, exactly before they are rounded; one that is not declared is one."""
    weights = [Fraction(1) if weight is None else weight for weight in declared]
    total = sum(weights, Fraction(0))
    return np.array([float(weight / total) for weight in weights])


def _shown(total: Fraction) -> str:
    return str(total) if total.denominator < 1000 else f"{float(total):.6g}"
