"""Facts follow a change of a case, and what changed of them is appended, in the same transaction."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quheng.calendars import Calendar
from quheng.ledger.cases import Case
from quheng.ledger.change import Change
from quheng.ledger.inserting import insert_objects, insert_rows
from quheng.ledger.likeness.repeating import (
    compared,
    just_behind,
    repeats,
    repeats_of,
    repeats_of_many,
)
from quheng.ledger.models import CaseRow, EventRow, FactRow, SpellRow, TallyChange
from quheng.ledger.programmes import Programme
from quheng.ledger.published import compiled
from quheng.ledger.recorded import case_of
from quheng.ledger.statements import update_rows
from quheng.ledger.tallies.counting import Place
from quheng.ledger.tallies.facts import Fact, facts_of
from quheng.ledger.tallies.marks import read_marks, repeat_name
from quheng.ledger.tallies.moments import Moments, joined, moments_in, needs_moments
from quheng.ledger.tallies.spells import spells_in

Calendars = Mapping[str, Calendar]


class Counting(NamedTuple):
    """A fact where it is counted."""

    place: Place
    marks: str
    by: str


def follow_facts(change: Change) -> None:
    """Write the facts of a case that has changed, and append what is different."""
    if change.before is not None and _counts_alike(change.before, change):
        _write_spells(change)
        return
    kept = list(FactRow.objects.filter(case=change.row)) if change.before else []
    moments = moments_of(change.row, change.programme)
    repeated = _repeats(change, kept)
    wanted = facts_of(change.case, change.programme, moments, change.calendars, repeated)
    _write_facts(change.row, kept, wanted)
    _write_spells(change)
    _count_again(just_behind(change), change.calendars)


def follow_many_facts(changes: Sequence[Change]) -> None:
    """Write the facts of new cases, and append them."""
    rows, appended = [], Counter[Counting]()
    repeated, behind = repeats_of_many(changes)
    for change in changes:
        moments, again = moments_in(change.entries), repeated[change.row.pk]
        for fact in facts_of(change.case, change.programme, moments, change.calendars, again):
            row = _row(change.row, fact)
            rows.append(row)
            appended[_counting(row)] += 1
    insert_objects(FactRow, rows)
    _append(appended)
    insert_objects(SpellRow, (spell for change in changes for spell in _spells(change)))
    if changes:
        _count_again(behind, changes[0].calendars)


def rebuild_facts(change: Change) -> None:
    """Write the facts and the spells that the whole record of a case adds up to."""
    row = change.row
    wanted = _facts(row, change.case, change.programme, moments_in(change.entries), change.calendars)
    _write_facts(row, list(FactRow.objects.filter(case=row)), wanted)
    SpellRow.objects.filter(case=row).delete()
    _write_spells(change)
    _count_again(just_behind(change), change.calendars)


def moments_of(row: CaseRow, programme: Programme) -> Moments:
    """Return when the moves of a case were made, by its record; nothing where no figure asks."""
    if not needs_moments(programme):
        return {}
    moved = EventRow.objects.filter(case=row, kind="moved").order_by("seq").values_list("record", "at")
    return joined((json.loads(record)["members"]["move"], at) for record, at in moved)


def _repeats(change: Change, kept: Sequence[FactRow]) -> frozenset[str]:
    """Return the figures in which a case is a repeated one: by its facts, where they tell and it stays so."""
    programme = change.programme
    stays = change.before is not None and _is_compared_alike(change.before, change)
    # Where a figure counts some cases alone, a mark that is not there does not tell.
    figures = (figure for figure in programme.declared.figures if figure.repeat)
    if not stays or any(figure.among or figure.stages for figure in figures):
        return repeats_of(change.row, change.case, programme)
    marks = {mark.name for one in kept for mark in read_marks(one.marks)}
    return frozenset(name for name in repeats(programme) if repeat_name(name) in marks)


def _counts_alike(before: Case, change: Change) -> bool:
    """Whether a case counts as it did before, in the same place; nothing is read for that."""
    now, programme = change.case, change.programme
    if needs_moments(programme) or before.organisation != now.organisation:
        return False
    if not _is_compared_alike(before, change):
        return False
    calendars, every = change.calendars, frozenset(repeats(programme))
    return facts_of(before, programme, {}, calendars, every) == facts_of(now, programme, {}, calendars, every)


def _is_compared_alike(before: Case, change: Change) -> bool:
    """Whether a case is compared with others by the same version and the same values as before."""
    now, programme = change.case, change.programme
    return before.digest == now.digest and compared(before, programme) == compared(now, programme)


def _count_again(rows: Iterable[CaseRow], calendars: Calendars) -> None:
    """Write the facts of cases that may have become repeated ones, or are not any more."""
    for row in rows:
        case, programme = case_of(row.pk), compiled(row.digest)
        if case is not None:
            wanted = _facts(row, case, programme, moments_of(row, programme), calendars)
            _write_facts(row, list(FactRow.objects.filter(case=row)), wanted)


def _facts(
    row: CaseRow, case: Case, programme: Programme, moments: Moments, calendars: Calendars
) -> tuple[Fact, ...]:
    repeated = repeats_of(row, case, programme)
    return facts_of(case, programme, moments, calendars, repeated)


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
            columns = ("path", "sensitivity", "marks", "by")
            update_rows(FactRow, {name: getattr(there, name) for name in columns}, id=one.pk)
        else:
            continue
        appended[_counting(one)] -= 1
    inserted: list[FactRow] = []
    for day, one in new.items():
        if day not in old:
            inserted.append(one)
        elif _counting(old[day]) == _counting(one):
            continue
        appended[_counting(one)] += 1
    insert_objects(FactRow, inserted)
    _append(appended)


def _append(appended: Counter[Counting]) -> None:
    insert_rows(
        TallyChange,
        ("programme", "month", "path", "sensitivity", "marks", "by", "times"),
        (
            (place.programme, place.month, place.path, place.sensitivity, marks, by, times)
            for (place, marks, by), times in appended.items()
            if times
        ),
    )


def _write_spells(change: Change) -> None:
    insert_objects(SpellRow, _spells(change))


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
