"""Rank: competition ranks on unrounded scores, and average ranks for statistics."""

from __future__ import annotations

import numpy as np
from pydantic import Field

from quheng.declarations import Declared
from quheng.index.arrays import Floats, Integers

TIE_TOLERANCE = 1e-12
"""Scores this close, relative to the largest, differ by the rounding of the arithmetic alone."""


class RankRule(Declared):
    """`{decimals: 3}`.

    Parameters
    ----------
    decimals
        Round scores to so many decimals before ranking, as publishers do whose printed scores decide ties; by
        default scores are ranked as they are.
    """

    decimals: int | None = Field(default=None, ge=0, le=12)

    def ranked(self, scores: Floats) -> Floats:
        """Return the scores (..., n_units) that decide the ranks."""
        return scores if self.decimals is None else np.round(scores, self.decimals)


def ranks_of_present(scores: Floats) -> Integers:
    """Return the competition ranks of the scores that are there, and -1 where one is missing.

    Parameters
    ----------
    scores
        (n_units,), not rounded; NaN where missing.

    Returns
    -------
    (n_units,), from 1 to the number of scores that are there.
    """
    present = np.isfinite(scores)
    ranks = np.full(scores.shape, -1, dtype=np.int64)
    ranks[present] = competition_ranks(scores[present])
    return ranks


def competition_ranks(scores: Floats) -> Integers:
    """Return 1 for the highest score; tied units share the best of their ranks, and the next are left out.

    Scores 9, 7, 7, 5 rank 1, 2, 2, 4. Two neighbours tie where they differ by no more than 1e-12 of the
    largest absolute score, so that the order in which a sum was taken never breaks a tie.

    Parameters
    ----------
    scores
        (..., n_units), finite, not rounded; each row is ranked by itself.

    Raises
    ------
    ValueError
        Where a score is not finite: a missing score has no rank.
    """
    if not np.isfinite(scores).all():
        raise ValueError(f"{np.count_nonzero(~np.isfinite(scores))} scores are not finite")
    if scores.size == 0:
        return np.empty(scores.shape, dtype=np.int64)
    order = np.argsort(-scores, axis=-1, kind="stable")
    ordered = np.take_along_axis(scores, order, axis=-1)
    tolerance = TIE_TOLERANCE * np.abs(scores).max(axis=-1, keepdims=True)
    apart = np.ones(scores.shape, dtype=bool)
    apart[..., 1:] = ordered[..., :-1] - ordered[..., 1:] > tolerance
    shared = np.maximum.accumulate(np.where(apart, np.arange(1, scores.shape[-1] + 1), 0), axis=-1)
    ranks = np.empty(scores.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, shared, axis=-1)
    return ranks


def average_ranks(column: Floats) -> Floats:
    """Return ranks (n_units,) from the smallest (1), ties sharing their mean; NaN where missing."""
    present = np.flatnonzero(~np.isnan(column))
    values, group, size = np.unique(column[present], return_inverse=True, return_counts=True)
    last = np.cumsum(size)
    ranks = np.full(column.shape, np.nan)
    if values.size:
        ranks[present] = (last - (size - 1) / 2.0)[group]
    return ranks
