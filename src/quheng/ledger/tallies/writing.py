"""Facts follow a change of a case, and what changed of them is appended, in the same transaction."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quheng.ledger.calendars_in_force import calendars_in_force
from quheng.ledger.change import Change
from quheng.ledger.inserting import insert_objects
from quheng.ledger.models import CaseRow, EventRow, FactRow, SpellRow, TallyChange
from quheng.ledger.programmes import Programme
from quheng.ledger.tallies.counting import Place
from quheng.ledger.tallies.facts import Fact, facts_of
from quheng.ledger.tallies.moments import Moments, joined, moments_in, needs_moments
from quheng.ledger.tallies.spells import spells_in

BATCH = 1_000


class Counting(NamedTuple):
    """A fact where it is counted."""

    place: Place
    marks: str
    by: str


def follow_facts(change: Change) -> None:
    """Write the facts of a case that has changed, and append what is different."""
    row = change.row
    wanted = facts_of(change.case, change.programme, moments_of(row, change.programme), calendars_in_force())
    kept = list(FactRow.objects.filter(case=row)) if change.before else []
    _write_facts(row, kept, wanted)
    _write_spells(change)


def follow_many_facts(changes: Sequence[Change]) -> None:
    """Write the facts of new cases, and append them."""
    rows, appended, calendars = [], Counter[Counting](), calendars_in_force()
    for change in changes:
        for fact in facts_of(change.case, change.programme, moments_in(change.entries), calendars):
            row = _row(change.row, fact)
            rows.append(row)
            appended[_counting(row)] += 1
    insert_objects(FactRow, rows)
    _append(appended)
    insert_objects(SpellRow, (spell for change in changes for spell in _spells(change)))


def rebuild_facts(change: Change) -> None:
    """Write the facts and the spells that the whole record of a case adds up to."""
    row = change.row
    wanted = facts_of(change.case, change.programme, moments_in(change.entries), calendars_in_force())
    _write_facts(row, list(FactRow.objects.filter(case=row)), wanted)
    SpellRow.objects.filter(case=row).delete()
    _write_spells(change)


def moments_of(row: CaseRow, programme: Programme) -> Moments:
    """Return when the moves of a case were made, by its record; nothing where no figure asks."""
    if not needs_moments(programme):
        return {}
    moved = EventRow.objects.filter(case=row, kind="moved").order_by("seq").values_list("record", "at")
    return joined((json.loads(record)["members"]["move"], at) for record, at in moved)


def _write_facts(row: CaseRow, kept: Iterable[FactRow], wanted: Iterable[Fact]) -> None:
    """Make the facts kept of a case those that are wanted, and append the difference."""
    old = {one.day: one for one in kept}
    new = {fact.day: _row(row, fact) for fact in wanted}
    appended = Counter[Counting]()
    for day, one in old.items():
        there = new.get(day)
        if there is None:
            one.delete()
        elif _counting(there) != _counting(one):
            there.pk = one.pk
            there.save(force_update=True)
        else:
            continue
        appended[_counting(one)] -= 1
    for day, one in new.items():
        if day not in old:
            one.save(force_insert=True)
        elif _counting(old[day]) == _counting(one):
            continue
        appended[_counting(one)] += 1
    _append(appended)


def _append(appended: Counter[Counting]) -> None:
    TallyChange.objects.bulk_create(
        (
            TallyChange(
                programme=counting.place.programme,
                month=counting.place.month,
                path=counting.place.path,
                sensitivity=counting.place.sensitivity,
                marks=counting.marks,
                by=counting.by,
                times=times,
            )
            for counting, times in appended.items()
            if times
        ),
        BATCH,
    )


def _write_spells(change: Change) -> None:
    SpellRow.objects.bulk_create(_spells(change))


def _spells(change: Change) -> list[SpellRow]:
    return [
        SpellRow(case=change.row, programme=change.row.programme, since=spell.since, until=spell.until)
        for spell in spells_in(change.before, change.entries)
    ]


def _row(row: CaseRow, fact: Fact) -> FactRow:
    return FactRow(
        case=row,
        day=fact.day,
        programme=row.programme,
        path=row.path,
        sensitivity=row.sensitivity,
        marks=fact.marks,
        by=fact.by,
    )


def _counting(row: FactRow) -> Counting:
    place = Place(row.programme, row.day.replace(day=1), row.path, row.sensitivity)
    return Counting(place, row.marks, row.by)
