"""Points with what is sure of them: least and greatest, what can be claimed now, and what keeps them open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quheng.bilingual import Text
from quheng.scorecard.unknown import NO_CAUSE, Unknown


@dataclass(frozen=True, slots=True)
class Points:
    """The points of an item, a block or in all.

    Parameters
    ----------
    low, high
        Whatever the unknown inputs turn out to be, and however experts choose, the points lie between them.
    shown
        What the known inputs give: as `low` and `high`, but without branches that are not available. None
        where the rule leaves the points undefined.
    causes
        The inputs that keep them open.
    holes
        Why the rule may give no points; with one there is no pass.
    """

    low: Any
    high: Any
    shown: tuple[Any, Any] | None
    causes: frozenset[str] = NO_CAUSE
    holes: tuple[Text, ...] = ()

    @classmethod
    def exactly(cls, low: Any, high: Any) -> Points:
        """Return points that nothing keeps open, but for the choice of experts."""
        return cls(low, high, (low, high))

    @property
    def as_value(self) -> Any:
        """The points as a value for expressions."""
        if self.low == self.high and not self.holes:
            return self.low
        return Unknown(self.causes, self.low, self.high, self.holes)


ZERO = Points.exactly(0, 0)


def added(parts: Iterable[Points]) -> Points:
    """Return the sum."""
    low: Any = 0
    high: Any = 0
    shown: tuple[Any, Any] | None = (0, 0)
    causes = NO_CAUSE
    holes: tuple[Text, ...] = ()
    for part in parts:
        low, high = low + part.low, high + part.high
        shown = (shown[0] + part.shown[0], shown[1] + part.shown[1]) if shown and part.shown else None
        if part.causes:
            causes |= part.causes
        if part.holes:
            holes += tuple(why for why in part.holes if why not in holes)
    return Points(low, high, shown, causes, holes)


def capped(points: Points, cap: Any) -> Points:
    """Return the points, at most `cap`; what the cap settles is no longer open."""
    low, high = min(points.low, cap), min(points.high, cap)
    shown = (min(points.shown[0], cap), min(points.shown[1], cap)) if points.shown else None
    causes = points.causes if low < high else NO_CAUSE
    return Points(low, high, shown, causes, points.holes)


def best(branches: Iterable[tuple[Points, bool]], worst: Any) -> Points:
    """Return the best of the branches that are available.

    Parameters
    ----------
    branches
        The points of each, and whether it is available now: has a denominator.
    worst
        The least that the item can give, where no branch is sure to be available.

    Returns
    -------
    Points
        `shown` counts only what is available; a branch that an unknown input may open counts in `high`. With
        no branch that is sure to be available the points may be undefined.
    """
    branches = list(branches)
    possible = [points for points, _ in branches if not points.holes or points.causes]
    certain = [points for points in possible if not points.holes]
    holes = tuple(dict.fromkeys(why for points, _ in branches for why in points.holes))
    available = [points.shown for points, is_open in branches if is_open and points.shown]
    shown = (max(low for low, _ in available), max(high for _, high in available)) if available else None
    if not possible:
        every = [points for points, _ in branches]
        return Points(worst, max(points.high for points in every), None, NO_CAUSE, holes)
    low = max((points.low for points in certain), default=worst)
    high = max(points.high for points in possible)
    causes = NO_CAUSE.union(*(points.causes for points in possible if points.high > low or not certain))
    return Points(low, high, shown, causes, () if certain else holes)


def either(first: Points, second: Points, because: Unknown) -> Points:
    """Return what two possible outcomes have in common, where `because` is not known."""
    shown = None
    if first.shown and second.shown:
        shown = (min(first.shown[0], second.shown[0]), max(first.shown[1], second.shown[1]))
    return Points(
        min(first.low, second.low),
        max(first.high, second.high),
        shown,
        first.causes | second.causes | because.causes,
        tuple(dict.fromkeys((*first.holes, *second.holes, *because.holes))),
    )
