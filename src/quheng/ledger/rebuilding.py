"""Rebuild every row from the record."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from quheng.ledger.calendars_in_force import calendars_in_force
from quheng.ledger.cases import replay
from quheng.ledger.change import Change
from quheng.ledger.following import rebuild_followers
from quheng.ledger.models import CaseRow, EventRow
from quheng.ledger.places import Places
from quheng.ledger.published import compiled
from quheng.ledger.recorded import entries_of
from quheng.ledger.rows import rewrite_rows
from quheng.ledger.tallies.compacting import retally

BATCH = 500


@dataclass(frozen=True)
class Rebuilt:
    """How many cases were replayed."""

    cases: int


def rebuild(number: str | None = None) -> Rebuilt:
    """Replay the record of a case, or of all, and write the rows that it adds up to."""
    keys = CaseRow.objects.order_by("id").values_list("pk", flat=True)
    if number is not None:
        keys = keys.filter(number=number)
    count, places, calendars = 0, Places(), calendars_in_force()
    for key in keys.iterator(BATCH):
        with transaction.atomic():
            row = CaseRow.objects.select_for_update().get(pk=key)
            last = EventRow.objects.filter(case=row).order_by("-seq").first()
            entries = entries_of(key)
            case = replay(entries)
            if case is not None and last is not None:
                programme = compiled(case.digest)
                rewrite_rows(case, row, last.hash, programme, places)
                rebuild_followers(Change(row, None, case, tuple(entries), programme, places, calendars))
                count += 1
    if number is None:
        retally()
    return Rebuilt(count)
