"""Weights that are equally likely among all that keep an order and bounds: uniform on a cut simplex, exactly.

Numbers that are uniform on the simplex are easy: independent exponentials, made to sum to one. A least
weight makes the simplex smaller, and an order of alike children is a matter of sorting. A greatest weight
cuts corners off, and an order of children with different bounds cuts across: there, candidates are drawn, and
those that break a bound are drawn again. Accepted candidates are exactly uniform. Each replicate has
candidates of its own, so that the result does not depend on which replicates are drawn together.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.index.arrays import Booleans, Floats, Integers
from quheng.robustness.streams import further

CANDIDATES = 16
"""Candidates drawn for a replicate before any is looked at."""

PROBED = 2**15
"""Candidates by which the share that is accepted is measured."""

SELDOM = 64 / PROBED
"""Bounds that leave a smaller share of the candidates are refused: a study would take too long."""

ROUNDING = 1e-12

NARROW = 1e-9
"""Bounds that sum to one but for so much leave one weighting."""

STEEPEST = 1e12
"""The largest rate that is tried."""


@dataclass(frozen=True)
class Cut:
    """A simplex cut by bounds and an order.

    Parameters
    ----------
    low, high
        (n_children,) the least and the greatest weight of each child.
    order
        Positions of children in falling order of weight.
    """

    low: tuple[float, ...]
    high: tuple[float, ...]
    order: tuple[int, ...] = ()

    @property
    def tight(self) -> Cut:
        """The same cut, each bound as narrow as the order makes it."""
        low, high = list(self.low), list(self.high)
        for before, after in zip(self.order, self.order[1:], strict=False):
            high[after] = min(high[after], high[before])
        for before, after in zip(self.order[::-1][1:], self.order[::-1], strict=False):
            low[before] = max(low[before], low[after])
        return Cut(tuple(low), tuple(high), self.order)

    @property
    def is_possible(self) -> bool:
        """Whether any weights keep it."""
        tight = self.tight
        rises = all(low <= high for low, high in zip(tight.low, tight.high, strict=True))
        return rises and sum(tight.low) <= 1 + ROUNDING and sum(tight.high) >= 1 - ROUNDING

    @property
    def is_alike(self) -> bool:
        """Whether the children in the order have the same bounds: then sorting puts them in order."""
        own = {(self.low[child], self.high[child]) for child in self.order}
        return len(own) <= 1

    @property
    def has_corners(self) -> bool:
        """Whether it is a simplex yet: no greatest weight, nor an order of unlike children, cuts into it."""
        room = 1.0 - sum(self.low)
        return self.is_alike and all(
            high >= low + room - ROUNDING for low, high in zip(self.low, self.high, strict=True)
        )


def on_simplex(uniform: Floats, cut: Cut) -> Floats:
    """Return weights that are uniform on the simplex above the least weights, in order.

    Parameters
    ----------
    uniform
        (n_replicates, n_children) in [0, 1).
    cut
        It has corners.

    Returns
    -------
    (n_replicates, n_children), summing to one.
    """
    share = -np.log1p(-uniform)
    share /= np.maximum(share.sum(axis=1, keepdims=True), np.finfo(np.float64).tiny)
    return _in_order(np.array(cut.low) + (1.0 - sum(cut.low)) * share, cut.order)


def within_bounds(keys: Floats, cut: Cut) -> Floats:
    """Return weights that are uniform on a cut simplex.

    Parameters
    ----------
    keys
        (n_replicates,) uniform numbers, from which those of the candidates follow.
    cut
        It is possible.

    Returns
    -------
    (n_replicates, n_children), summing to one.

    Raises
    ------
    MethodError
        Where the cut leaves so little that candidates are hardly ever accepted.
    """
    tight = cut.tight
    for only in (tight.low, tight.high):
        if abs(sum(only) - 1.0) < NARROW:
            return np.tile(np.array(only) / sum(only), (keys.size, 1))
    candidates = _most_accepted(cut)
    children = len(cut.low)
    weights = np.empty((keys.size, children))
    waiting = np.arange(keys.size)
    page = 0
    while waiting.size:
        numbers = further(keys[waiting], CANDIDATES * children, page).reshape(-1, children)
        drawn, kept = candidates.of(numbers)
        kept = kept.reshape(-1, CANDIDATES)
        first, found = kept.argmax(axis=1), kept.any(axis=1)
        weights[waiting[found]] = drawn.reshape(-1, CANDIDATES, children)[found, first[found]]
        waiting = waiting[~found]
        page += 1
    return weights


@dataclass(frozen=True)
class Candidates:
    """Weights within bounds, of which some are accepted.

    All but one of the children are drawn apart, each from an exponential distribution cut off at its bounds,
    with one rate so that they sum to one on average; the last one, the widest, gets what is left. Given the
    sum, the exponentials are uniform, whatever the rate. A candidate is accepted where the last child is
    within its bounds, with a probability that evens out how likely the others were.

    Parameters
    ----------
    cut
        What they must keep.
    low, width
        (n_children,) the bounds from which candidates are drawn.
    rate
        Of the exponentials, in units of one over a weight.
    last
        The child that gets what is left.
    sort
        Whether candidates are sorted into the order; else those out of order are not accepted.
    """

    cut: Cut
    low: Floats
    width: Floats
    rate: float
    last: int
    sort: bool

    @classmethod
    def between(cls, cut: Cut, low: Floats, high: Floats, *, sort: bool) -> Self:
        """Find the rate at which weights between bounds sum to one on average."""
        room = 1.0 - low.sum()
        width = np.minimum(high - low, max(room, 0.0))
        return cls(cut, low, width, _rate(width, room), int(np.argmax(width)), sort)

    def of(self, numbers: Floats) -> tuple[Floats, Booleans]:
        """Return candidates (n, n_children) of uniform numbers of that shape, and which are accepted."""
        above = _cut_exponential(numbers, self.rate, self.width)
        above[:, self.last] = 0.0
        left = 1.0 - self.low.sum() - above.sum(axis=1)
        above[:, self.last] = left
        width = self.width[self.last]
        within = (left >= -ROUNDING) & (left <= width + ROUNDING)
        evened = np.exp(-self.rate * (np.clip(left, 0.0, width) - (width if self.rate < 0 else 0.0)))
        weights = self.low + above
        if self.sort:
            weights = _in_order(weights, self.cut.order)
        return weights, within & (numbers[:, self.last] < evened) & self._keep(weights)

    def _keep(self, weights: Floats) -> Booleans:
        ordered = weights[:, self.cut.order]
        low, high = np.array(self.cut.low) - ROUNDING, np.array(self.cut.high) + ROUNDING
        bounded = ((low <= weights) & (weights <= high)).all(axis=1)
        return np.asarray(bounded & (np.diff(ordered, axis=1) <= ROUNDING).all(axis=1))


@lru_cache(maxsize=1024)
def _most_accepted(cut: Cut) -> Candidates:
    """Return the candidates of which most are accepted, in order by themselves or by being sorted."""
    tight = cut.tight
    low, high = np.array(tight.low), np.array(tight.high)
    kinds = [Candidates.between(tight, low, high, sort=cut.is_alike)]
    if not cut.is_alike:
        own: Integers = np.array(cut.order)
        low[own], high[own] = low[own].min(), high[own].max()
        kinds.append(Candidates.between(tight, low, high, sort=True))
    numbers = further(np.array([0.5]), PROBED * low.size).reshape(PROBED, low.size)
    shares = [float(kind.of(numbers)[1].mean()) for kind in kinds]
    best = int(np.argmax(shares))
    if shares[best] < SELDOM:
        raise MethodError(
            Problem(
                Text(
                    zh=f"权重的上下限和次序所留余地太小：{PROBED:,} 组候选权重中只有 "
                    f"{shares[best] * PROBED:.0f} 组满足",
                    en=f"the bounds and the order of the weights leave too little: of {PROBED:,} candidates "
                    f"{shares[best] * PROBED:.0f} keep them",
                ),
                Where(file="index.yaml", field="robustness.vary.weights"),
                Text(
                    zh="请放宽上下限，或给有次序的各项相同的上下限",
                    en="widen the bounds, or give children in an order the same bounds",
                ),
            )
        )
    return kinds[best]


def _in_order(weights: Floats, order: tuple[int, ...]) -> Floats:
    """Give the greatest of the ordered children's weights to the first of them, and so on."""
    if order:
        weights[:, order] = -np.sort(-weights[:, order], axis=1)
    return weights


