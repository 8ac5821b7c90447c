"""Regression weights: how the children of a node best predict a variable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text, listed
from quheng.errors import DeclarationError, Problem, Where
from quheng.index.arrays import Floats
from quheng.index.weigh.from_scores import FromScores, complete_units, node_error, refuse_constant_children
from quheng.index.weigh.unit_sum import unit_sum

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node


def regression_weights(x: Floats, y: Floats) -> Floats:
    """Return ``w = b / Σ b`` of the regression ``y = a + X b`` with ``b >= 0`` (non-negative least squares).

    Parameters
    ----------
    x
        (n_units, n_columns), X.
    y
        (n_units,)

    Returns
    -------
    (n_columns,) not negative, summing to one; all zero where no column goes up with y.

    References
    ----------
    Lawson and Hanson (1974), Solving Least Squares Problems, chapter 23.
    """
    from scipy.optimize import nnls

    b = np.asarray(nnls(x - x.mean(axis=0), y - y.mean())[0], dtype=np.float64)
    return unit_sum(b) if b.sum() > 0 else b


class Regression(FromScores):
    """`regression`: the coefficients of the children in a regression of a variable on them, none negative.

    ``min ‖y - a - X b‖²`` subject to ``b >= 0``, and ``w = b / Σ b``: up to a line, the node's arithmetic
    mean is then the best predictor of the variable that such a mean can be. The children are on one
    scale already, so that the coefficients are taken as they are. A child that predicts nothing beside its
    siblings, or goes the wrong way, weighs nothing. Units that lack the variable or a child are left out.

    Parameters
    ----------
    on
        The code of the variable, declared under `denominators` (or an indicator).
    direction
        1 where more of the variable is better, -1 where less is: scores are turned to more is better.

    References
    ----------
    Lawson and Hanson (1974), Solving Least Squares Problems, chapter 23.
    """

    by: Literal["regression"] = "regression"
    on: str
    direction: Literal[1, -1] = 1

    def weigh(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights; a MethodError where the variable says nothing about the children."""
        y = self.direction * self._variable(context)
        refuse_constant_children(node, self.by, children)
        both = np.column_stack([children, y])
        used = both[complete_units(node, self.by, both, len(node.child_codes) + 2)]
        weights = regression_weights(used[:, :-1], used[:, -1])
        if not weights.sum() > 0:
            raise node_error(
                node,
                self.by,
                Text(
                    zh=f"没有一项随 {self.on} 同向变化",
                    en=f"none of them goes up with {self.on} (direction {self.direction})",
                ),
                Text(
                    zh="请检查 direction 和变量，或改用其他赋权方法",
                    en="check the direction and the variable, or weigh by another rule",
                ),
            )
        return weights

    def _variable(self, context: Context) -> Floats:
        if self.on not in context.data.variables:
            there = listed(context.data.variables)
            raise DeclarationError(
                Problem(
                    Text(zh=f"变量 {self.on} 未声明", en=f"the variable {self.on} is not declared"),
                    Where(file="index.yaml", field="method.weights.on"),
                    Text(
                        zh=f"请写入 denominators；现有变量：{there.zh}",
                        en=f"declare it under `denominators`; available variables: {there.en}",
                    ),
                )
            )
        return context.data.column(self.on)
