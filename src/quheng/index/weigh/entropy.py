"""Entropy weights: a child whose scores are shared out less evenly among units counts more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text
from quheng.index.arrays import Floats
from quheng.index.weigh.from_scores import (
    FromScores,
    node_error,
    refuse_children,
    refuse_constant_children,
    refuse_negative,
)
from quheng.index.weigh.unit_sum import unit_sum

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node

EVEN = 1e-14
"""A divergence below this is rounding."""

LEAST = float(np.finfo(np.float64).tiny)
"""Keeps the logarithm of a share of zero finite: ``0 ln 0 = 0``."""


def divergence(x: Floats) -> Floats:
    """Return ``d = 1 + Σ p ln p / ln n`` of each column, p being the units' shares in its sum; 0 ln 0 = 0.

    Parameters
    ----------
    x
        (n_units, n_columns), not negative, NaN where missing; each column has two values and a positive sum.

    Returns
    -------
    (n_columns,) in [0, 1]: zero where all units have the same share, one where one unit has all. n counts the
    values that are present in the column.

    References
    ----------
    Shannon (1948), Bell System Technical Journal 27(3); Zeleny (1982), Multiple Criteria Decision Making.
    """
    missing = np.isnan(x)
    share = np.where(missing, 0.0, x)
    share /= share.sum(axis=0)
    n = len(x) - np.count_nonzero(missing, axis=0)
    uneven = 1.0 + np.einsum("uc,uc->c", share, np.log(np.maximum(share, LEAST))) / np.log(n)
    return np.where(uneven > EVEN, uneven, 0.0)


class Entropy(FromScores):
    """`entropy`: ``w = d / Σ d``, ``d_j = 1 + Σ_i p_ij ln p_ij / ln n``, p being the units' shares.

    Two conventions are in use and give different weights, so the declaration names one. Missing scores are
    passed over: n counts those present. A child shared out evenly weighs nothing.

    Parameters
    ----------
    shares
        `raw`: p is the share in the sum of the child's scores as the normalise step left them; a negative
        score, as of a z-score or a centred growth rate, has no share and is an error. `minmax`: scores are
        first brought onto [0, 1] by their least and greatest, which is defined for any sign; a child must
        vary.

    References
    ----------
    Zeleny (1982), Multiple Criteria Decision Making; Hwang and Yoon (1981), Multiple Attribute Decision
    Making, section 3.2 (raw shares).
    """

    by: Literal["entropy"] = "entropy"
    shares: Literal["raw", "minmax"] = "raw"

    def weigh(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights; a MethodError that names the children that have no shares."""
        amount = divergence(self._positive(node, children))
        if not amount.sum() > 0:
            raise node_error(
                node,
                self.by,
                Text(zh="各项在评价对象间完全均匀", en="each of them is shared out evenly among the units"),
                Text(zh="请改用 equal 或 given", en="weigh them by equal or given"),
            )
        return unit_sum(amount)

    def _positive(self, node: Node, children: Floats) -> Floats:
        """Return scores that have shares."""
        if self.shares == "minmax":
            refuse_constant_children(node, self.by, children)
            low, high = np.fmin.reduce(children, axis=0), np.fmax.reduce(children, axis=0)
            scaled: Floats = (children - low) / (high - low)
            return scaled
        remedy = Text(
            zh="请写 weights: {by: entropy, shares: minmax}，或标准化到非负区间，"
            "如 {by: minmax, to: [0, 100]}",
            en="write weights: {by: entropy, shares: minmax}, or normalise onto a scale from zero, such as "
            "{by: minmax, to: [0, 100]}",
        )
        refuse_negative(node, self.by, children, remedy)
        refuse_children(
            ~np.any(children > 0, axis=0),
            node,
            self.by,
            Text(zh="全部为 0", en="all its scores are zero"),
            Text(zh="请删除该项", en="remove it"),
        )
        return children
