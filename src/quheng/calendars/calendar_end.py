"""Where a period of calendar days, weeks, months or years ends, before rest days and pauses move it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quheng.calendars.budget import Unit
from quheng.calendars.day_table import Ordinals

EPOCH = 719_163
"""The ordinal of 1970-01-01, which numpy counts as 0."""


DAYS: dict[Unit, int] = {"day": 1, "week": 7}

MONTHS: dict[Unit, int] = {"month": 1, "year": 12}


def ordinals_of(days: NDArray[np.datetime64]) -> Ordinals:
    """Return numpy's days as `date.toordinal` counts them."""
    return days.astype("datetime64[D]").astype(np.int64) + EPOCH


def days_of(ordinals: Ordinals) -> NDArray[np.datetime64]:
    """Return ordinals as numpy's days."""
    return (ordinals - EPOCH).astype("datetime64[D]")


def months_later(start: Ordinals, months: Ordinals) -> Ordinals:
    """Return the same date months later, or the end of a month that has no such date.

    31 January + 1 month is the last day of February (Civil Code, art. 202).
    """
    days = days_of(start)
    month = days.astype("datetime64[M]")
    target = month + months.astype("timedelta64[M]")
    same_date = target.astype("datetime64[D]") + (days - month.astype("datetime64[D]"))
    month_end = (target + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    return ordinals_of(np.minimum(same_date, month_end))


def calendar_end(start: Ordinals, number: Ordinals, unit: Unit) -> Ordinals:
    """Return the ordinal at which periods end: `number` of a unit after `start`.

    Parameters
    ----------
    start, number : ndarray (n,) of int64, or one of them
        Ordinals, and how many of the unit, 0 or more.
    unit
        day, week, month or year.
    """
    if unit in DAYS:
        return start + DAYS[unit] * number
    return months_later(start, MONTHS[unit] * number)
