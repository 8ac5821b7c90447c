"""Write the rows that follow from a case: only what differs from the case before is touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quheng.ledger.cases import Case
from quheng.ledger.inserting import insert_objects, insert_rows
from quheng.ledger.models import CaseRow, DeadlineRow, PartRow
from quheng.ledger.places import Places
from quheng.ledger.programmes import Programme
from quheng.ledger.projection import Rows, rows_of
from quheng.ledger.statements import delete_rows, update_rows

Key = tuple[str, str]
Columns = Mapping[str, Any]

NOTHING = Rows({}, {}, {})

AT_ONCE = 500
"""How many numbers stand in one statement."""


def write_rows(
    case: Case, before: Case | None, row: CaseRow | None, head: str, programme: Programme, places: Places
) -> CaseRow:
    """Write the row of a case, its deadlines and its parts, and return the row.

    Parameters
    ----------
    case, before
        The case now, and as its rows have it; None where they are to be written from nothing.
    row
        Its row; None where it is new.
    head
        The hash of its last entry.
    programme, places
        By which it is projected.

    Raises
    ------
    RefusedError
        Where an organisation that the case names is not in the register.
    """
    old = NOTHING if before is None else rows_of(before, programme)
    new = rows_of(case, programme)
    organisation = places.find(case.organisation)
    columns = {**new.case, "organisation_id": organisation.pk, "path": organisation.path, "head": head}
    if row is None:
        row = CaseRow.objects.create(**columns)
    else:
        changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
        for name, value in changed.items():
            setattr(row, name, value)
        update_rows(CaseRow, changed, id=row.pk)
    _write_deadlines(row, old.deadlines, new.deadlines)
    _write_parts(row, old.parts, new.parts, places)
    return row


def create_rows(cases: Sequence[tuple[Case, str, Programme]], places: Places) -> list[CaseRow]:
    """Write the rows of many new cases, and return them in the same order.

    Parameters
    ----------
    cases
        Each with the hash of its last entry, and the programme by which it is projected.
    places
        The organisations.
    """
    projected = [rows_of(case, programme) for case, _, programme in cases]
    rows = []
    for (case, head, _), new in zip(cases, projected, strict=True):
        organisation = places.find(case.organisation)
        rows.append(CaseRow(**new.case, organisation_id=organisation.pk, path=organisation.path, head=head))
    insert_objects(CaseRow, rows)
    keys = dict(_keys_of([row.number for row in rows]))
    for row in rows:
        row.pk, row._state.adding = keys[row.number], False
    written = list(zip(rows, projected, strict=True))
    _insert_deadlines((row, key, one) for row, new in written for key, one in new.deadlines.items())
    _insert_parts(((row, key, one) for row, new in written for key, one in new.parts.items()), places)
    return rows


def _keys_of(numbers: Sequence[str]) -> Iterator[tuple[str, int]]:
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        yield from CaseRow.objects.filter(number__in=some).values_list("number", "pk")


def rewrite_rows(case: Case, row: CaseRow, head: str, programme: Programme, places: Places) -> None:
    """Write all rows of a case anew, whatever they say now."""
    row.deadlines.all().delete()
    row.parts.all().delete()
    write_rows(case, None, row, head, programme, places)


def _write_deadlines(row: CaseRow, old: Mapping[Key, Columns], new: Mapping[Key, Columns]) -> None:
    for key in old:
        where = {"case_id": row.pk, "clock": key[0], "organisation": key[1]}
        if key not in new:
            delete_rows(DeadlineRow, **where)
        elif old[key] != new[key]:
            update_rows(DeadlineRow, new[key], **where)
    _insert_deadlines((row, key, columns) for key, columns in new.items() if key not in old)


def _write_parts(
    row: CaseRow, old: Mapping[Key, Columns], new: Mapping[Key, Columns], places: Places
) -> None:
    for key in old:
        where = {"case_id": row.pk, "parts": key[0], "organisation": key[1]}
        if key not in new:
            delete_rows(PartRow, **where)
        elif old[key] != new[key]:
            update_rows(PartRow, new[key], **where)
    _insert_parts(((row, key, columns) for key, columns in new.items() if key not in old), places)


def _insert_deadlines(new: Iterable[tuple[CaseRow, Key, Columns]]) -> None:
    insert_rows(
        DeadlineRow,
        ("case_id", "clock", "organisation", "due_at", "warn_at", "status", "promise"),
        (
            (row.pk, *key, one["due_at"], one["warn_at"], one["status"], one["promise"])
            for row, key, one in new
        ),
    )


def _insert_parts(new: Iterable[tuple[CaseRow, Key, Columns]], places: Places) -> None:
    insert_rows(
        PartRow,
        ("case_id", "parts", "organisation", "path", "is_open", "answered"),
        ((row.pk, *key, places.find(key[1]).path, one["is_open"], one["answered"]) for row, key, one in new),
    )
