"""Add what was appended to the monthly tallies; or tally all facts anew.

A figure is the same before and after: whoever reads adds what is not yet compacted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice

from django.db import connection, transaction
from django.db.models import Count
from django.db.models.functions import TruncMonth

from quheng.ledger.models import FactRow, TallyChange, TallyRow
from quheng.ledger.tallies.counting import Counted, Key, Place, Tally

BATCH = 500
AT_ONCE = 5_000
"""How many appended changes one transaction adds."""

ONE_COMPACTOR = 0x7A11
"""The advisory lock by which PostgreSQL lets one compactor work at a time."""


def compact(at_once: int = AT_ONCE) -> int:
    """Add appended changes to the tallies until none is left, and return how many they were."""
    done = 0
    while True:
        found = _compact_some(at_once)
        done += found
        if found < at_once:
            return done


def retally() -> None:
    """Tally every fact anew, whatever the tallies say now."""
    with transaction.atomic():
        _alone()
        TallyChange.objects.all().delete()
        TallyRow.objects.all().delete()
        TallyRow.objects.bulk_create((_row(*one) for one in tally_of_facts()), BATCH)


def tally_of_facts() -> Tally:
    """Count every fact."""
    tally = Tally.empty()
    grouped = (
        FactRow.objects.annotate(month=TruncMonth("day"))
        .values_list("programme", "month", "path", "sensitivity", "marks", "by")
        .annotate(times=Count("pk"))
        .order_by()
    )
    for *place, marks, by, times in grouped.iterator(BATCH):
        tally.add(Place(*place), marks, by, times)
    return tally


def tally_of_changes(changes: Iterable[TallyChange]) -> Tally:
    """Count appended changes."""
    tally = Tally.empty()
    for one in changes:
        tally.add(Place(one.programme, one.month, one.path, one.sensitivity), one.marks, one.by, one.times)
    return tally


def _compact_some(at_once: int) -> int:
    with transaction.atomic():
        _alone()
        changes = list(TallyChange.objects.order_by("id")[:at_once])
        if changes:
            _add(tally_of_changes(changes))
            for some in _batches([one.pk for one in changes]):
                TallyChange.objects.filter(pk__in=some).delete()
        return len(changes)


def _alone() -> None:
    """Wait for another compactor to finish; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_COMPACTOR])


def _add(tally: Tally) -> None:
    added = {key: (count, total) for key, count, total in tally}
    kept = _kept(added)
    for key, row in kept.items():
        count, total = added.pop(key)
        row.count += count
        row.total += total
    empty = [row.pk for row in kept.values() if not row.count and not row.total]
    TallyRow.objects.bulk_update(
        (row for row in kept.values() if row.count or row.total), ("count", "total"), BATCH
    )
    for some in _batches(empty):
        TallyRow.objects.filter(pk__in=some).delete()
    TallyRow.objects.bulk_create((_row(key, *one) for key, one in added.items()), BATCH)


def _kept(keys: Collection[Key]) -> dict[Key, TallyRow]:
    """Return the tallies that there are of some keys."""
    found = {}
    for programme, months in _months(keys).items():
        paths = {place.path for place, _ in keys if place.programme == programme}
        rows = TallyRow.objects.filter(programme=programme, month__in=months)
        for row in rows.iterator(BATCH):
            key = key_of(row)
            if row.path in paths and key in keys:
                found[key] = row
    return found


def _months(keys: Collection[Key]) -> dict[str, set[object]]:
    months: dict[str, set[object]] = {}
    for place, _ in keys:
        months.setdefault(place.programme, set()).add(place.month)
    return months


def key_of(row: TallyRow) -> Key:
    """Return what a tally counts."""
    place = Place(row.programme, row.month, row.path, row.sensitivity)
    return place, Counted(row.mark, row.dimension, row.value, row.amount)


def _row(key: Key, count: int, total: int) -> TallyRow:
    place, counted = key
    return TallyRow(**place._asdict(), **counted._asdict(), count=count, total=total)


def _batches(keys: Iterable[int]) -> Iterable[list[int]]:
    waiting = iter(keys)
    while some := list(islice(waiting, BATCH)):
        yield some
