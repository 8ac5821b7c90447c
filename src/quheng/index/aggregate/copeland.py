"""Copeland: how many units a unit beats, less how many beat it."""

from __future__ import annotations

from typing import Literal

import numpy as np

from quheng.index.aggregate.outranking import margins
from quheng.index.aggregate.present import ROUNDING
from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Floats


def copeland(children: Floats, weights: Floats) -> Floats:
    """Return the number of units against which a unit has the greater weight of children, less the reverse.

    Parameters
    ----------
    children
        (n_units, n_children), more is better, of which only the order counts; NaN where missing: a pair is
        compared in the children that both have.
    weights
        (n_children,), positive; only their proportions count.

    Returns
    -------
    (n_units,), whole numbers from -(n - 1) to n - 1 that sum to zero. A pair with the same weight on either
    side (to 1e-9 of all weight) is a tie and counts for neither.

    References
    ----------
    Copeland (1951), A reasonable social welfare function. OECD/JRC (2008), Handbook on Constructing Composite
    Indicators, Part 2, section 6.13, for the outranking matrix.
    """
    return wins_less_losses(margins(children, weights))


def wins_less_losses(margin: Floats) -> Floats:
    """Return how many margins (n_units, n_units) of each unit are above zero, less how many are below."""
    wins, losses = margin > ROUNDING, margin < -ROUNDING
    score: Floats = (np.count_nonzero(wins, axis=1) - np.count_nonzero(losses, axis=1)).astype(np.float64)
    return score


class Copeland(Aggregation):
    """`copeland`."""

    by: Literal["copeland"] = "copeland"

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        return copeland(children, weights)
