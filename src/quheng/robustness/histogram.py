"""Ranks of many replicates, and rank histograms: how often each unit had each rank.

Histograms add, so memory does not grow with replicates.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from quheng.index.arrays import Booleans, Floats, Integers
from quheng.index.rank import TIE_TOLERANCE, competition_ranks

Cells: TypeAlias = npt.NDArray[np.signedinteger]
Ranks: TypeAlias = npt.NDArray[np.signedinteger]

LARGEST_PACKED = 4096
"""Up to so many units, what is cut off a score to make room for its unit is less than the tie tolerance."""

SORTED_TOGETHER = 2**15
"""Scores sorted together: keys, order and gaps of so many stay in the processor's cache."""

_SIGN = np.int64(-(2**63))
_LEAST = np.finfo(np.float64).tiny


def rank_cells(scores: Floats) -> Cells:
    """Return for each replicate the cells of the rank histogram that it counts in, in no particular order.

    Parameters
    ----------
    scores
        (n_replicates, n_units), finite.

    Returns
    -------
    (n_replicates, n_units): unit * n_units + rank - 1, one cell a unit, ranks as `competition_ranks` gives
    them.
    """
    units = scores.shape[1]
    if units > LARGEST_PACKED:
        return _cells_by_rule(scores)
    order, tied = _order(scores)
    order *= units
    order += np.arange(units)
    cells = order.astype(np.int32)
    if tied.any():
        cells[tied] = _cells_by_rule(scores[tied])
    return cells


def rank_matrix(scores: Floats) -> Ranks:
    """Return the competition ranks of every replicate, as `competition_ranks` gives them, in small integers.

    Parameters
    ----------
    scores
        (n_replicates, n_units), finite.

    Returns
    -------
    (n_replicates, n_units) from 1 to n_units, in 16 bits where they suffice.

    Raises
    ------
    ValueError
        Where a score is not finite.
    """
    replicates, units = scores.shape
    ranks: Ranks = np.empty((replicates, units), dtype=rank_type(units))
    together = max(1, SORTED_TOGETHER // max(1, units))
    for first in range(0, replicates, together):
        some = slice(first, first + together)
        ranks[some] = _some_ranks(scores[some])
    return ranks


def rank_type(units: int) -> type[np.signedinteger]:
    """Return the smallest type of integer that holds the ranks of so many units."""
    return np.int16 if units < 2**15 else np.int32


def _some_ranks(scores: Floats) -> Ranks:
    replicates, units = scores.shape
    if units > LARGEST_PACKED or not np.isfinite(scores).all():
        return competition_ranks(scores)
    order, tied = _order(scores)
    in_order = np.tile(np.arange(1, units + 1, dtype=np.int16), (replicates, 1))
    if tied.any():  # what is almost sorted is soon sorted by the rule
        in_order[tied] = competition_ranks(np.take_along_axis(scores[tied], order[tied], axis=1))
    order += np.arange(0, scores.size, units)[:, None]
    ranks: Ranks = np.empty(scores.size, dtype=np.int16)
    ranks[order.ravel()] = in_order.ravel()
    return ranks.reshape(scores.shape)


def add_up(cells: Cells, units: int) -> Integers:
    """Return the rank histogram (n_units, n_units) of cells: row = unit, column = rank - 1."""
    return np.bincount(cells.ravel(), minlength=units * units).reshape(units, units)


def _cells_by_rule(scores: Floats) -> Cells:
    units = scores.shape[1]
    cells: Cells = np.arange(units) * units + competition_ranks(scores) - 1
    return cells


def _order(scores: Floats) -> tuple[Integers, Booleans]:
    """Return the units of each replicate from the best down, and the replicates that may have ties.

    Score and unit are packed into one integer, since numbers sort much faster than positions. The bits of a
    double spell an integer; with all of them turned over where the score is positive, and the sign alone
    where it is negative, these integers order from the highest score down. The last few bits, below the tie
    tolerance, make room for the unit. Whether there is a tie is then judged on what is left of the score,
    with twice the tolerance; replicates so marked are ranked again by the plain rule.
    """
    units = scores.shape[1]
    mask = np.int64((1 << max(1, int(units - 1).bit_length())) - 1)
    bits = np.ascontiguousarray(scores).view(np.int64)
    keys = bits ^ (~(bits >> 63) | _SIGN)
    keys &= ~mask
    keys |= np.arange(units)
    keys.sort(axis=1)
    order: Integers = keys & mask
    keys ^= order
    keys ^= (keys >> 63) | _SIGN
    kept = keys.view(np.float64)
    gaps = kept[:, :-1] - kept[:, 1:]
    largest = np.maximum(np.abs(kept[:, 0]), np.abs(kept[:, -1]))
    tied: Booleans = gaps.min(axis=1, initial=np.inf) <= 2 * TIE_TOLERANCE * largest + _LEAST
    return order, tied
