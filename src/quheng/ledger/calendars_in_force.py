"""The calendars that deadlines are counted by now: those that ship, with the notices loaded since."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from quheng.calendars import Calendar, CalendarYear
from quheng.declarations import validated
from quheng.ledger.models import CalendarYearRow
from quheng.ledger.programmes.calendars import CALENDARS


def calendars_in_force() -> Mapping[str, Calendar]:
    """Return every calendar by its name.

    One small query tells whether a notice was loaded since; the calendars are built only then.
    """
    latest = CalendarYearRow.objects.order_by("-id").values_list("id", "digest").first()
    return _shipped() if latest is None else _with_notices(latest)


def year_of(row: CalendarYearRow) -> CalendarYear:
    """Return a loaded year as a value."""
    return validated(CalendarYear, row.text, f"{row.calendar} {row.year}")


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Calendar]:
    return {name: calendar() for name, calendar in CALENDARS.items()}


@lru_cache(maxsize=4)
def _with_notices(_: tuple[int, str]) -> Mapping[str, Calendar]:
    """Return the calendars with every notice, kept for as long as the latest one is the latest."""
    found = dict(_shipped())
    for row in CalendarYearRow.objects.order_by("id"):
        found[row.calendar] = found[row.calendar].merged(Calendar((year_of(row),)))
    return found
