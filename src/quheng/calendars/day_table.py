"""The days of a calendar as arrays, and the counting of working days in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from quheng.calendars.calendar_year import SATURDAY, CalendarYear, Standing

Ordinals = NDArray[np.int64]
"""Days as `date.toordinal` counts them: 0001-01-01 is 1. A single one is an array without axes."""

STANDINGS: tuple[Standing, ...] = ("published", "provisional", "missing")
"""From sure to unknown: the worst of several is the largest position."""

PUBLISHED, PROVISIONAL, MISSING = range(3)


@dataclass(frozen=True, eq=False)
class DayTable:
    """Every day from the first of the first year to the last of the last one.

    Every method takes ordinals, one or an array of them, and returns one number for each.

    Parameters
    ----------
    first
        The ordinal of the first day.
    working : ndarray (n_days,) of bool
        Whether the day is worked; False in a year that is missing.
    standing : ndarray (n_days,) of int8
        A position in STANDINGS.
    """

    first: int
    working: NDArray[np.bool_]
    standing: NDArray[np.int8]

    @property
    def end(self) -> int:
        """The ordinal behind the last day."""
        return self.first + len(self.working)

    @cached_property
    def _worked(self) -> Ordinals:
        """The ordinals of the working days, and `end` behind them for all that lie beyond."""
        return np.append(np.flatnonzero(self.working) + self.first, self.end)

    @cached_property
    def _worked_before(self) -> Ordinals:
        return _count_before(self.working)

    @cached_property
    def _missing_before(self) -> Ordinals:
        return _count_before(self.standing == MISSING)

    @cached_property
    def _provisional_before(self) -> Ordinals:
        return _count_before(self.standing == PROVISIONAL)

    def _position(self, day: int | Ordinals) -> Ordinals:
        return np.clip(np.asarray(day, dtype=np.int64) - self.first, 0, len(self.working))

    def count(self, since: int | Ordinals, until: int | Ordinals) -> Ordinals:
        """Count the working days from `since` to before `until`, as far as they are known."""
        return self._worked_before[self._position(until)] - self._worked_before[self._position(since)]

    def nth(self, since: int | Ordinals, number: int | Ordinals) -> Ordinals:
        """Return the `number`-th working day from `since` on, counted from 1, or `end` where it is beyond."""
        rank = self._worked_before[self._position(since)] + np.asarray(number, dtype=np.int64) - 1
        return self._worked[np.clip(rank, 0, len(self._worked) - 1)]

    def last_before(self, until: int | Ordinals) -> Ordinals:
        """Return the last working day before `until`, or the day before the table where there is none."""
        before = self._worked_before[self._position(until)]
        return np.where(before > 0, self._worked[np.maximum(before, 1) - 1], self.first - 1)

    def worst(self, since: int | Ordinals, until: int | Ordinals) -> NDArray[np.int8]:
        """Return the worst standing, a position in STANDINGS, from `since` to before `until`."""
        begin, end = self._position(since), self._position(until)
        outside = (np.asarray(since) < self.first) | (np.asarray(until) > self.end)
        missing = outside | (self._missing_before[end] > self._missing_before[begin])
        provisional = self._provisional_before[end] > self._provisional_before[begin]
        return np.where(missing, MISSING, np.where(provisional, PROVISIONAL, PUBLISHED)).astype(np.int8)


def table_of(years: Iterable[CalendarYear]) -> DayTable:
    """Lay out the days of some years, at least one and each once; years between them are missing."""
    known = sorted(years, key=lambda year: year.year)
    first = date(known[0].year, 1, 1).toordinal()
    end = date(known[-1].year + 1, 1, 1).toordinal()
    weekday = (np.arange(first, end) + 6) % 7  # 0001-01-01, ordinal 1, was a Monday
    working = weekday < SATURDAY
    standing = np.full(end - first, MISSING, dtype=np.int8)
    for year in known:
        begin = date(year.year, 1, 1).toordinal() - first
        after = date(year.year + 1, 1, 1).toordinal() - first
        standing[begin:after] = STANDINGS.index(year.status)
        for holiday in year.holidays:
            if holiday.off:
                working[[day.toordinal() - first for day in holiday.off.days()]] = False
            working[[day.toordinal() - first for day in holiday.make_up]] = True
    working[standing == MISSING] = False
    return DayTable(first, working, standing)


def _count_before(marked: NDArray[np.bool_]) -> Ordinals:
    """Count for each position, and for the end, how many of those before it are marked."""
    return np.concatenate(([0], np.cumsum(marked, dtype=np.int64)))
