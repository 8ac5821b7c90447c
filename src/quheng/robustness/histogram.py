"""Rank histograms: how often each unit had each rank. They add, so memory does not grow with replicates."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from quheng.index.arrays import Booleans, Floats, Integers
from quheng.index.rank import TIE_TOLERANCE, competition_ranks

Cells: TypeAlias = npt.NDArray[np.signedinteger]

LARGEST_PACKED = 4096
"""Up to so many units, what is cut off a score to make room for its unit is less than the tie tolerance."""


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


def add_up(cells: Cells, units: int) -> Integers:
    """Return the rank histogram (n_units, n_units) of cells: row = unit, column = rank - 1."""
    return np.bincount(cells.ravel(), minlength=units * units).reshape(units, units)


def _cells_by_rule(scores: Floats) -> Cells:
    units = scores.shape[1]
    cells: Cells = np.arange(units) * units + competition_ranks(scores) - 1
    return cells


def _order(scores: Floats) -> tuple[Integers, Booleans]:
    """Return the units of each replicate from the best down, and the replicates that may have ties.

    Score and unit are packed into one integer, since numbers sort much faster than positions: the bits of a
    double order like the integer they spell (the negative ones in reverse), and the last few, below the tie
    tolerance, make room for the unit. Whether there is a tie is then judged on what is left of the score,
    with twice the tolerance; replicates so marked are ranked again by the plain rule.
    """
    units = scores.shape[1]
    width = max(1, int(units - 1).bit_length())
    mask = (1 << width) - 1
    bits = np.ascontiguousarray(-scores).view(np.int64)
    keys = np.where(bits < 0, bits ^ np.int64(2**63 - 1), bits)
    keys &= ~mask
    keys |= np.arange(units)
    keys.sort(axis=1)
    order: Integers = keys & mask
    keys &= ~mask
    kept = np.where(keys < 0, keys ^ np.int64(2**63 - 1), keys).view(np.float64)
    gaps = kept[:, 1:] - kept[:, :-1]
    largest = np.maximum(np.abs(kept[:, 0]), np.abs(kept[:, -1]))
    tied: Booleans = np.any(gaps <= 2 * TIE_TOLERANCE * largest[:, None], axis=1)
    return order, tied
