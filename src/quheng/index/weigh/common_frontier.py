"""Benefit-of-the-doubt common weights: one set of weights that flatters all units together."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Share
from quheng.index.arrays import Floats
from quheng.index.weigh.from_scores import FromScores, complete_units, refuse_children, refuse_negative
from quheng.index.weigh.unit_sum import unit_sum

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node


def common_weights(x: Floats, least: float = 0.0) -> Floats:
    """Return the weights with the greatest mean efficiency, ``max mean(X w)``, of those with ``X w <= 1``.

    A linear programme, solved by HiGHS: ``w >= 0`` and ``w_j >= least Σ w``. The best of the units reaches an
    efficiency of one.

    Parameters
    ----------
    x
        (n_units, n_columns), X, not negative, none missing; each column has a positive value.
    least
        The least share of a weight, at most ``1 / n_columns``.

    Returns
    -------
    (n_columns,) not negative, brought to sum to one.
    """
    from scipy.optimize import linprog

    columns = x.shape[1]
    bounds = np.vstack([x, least * np.ones((columns, columns)) - np.eye(columns)])
    limits = np.concatenate([np.ones(len(x)), np.zeros(columns)])
    solved = linprog(-x.mean(axis=0), A_ub=bounds, b_ub=limits, method="highs")
    weights = np.maximum(np.asarray(solved.x, dtype=np.float64), 0.0)
    return unit_sum(weights)


class CommonFrontier(FromScores):
    """`bod_common`: common weights of the benefit of the doubt, of the greatest mean efficiency.

    Where the benefit of the doubt gives each unit weights of its own, here one vector is sought: ``max mean_i
    Σ_j w_j x_ij`` subject to ``Σ_j w_j x_ij <= 1`` for every unit and ``w >= 0``, brought to sum to one. It
    is the compromise solution of Kao and Hung with distance p = 1. Optima lie in corners: without `least`,
    some children may weigh nothing. Units that lack a child are left out.

    Parameters
    ----------
    least
        The least weight that a child may have.

    References
    ----------
    Kao and Hung (2005), Data envelopment analysis with common weights: the compromise solution approach,
    Journal of the Operational Research Society 56(10); Hatefi and Torabi (2010), Ecological Economics 70(1),
    for composite indicators; OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2,
    section 6.3.
    """

    by: Literal["bod_common"] = "bod_common"
    least: Share = Field(default=Fraction(0), ge=0)

    def check(self, node: Node) -> None:
        """Refuse unequal declared weights, and a least weight that all children cannot have."""
        super().check(node)
        if self.least * len(node.child_codes) > 1:
            raise ContradictionError(
                Text(
                    zh=f"{node.code} 有 {len(node.child_codes)} 个下级，不可能各占至少 {self.least}",
                    en=f"{node.code} has {len(node.child_codes)} children, "
                    f"which cannot have {self.least} each",
                ),
                Text(
                    zh=f"least 最大为 1/{len(node.child_codes)}",
                    en=f"`least` may be 1/{len(node.child_codes)} at most",
                ),
            )

    def weigh(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights; a MethodError that names children with negative scores, or without any."""
        refuse_negative(
            node,
            self.by,
            children,
            Text(
                zh="请标准化到非负区间，如 {by: minmax, to: [0, 100]}",
                en="normalise onto a scale from zero, such as {by: minmax, to: [0, 100]}",
            ),
        )
        complete = children[complete_units(node, self.by, children, 1)]
        refuse_children(
            complete.max(axis=0) == 0,
            node,
            self.by,
            Text(zh="在各项齐全的评价对象中全部为 0", en="it is zero for every unit that has all children"),
            Text(zh="请删除该项", en="remove it"),
        )
        return common_weights(complete / complete.max(), float(self.least))
