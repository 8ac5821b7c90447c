"""How the scores of each unit are spread over the replicates, in numbers that add up over blocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from quheng.index.arrays import Floats, Integers
from quheng.robustness.hand_out import hand_out
from quheng.robustness.replicates import Replicates, blocks

Whole: TypeAlias = npt.NDArray[np.object_]

BINS = 512
"""Of a unit's scores: quantiles are known to a 512th of the span."""

SPARE = 0.25
"""Of the range of the first block, added to the span at both ends."""

FINE = 2.0**-30
"""Of the span: sums are kept in whole numbers of it, since these add up to the same in any order."""


@dataclass(frozen=True)
class Span:
    """The scores that bins are made for, unit by unit; scores beyond are counted in the last bin.

    Parameters
    ----------
    low, width
        (n_units,) the low end, and the positive distance to the high end.
    """

    low: Floats
    width: Floats

    @classmethod
    def of(cls, scores: Floats) -> Self:
        """Make room for more scores than these (n_replicates, n_units)."""
        low, high = scores.min(axis=0), scores.max(axis=0)
        largest = float(np.abs(scores).max(initial=0.0)) or 1.0
        spread = np.maximum(high - low, largest * 2.0**-20)
        return cls(low - SPARE * spread, (1 + 2 * SPARE) * spread)

    @property
    def edges(self) -> Floats:
        """(n_units, BINS + 1) the edges of the bins."""
        edges: Floats = self.low[:, None] + self.width[:, None] * np.linspace(0.0, 1.0, BINS + 1)
        return edges


@dataclass(frozen=True)
class ScoreSums:
    """What is kept of the scores of some replicates; those of two groups of replicates add up.

    Parameters
    ----------
    replicates
        How many.
    histogram
        (n_units, BINS), in how many of them the score was in the bin.
    total, squares
        (n_units,) sums of the scores' distances from the low end and of their squares, in 2^-30 of the span:
        Python's whole numbers, which have no largest.
    least, greatest
        (n_units,)
    """

    replicates: int
    histogram: Integers
    total: Whole
    squares: Whole
    least: Floats
    greatest: Floats

    @classmethod
    def of(cls, scores: Floats, span: Span) -> Self:
        """Sum up the scores (n_replicates, n_units) of a block."""
        replicates, units = scores.shape
        share = (scores - span.low) / span.width
        cells = np.clip(share * BINS, 0, BINS - 1).astype(np.int64)
        cells += np.arange(units) * BINS
        return cls(
            replicates,
            np.bincount(cells.ravel(), minlength=units * BINS).reshape(units, BINS),
            _whole(share.sum(axis=0)),
            _whole((share * share).sum(axis=0)),
            scores.min(axis=0),
            scores.max(axis=0),
        )

    def __add__(self, other: ScoreSums) -> ScoreSums:
        return ScoreSums(
            self.replicates + other.replicates,
            self.histogram + other.histogram,
            self.total + other.total,
            self.squares + other.squares,
            np.minimum(self.least, other.least),
            np.maximum(self.greatest, other.greatest),
        )


@dataclass(frozen=True)
class ScoreDistribution:
    """The distribution of every unit's score over the replicates.

    Parameters
    ----------
    span
        That the bins divide.
    sums
        Of all replicates.
    """

    span: Span
    sums: ScoreSums

    @property
    def mean(self) -> Floats:
        """(n_units,) over the replicates."""
        return self.span.low + self.span.width * self._share

    @property
    def sd(self) -> Floats:
        """(n_units,), the root of the mean square distance from the mean; zero for a single replicate."""
        squares = self.sums.squares.astype(np.float64) * FINE / self.sums.replicates
        return self.span.width * np.sqrt(np.maximum(squares - self._share**2, 0.0))

    def quantile(self, q: float) -> Floats:
        """Return the score (n_units,) that the share `q` of the replicates does not pass.

        Within a bin, scores are taken to lie evenly: the result is off by a 512th of the span at most.
        """
        counts = self.sums.histogram
        upto = np.cumsum(counts, axis=1)
        wanted = q * self.sums.replicates
        cell = np.argmax(upto >= max(wanted, 1e-9), axis=1)
        unit = np.arange(len(counts))
        own = counts[unit, cell]
        edges = self.span.edges
        left, right = edges[unit, cell], edges[unit, cell + 1]
        left = np.where(cell == 0, self.sums.least, np.maximum(left, self.sums.least))
        right = np.where(cell == BINS - 1, self.sums.greatest, np.minimum(right, self.sums.greatest))
        part = (wanted - (upto[unit, cell] - own)) / np.maximum(own, 1)
        return np.asarray(left + np.clip(part, 0.0, 1.0) * (right - left))

    @property
    def _share(self) -> Floats:
        share: Floats = self.sums.total.astype(np.float64) * FINE / self.sums.replicates
        return share


def _whole(sums: Floats) -> Whole:
    """Return sums as whole numbers of the fine unit."""
    return np.array([int(own) for own in np.rint(sums / FINE)], dtype=np.object_)


def distribution(replicates: Replicates, number: int, workers: int = 1) -> ScoreDistribution:
    """Return the distribution of the scores of a study.

    Parameters
    ----------
    replicates
        Of the study.
    number
        How many there are.
    workers
        The number of threads; the result does not depend on it, nor does memory grow with the replicates.
    """
    first, *others = blocks(number)
    with threadpool_limits(limits=1, user_api="blas"):
        scores = replicates.scores(first)
        span = Span.of(scores)
        sums = ScoreSums.of(scores, span)
        for _, part in hand_out(partial(_summed, replicates, span), iter(others), workers):
            sums += part
    return ScoreDistribution(span, sums)


def _summed(replicates: Replicates, span: Span, block: range) -> ScoreSums:
    return ScoreSums.of(replicates.scores(block), span)
