"""A change of a case, as those who follow it see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quheng.calendars import Calendar
from quheng.ledger.cases import Case, Entry
from quheng.ledger.models import CaseRow
from quheng.ledger.places import Places
from quheng.ledger.programmes import Programme


@dataclass(frozen=True)
class Change:
    """New entries of a case, and what it was and is.

    Parameters
    ----------
    row
        Its row, as it is now.
    before, case
        The case before and after; `before` is None for a new case.
    entries
        What happened, in order.
    programme
        The version of the programme that it keeps.
    places, calendars
        The organisations, and the working days by name.
    """

    row: CaseRow
    before: Case | None
    case: Case
    entries: tuple[Entry, ...]
    programme: Programme
    places: Places
    calendars: Mapping[str, Calendar]
