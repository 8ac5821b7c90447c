"""A time in a text, resolved, with the stretch of text over which it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

TimeKind = Literal["span", "as_of", "since", "day", "fuzzy"]
"""A stretch, a day up to which something is counted, a stretch up to today, a day, the recent days."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """The words of a time and the days they mean.

    Parameters
    ----------
    start, end, text
        Where it stands, and the words.
    first, last
        The days; both None where the words are relative and no point of reference is known, the first alone
        where only the end is known.
    kind
        What sort of time it is.
    needs_reference
        Whether the words say nothing by themselves: 今年, 10月底, 目前.
    reaches, reaches_forecasts
        Offsets up to which numbers take this time where they have none of their own, and up to which
        forecasts do. A base of comparison (比上年) reaches nothing.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    kind: TimeKind
    needs_reference: bool
    reaches: int
    reaches_forecasts: int

    @property
    def excluded(self) -> bool:
        """Whether it is only a base of comparison, or part of a name."""
        return self.reaches <= self.start and self.reaches_forecasts <= self.start

    @property
    def is_resolved(self) -> bool:
        """Whether at least its last day is known."""
        return self.last is not None
