"""When a clock ends: `quheng.calendars.due`, with its pauses and extensions, as a fact to be recorded."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from quheng.calendars import Budget, Calendar, Due, due, extend
from quheng.calendars.beijing_time import BEIJING, local_moment
from quheng.ledger.cases.events import Deadline
from quheng.ledger.cases.state import RunningClock


def deadline_of(clock: RunningClock, calendar: Calendar, warn_before: Budget | None) -> Deadline:
    """Return the end of a clock by a calendar.

    Extensions are counted from the end without them, in the order in which they were granted.
    """
    end = due(clock.since, clock.budget, calendar, clock.pauses)
    for by in clock.extensions:
        end = extend(end, by, calendar, clock.pauses)
    moment = None if end.moment is None else end.moment.replace(tzinfo=BEIJING)
    return Deadline(end.day, moment, end.status, _warning(end, calendar, warn_before))


def is_kept(deadline: Deadline, at: datetime) -> bool | None:
    """Whether a clock that stops now is in time; a clock that stands is, and what is not known is None."""
    if deadline.moment is not None:
        return at <= deadline.moment
    return True if deadline.status == "paused" else None


def _warning(end: Due, calendar: Calendar, before: Budget | None) -> datetime | None:
    """Return from when a clock is due soon: so long before its end, in days from the morning on."""
    if before is None or end.day is None or end.moment is None:
        return None
    if before.unit == "workday":
        return _morning(calendar.add_working_days(end.day, -before.n))
    if before.unit == "day":
        return _morning(end.day - timedelta(days=before.n))
    minutes = before.n * (60 if before.unit == "hour" else 1)
    return (end.moment - timedelta(minutes=minutes)).replace(tzinfo=BEIJING)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)


def in_beijing(moment: datetime) -> datetime:
    """Return a moment in Beijing time, to the second, with its time zone."""
    return local_moment(moment).replace(microsecond=0, tzinfo=BEIJING)
