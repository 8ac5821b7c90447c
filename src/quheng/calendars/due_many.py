"""The last days of many periods at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from quheng.bilingual import Text
from quheng.calendars.budget import BY_THE_CLOCK, LARGEST, Unit
from quheng.calendars.calendar import Calendar
from quheng.calendars.calendar_end import calendar_end, days_of, ordinals_of
from quheng.calendars.day_table import MISSING, STANDINGS
from quheng.errors import MethodError, Problem, Where


@dataclass(frozen=True, eq=False)
class DueMany:
    """When many periods end, and how sure that is.

    Parameters
    ----------
    day : ndarray (n,) of datetime64[D]
        The last days; NaT where missing.
    status : ndarray (n,) of str
        published, provisional or missing, as in `Due`.
    """

    day: NDArray[np.datetime64]
    status: NDArray[np.str_]

    @property
    def certain(self) -> NDArray[np.datetime64]:
        """The last days that are certain; NaT for the others."""
        return np.where(self.status == "published", self.day, np.datetime64("NaT"))


def due_many(starts: ArrayLike, n: ArrayLike, unit: Unit, calendar: Calendar) -> DueMany:
    """Return the ends of periods without pauses: what `due` says of each, in one go.

    Parameters
    ----------
    starts : array_like (n,) of datetime64[D]
        The days of the events, in Beijing time; NaT where it is not known, and then the end is missing too.
    n : array_like, () or (n,), of int
        How many of the unit each period lasts, from 0 to a million.
    unit
        workday, day, week, month or year, one for all.
    calendar
        The working days.

    Raises
    ------
    MethodError
        Where `n` is out of range, or the unit is a clock's (those ends are the start plus the budget).
    """
    if unit in BY_THE_CLOCK:
        raise _refused(
            Text(zh=f"单位 {unit} 按时刻计算", en=f"the unit {unit} runs by the clock"),
            "unit",
            Text(zh="请逐件用 due 计算", en="use due for each"),
        )
    lengths = np.asarray(n)
    if not np.issubdtype(lengths.dtype, np.integer) or np.any((lengths < 0) | (lengths > LARGEST)):
        raise _refused(
            Text(zh="时长有不是 0 至 100 万的整数", en="a length is no whole number from 0 to a million"),
            "n",
            Text(zh="请更正这些行", en="mend those rows"),
        )
    given = np.asarray(starts, dtype="datetime64[D]")
    unknown = np.isnat(given)
    begin = ordinals_of(np.where(unknown, np.datetime64(0, "D"), given))
    lengths = np.broadcast_to(lengths.astype(np.int64), begin.shape)
    table = calendar.table
    if unit == "workday":
        looked_from = begin + (lengths > 0)
        last = table.nth(looked_from, np.maximum(lengths, 1))
    else:
        looked_from = calendar_end(begin, lengths, unit)
        last = table.nth(looked_from, 1)
    worst = np.where(unknown, MISSING, table.worst(looked_from, last + 1))
    day = np.where(worst == MISSING, np.datetime64("NaT"), days_of(last))
    return DueMany(day, np.asarray(STANDINGS)[worst])


def _refused(what: Text, field: str, remedy: Text) -> MethodError:
    return MethodError(Problem(what, Where(field=field), remedy))
