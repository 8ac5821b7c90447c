"""Standard deviation weights: what tells units apart more counts more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text
from quheng.index.arrays import Floats
from quheng.index.weigh.from_scores import FromScores, refuse_node
from quheng.index.weigh.unit_sum import unit_sum

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node


def standard_deviations(x: Floats) -> Floats:
    """Return the sample standard deviation (n - 1) of each column over its present values.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.

    Returns
    -------
    (n_columns,); NaN for fewer than two values.
    """
    present = ~np.isnan(x)
    n = present.sum(axis=0)
    some = np.where(n > 1, n, np.nan)
    deviation = np.where(present, x - np.where(present, x, 0.0).sum(axis=0) / some, 0.0)
    constant = np.fmax.reduce(x, axis=0) == np.fmin.reduce(x, axis=0)
    return np.where(constant & (n > 1), 0.0, np.sqrt((deviation**2).sum(axis=0) / (some - 1.0)))


class StandardDeviation(FromScores):
    """`sd`: ``w = s / Σ s``, s being the standard deviation of a child's scores.

    The scores are taken on the scale that the normalise step gave them: under z-scores all weights come out
    equal. A child that is the same for every unit weighs nothing. Missing scores are passed over.

    References
    ----------
    Diakoulaki, Mavrotas and Papayannakis (1995), Computers & Operations Research 22(7).
    """

    by: Literal["sd"] = "sd"

    def weigh(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights; a MethodError where no child varies."""
        deviation = standard_deviations(children)
        if not deviation.sum() > 0:
            raise refuse_node(
                node,
                self.by,
                Text(zh="没有一项有变化", en="none of them varies"),
                Text(zh="请改用 equal 或 given", en="weigh them by equal or given"),
            )
        return unit_sum(deviation)
