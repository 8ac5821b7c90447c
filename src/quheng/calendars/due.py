"""The last day, or moment, of a period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

import numpy as np

from quheng.bilingual import Text
from quheng.calendars import account
from quheng.calendars.beijing_time import day_end, local_day, local_moment
from quheng.calendars.budget import BY_THE_CLOCK, Budget
from quheng.calendars.calendar import Calendar
from quheng.calendars.calendar_end import calendar_end
from quheng.calendars.day_table import MISSING, PUBLISHED, STANDINGS, DayTable
from quheng.calendars.pause import Pause, running
from quheng.errors import MethodError, Problem, Where

FOREVER = date.max.toordinal() + 1

Status = Literal["published", "provisional", "missing", "paused"]

STATUSES: tuple[Status, ...] = (*STANDINGS, "paused")

Intervals = Sequence[tuple[int, int | None]]


@dataclass(frozen=True)
class Due:
    """When a period ends, how sure that is, and why.

    Parameters
    ----------
    day
        The last day; None where it is not known (missing, paused).
    moment
        The last moment, in Beijing time: 24:00 of the day (that is 00:00 of the day after; Civil Code,
        art. 203), or the moment itself in a period of hours. None where it is not known.
    status
        `published`: certain. `provisional`: by a year whose notice is not out, to be computed again when it
        is. `missing`: the calendar does not reach so far. `paused`: the clock stands, and nobody knows until
        when.
    steps
        How it was counted, one sentence a step.
    """

    day: date | None
    moment: datetime | None
    status: Status
    steps: tuple[Text, ...] = ()

    @property
    def certain(self) -> date | None:
        """The last day where it is certain, None otherwise: a provisional day is no answer yet."""
        return self.day if self.status == "published" else None

    @property
    def explanation(self) -> Text:
        """The steps as one text."""
        return Text(
            zh="；".join(step.zh for step in self.steps) + "。",
            en="; ".join(step.en for step in self.steps) + ".",
        )


def due(start: date, budget: Budget, calendar: Calendar, pauses: Iterable[Pause] = ()) -> Due:
    """Return the end of a period that an event of `start` sets running.

    In days, the day of the event is not counted (Civil Code, art. 201):

    - workday: the n-th working day after it on which the clock runs;
    - day, week: the n-th (7n-th) calendar day after it on which the clock runs;
    - month, year: the same date n months (12n months) later, or the month's end where there is no such date
      (art. 202), and as many days later as the clock stood.

    A last day that is no working day, or on which the clock stands, moves to the next working day on which it
    runs (art. 203); a weekend day that is worked in lieu is a working day. In hours and minutes the clock
    runs from the moment itself, day and night, and the end does not move.

    Parameters
    ----------
    start
        The day of the event, or its moment in Beijing time (a moment with a time zone is converted).
    budget
        How long the period is.
    calendar
        The working days.
    pauses
        When the clock stands; pauses may overlap, and one after the end has no effect.

    Raises
    ------
    MethodError
        Where a period of hours or minutes starts on a day without a time of day.

    References
    ----------
    Civil Code of the People's Republic of China (2020), articles 201-203.
    """
    if budget.unit in BY_THE_CLOCK:
        return _by_the_clock(start, budget, tuple(pauses))
    return _by_days(local_day(start), budget, calendar, tuple(pauses))


def extend(before: Due, by: Budget, calendar: Calendar, pauses: Iterable[Pause] = ()) -> Due:
    """Return the end of a period that is extended: `by` is counted from the day, or moment, it would end.

    Parameters
    ----------
    before
        The period without the extension. Where its end is not known, neither is the extended one.
    by
        The extension.
    calendar, pauses
        As in `due`; pauses that were over by then change nothing.
    """
    if before.day is None or before.moment is None:
        return before
    by_clock = by.unit in BY_THE_CLOCK
    after = due(before.moment if by_clock else before.day, by, calendar, pauses)
    status = max(before.status, after.status, key=STATUSES.index)
    steps = (*before.steps, account.extended(by), *after.steps)
    return Due(after.day, after.moment, status, steps)


class _Reached(NamedTuple):
    """The ordinal of a day that a count reached, or why it reached none."""

    day: int | None
    status: Status


def _by_days(start: date, budget: Budget, calendar: Calendar, pauses: tuple[Pause, ...]) -> Due:
    stands = [pause.ordinals for pause in pauses]
    begin = start.toordinal()
    if budget.n == 0:
        counted = _Reached(begin, "published")
    elif budget.unit == "workday":
        counted = _nth_working_day(calendar.table, stands, begin + 1, budget.n)
    else:
        nominal = int(calendar_end(np.array(begin), np.array(budget.n), budget.unit))
        counted = _nth_day(stands, begin + 1, nominal - begin)
    landed = counted
    if counted.day is not None:
        landed = _nth_working_day(calendar.table, stands, counted.day, 1)
    status = max(counted.status, landed.status, key=STATUSES.index)
    day = None if landed.day is None else date.fromordinal(landed.day)
    steps = [account.first_day(start)] if budget.n else []
    steps += account.pauses_of_days(start, day, pauses)
    if counted.day is not None:
        last = date.fromordinal(counted.day)
        steps += account.counted_days(start, budget, last, calendar)
        if day is not None:
            steps += account.moved(last, day, calendar)
    if day is None:
        steps.append(account.paused() if status == "paused" else account.missing(calendar))
        return Due(None, None, status, tuple(steps))
    if status == "provisional":
        steps.append(account.provisional(start, day, calendar))
    return Due(day, day_end(day), status, tuple(steps))


def _nth_day(stands: Intervals, since: int, number: int) -> _Reached:
    """Return the `number`-th day from `since` on which the clock runs."""
    left = number
    end = since
    for begin, end in running(stands, since, FOREVER):
        if left <= end - begin:
            return _Reached(begin + left - 1, "published")
        left -= end - begin
    return _Reached(None, "missing" if end == FOREVER else "paused")


def _nth_working_day(table: DayTable, stands: Intervals, since: int, number: int) -> _Reached:
    """Return the `number`-th working day from `since` on which the clock runs.

    Its status is the worst of the days looked at; days on which the clock stands need not be known.
    """
    left = number
    worst = PUBLISHED
    for begin, end in running(stands, since, FOREVER):
        available = int(table.count(begin, end))
        day = int(table.nth(begin, left)) if left <= available else None
        worst = max(worst, int(table.worst(begin, end if day is None else day + 1)))
        if worst == MISSING:
            return _Reached(None, "missing")
        if day is not None:
            return _Reached(day, STANDINGS[worst])
        left -= available
    return _Reached(None, "paused")


def _by_the_clock(start: date, budget: Budget, pauses: tuple[Pause, ...]) -> Due:
    if not isinstance(start, datetime):
        raise MethodError(
            Problem(
                Text(
                    zh=f"按小时或分钟计算的时限，起算点 {start} 没有时刻",
                    en=f"a period of hours or minutes starts at a moment, and {start} has no time of day",
                ),
                Where(field="start"),
                Text(zh="请给出日期和时刻", en="give a day and a time of day"),
            )
        )
    begin = local_moment(start)
    left = timedelta(minutes=budget.n * (60 if budget.unit == "hour" else 1))
    first = account.start_of_clock(begin, budget)
    until = begin
    for since, until in running([pause.moments for pause in pauses], begin, datetime.max):
        if left <= until - since:
            moment = since + left
            stood = account.pauses_of_clock(begin, moment, pauses)
            return Due(moment.date(), moment, "published", (first, *stood, account.end_of_clock(moment)))
        left -= until - since
    stood = account.pauses_of_clock(begin, None, pauses)
    if until == datetime.max:
        return Due(None, None, "missing", (first, *stood, account.beyond_time()))
    return Due(None, None, "paused", (first, *stood, account.paused()))