def _cut_exponential(uniform: Floats, rate: float, width: Floats) -> Floats:
    """Return numbers from 0 to `width` with a density proportional to ``exp(-rate x)``."""
    steep = abs(rate)
    if steep * width.max() < ROUNDING:
        return uniform * width
    drawn: Floats = -np.log1p(uniform * np.expm1(-steep * width)) / steep
    return drawn if rate > 0 else width - drawn


def _rate(width: Floats, room: float) -> float:
    """Return the rate at which numbers from 0 to each width have means that sum to `room`.

    Zero where they do so by themselves; negative where they must be larger. Found by halving.
    """
    low, high = -STEEPEST, STEEPEST
    for _ in range(100):
        middle = (low + high) / 2
        if _means(middle, width).sum() > room:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _means(rate: float, width: Floats) -> Floats:
    """Return the means of numbers from 0 to each width with a density proportional to ``exp(-rate x)``."""
    steepness = abs(rate) * width
    flat = steepness < 1e-4
    safe = np.where(flat, 1.0, np.minimum(steepness, 700.0))
    share = np.where(flat, 0.5 - steepness / 12, 1 / np.where(flat, 1.0, steepness) - 1 / np.expm1(safe))
    means: Floats = width * (share if rate > 0 else 1.0 - share)
    return means
