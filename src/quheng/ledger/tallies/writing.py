"""Facts follow a change of a case, and what changed of them is appended, in the same transaction."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quheng.ledger.calendars_in_force import calendars_in_force
from quheng.ledger.cases import Case
from quheng.ledger.change import Change
from quheng.ledger.inserting import insert_objects
from quheng.ledger.likeness.repeating import just_behind, just_behind_many, repeats_of, repeats_of_many
from quheng.ledger.models import CaseRow, EventRow, FactRow, SpellRow, TallyChange
from quheng.ledger.programmes import Programme
from quheng.ledger.published import compiled
from quheng.ledger.recorded import case_of
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
    kept = list(FactRow.objects.filter(case=change.row)) if change.before else []
    moments = moments_of(change.row, change.programme)
    _write_facts(change.row, kept, _facts(change.row, change.case, change.programme, moments))
    _write_spells(change)
    _count_again(just_behind(change))


def follow_many_facts(changes: Sequence[Change]) -> None:
    """Write the facts of new cases, and append them."""
    rows, appended, calendars = [], Counter[Counting](), calendars_in_force()
    repeated = repeats_of_many(changes)
    for change in changes:
        moments, again = moments_in(change.entries), repeated[change.row.pk]
        for fact in facts_of(change.case, change.programme, moments, calendars, again):
            row = _row(change.row, fact)
            rows.append(row)
            appended[_counting(row)] += 1
    insert_objects(FactRow, rows)
    _append(appended)
    insert_objects(SpellRow, (spell for change in changes for spell in _spells(change)))
    _count_again(just_behind_many(changes))


def rebuild_facts(change: Change) -> None:
    """Write the facts and the spells that the whole record of a case adds up to."""
    row = change.row
    wanted = _facts(row, change.case, change.programme, moments_in(change.entries))
    _write_facts(row, list(FactRow.objects.filter(case=row)), wanted)
    SpellRow.objects.filter(case=row).delete()
    _write_spells(change)
    _count_again(just_behind(change))


def moments_of(row: CaseRow, programme: Programme) -> Moments:
    """Return when the moves of a case were made, by its record; nothing where no figure asks."""
    if not needs_moments(programme):
        return {}
    moved = EventRow.objects.filter(case=row, kind="moved").order_by("seq").values_list("record", "at")
    return joined((json.loads(record)["members"]["move"], at) for record, at in moved)


def _count_again(rows: Iterable[CaseRow]) -> None:
    """Write the facts of cases that may have become repeated ones, or are not any more."""
    for row in rows:
        case, programme = case_of(row.pk), compiled(row.digest)
        if case is not None:
            wanted = _facts(row, case, programme, moments_of(row, programme))
            _write_facts(row, list(FactRow.objects.filter(case=row)), wanted)


def _facts(row: CaseRow, case: Case, programme: Programme, moments: Moments) -> tuple[Fact, ...]:
    repeated = repeats_of(row, case, programme)
    return facts_of(case, programme, moments, calendars_in_force(), repeated)


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
