"""The calendars that deadlines are counted by now: those that ship, with the notices loaded since."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.db import connection

from quheng.calendars import Calendar, CalendarYear
from quheng.declarations import validated
from quheng.ledger.models import CalendarYearRow
from quheng.ledger.programmes.calendars import CALENDARS

LATEST = f'SELECT id, digest FROM "{CalendarYearRow._meta.db_table}" ORDER BY id DESC LIMIT 1'
"""Asked at every change of a case: written out, it is a tenth of the work."""


def calendars_in_force() -> Mapping[str, Calendar]:
    """Return every calendar by its name.

    One small query tells whether a notice was loaded since; the calendars are built only then.
    """
    with connection.cursor() as cursor:
        cursor.execute(LATEST)
        latest = cursor.fetchone()
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
