"""When what comes round is due: from what was last done, by the calendar; pure."""

from __future__ import annotations

from datetime import date, datetime

from quheng.calendars import Calendar, Due, due
from quheng.calendars.beijing_time import local_day
from quheng.ledger.programmes.declared import Cadence


def next_due(cadence: Cadence, last: date | None, since: date, calendar: Calendar) -> Due:
    """Return when a cadence is next due.

    Parameters
    ----------
    cadence
        How often.
    last
        The day on which it was last done; None where it never was.
    since
        From when it goes on: the day of entry into the list, or into the stage.
    calendar
        The working days.

    Returns
    -------
    Due
        By a list what was never done is due on the day of entry, or on the working day after it; within a
        case it is due `every` after. Its day is None where the calendar does not reach so far.
    """
    begun = last or since
    if last is None and cadence.about:
        return due(begun, cadence.every.model_copy(update={"n": 0, "unit": "workday"}), calendar)
    return due(begun, cadence.every, calendar)


def is_due(end: Due, now: datetime) -> bool:
    """Whether its day has come; one whose day is not known has not."""
    return end.day is not None and end.day <= local_day(now)
