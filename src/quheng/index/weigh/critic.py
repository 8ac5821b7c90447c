"""CRITIC weights: contrast within a child times its conflict with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text
from quheng.index.arrays import Floats
from quheng.index.moments import standard_deviations
from quheng.index.weigh.from_scores import FromScores, correlations_of, node_error
from quheng.index.weigh.unit_sum import unit_sum

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node

NO_INFORMATION = 1e-12


def information(x: Floats, correlation: Floats) -> Floats:
    """Return ``C_j = σ_j Σ_k (1 - r_jk)``, σ being that of the column mapped onto [0, 1].

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing; each column varies.
    correlation
        (n_columns, n_columns), r.

    Returns
    -------
    (n_columns,), not negative.

    References
    ----------
    Diakoulaki, Mavrotas and Papayannakis (1995), Computers & Operations Research 22(7), equations 2 to 5.
    """
    spread = np.fmax.reduce(x, axis=0) - np.fmin.reduce(x, axis=0)
    contrast: Floats = standard_deviations(x) / spread
    conflict: Floats = (1.0 - correlation).sum(axis=1)
    return contrast * conflict


class Critic(FromScores):
    """`critic`: ``w = C / Σ C`` with ``C_j = σ_j Σ_k (1 - r_jk)`` (CRITIC).

    As in the paper, scores are brought onto [0, 1] by their least and greatest first, so that the weights do
    not depend on whether the normalise step used min-max or z-scores. Standard deviations pass over missing
    scores, and correlations use the units that have both.

    References
    ----------
    Diakoulaki, Mavrotas and Papayannakis (1995), Determining objective weights in multiple criteria problems:
    the CRITIC method, Computers & Operations Research 22(7).
    """

    by: Literal["critic"] = "critic"

    def weigh(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights; a MethodError for a child without variation, or where all say the same."""
        amount = information(children, correlations_of(node, self.by, children))
        if amount.sum() < NO_INFORMATION:
            raise node_error(
                node,
                self.by,
                Text(
                    zh="各项两两完全相关，互不冲突",
                    en="all correlate perfectly, so none conflicts with another",
                ),
                Text(zh="请改用 sd 或 equal", en="weigh them by sd or equal"),
            )
        return unit_sum(amount)
