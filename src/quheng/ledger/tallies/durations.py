"""How long something took, in the measure of a figure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from quheng.calendars import Calendar
from quheng.errors import MethodError
from quheng.ledger.tallies.marks import TENTHS

HOUR = timedelta(hours=1)


def tenths_between(
    start: datetime, end: datetime, measure: Literal["hour", "day", "workday"], calendar: Calendar | None
) -> int | None:
    """Return a span in tenths of its measure; None where it cannot be said, for a year without a calendar.

    Hours are rounded to a tenth, halves up. Days and working days are whole: the day of the start is not
    counted, so what is done the same day took none.
    """
    if measure == "hour":
        return int((2 * (end - start) * TENTHS + HOUR) // (2 * HOUR))
    if measure == "day":
        return TENTHS * (end.date() - start.date()).days
    if calendar is None:
        return None
    try:
        return TENTHS * calendar.working_days_between(start.date(), end.date())
    except MethodError:
        return None
