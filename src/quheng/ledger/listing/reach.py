"""Keep from where each case is seen: written with the case, in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from quheng.ledger.cases import Case
from quheng.ledger.change import Change
from quheng.ledger.inserting import insert_objects
from quheng.ledger.models import ReachRow
from quheng.ledger.paths import upwards
from quheng.ledger.places import Places
from quheng.ledger.projection import rows_of
from quheng.ledger.statements import delete_rows, update_rows

NEVER = datetime(9000, 1, 1, tzinfo=UTC)
"""When a case is due whose clocks all stand, or which has none: after every other."""

FROM_THE_CASE = ("programme", "stage", "sensitivity", "opened_at")


@dataclass(frozen=True)
class Reach:
    """From where a case is seen.

    Parameters
    ----------
    columns
        What each of its rows says.
    roots
        The places, and whether the case lies below each; else an organisation there is asked.
    """

    columns: Mapping[str, Any]
    roots: Mapping[str, bool]


def follow_reach(change: Change) -> None:
    """Write what differs from the case before."""
    before = None if change.before is None else _reach_of(change.before, change)
    now = _reach_of(change.case, change)
    if before is None:
        _write(change, now, now.roots)
        return
    gone = [root for root, lies in before.roots.items() if now.roots.get(root) is not lies]
    new = {root: lies for root, lies in now.roots.items() if before.roots.get(root) is not lies}
    for root in gone:
        delete_rows(ReachRow, case_id=change.row.pk, root=root)
    if before.columns != now.columns:
        update_rows(ReachRow, now.columns, case_id=change.row.pk)
    _write(change, now, new)


def follow_many_reach(changes: Sequence[Change]) -> None:
    """Write from where many new cases are seen."""
    reached = [(change, _reach_of(change.case, change)) for change in changes]
    insert_objects(ReachRow, (row for change, reach in reached for row in _rows(change, reach, reach.roots)))


def rebuild_reach(change: Change) -> None:
    """Write all anew."""
    ReachRow.objects.filter(case=change.row).delete()
    now = _reach_of(change.case, change)
    _write(change, now, now.roots)


def roots_of(case: Case, places: Places) -> dict[str, bool]:
    """Return the places from which a case is seen, and whether it lies below each."""
    asked = {code for parts in case.parts.values() for code in parts.open}
    beside = sorted({root for code in asked for root in upwards(places.find(code).path)})
    above = upwards(places.find(case.organisation).path)
    return {**dict.fromkeys(beside, False), **dict.fromkeys(above, True)}


def _reach_of(case: Case, change: Change) -> Reach:
    rows = rows_of(case, change.programme)
    due_at = rows.case["due_at"]
    return Reach(
        {
            **{name: rows.case[name] for name in FROM_THE_CASE},
            "due_at": due_at or NEVER,
            "warn_at": rows.case["warn_at"] if due_at else None,
            "is_open": case.is_open,
        },
        roots_of(case, change.places),
    )


def _write(change: Change, reach: Reach, roots: Mapping[str, bool]) -> None:
    insert_objects(ReachRow, _rows(change, reach, roots))


def _rows(change: Change, reach: Reach, roots: Mapping[str, bool]) -> list[ReachRow]:
    return [ReachRow(case=change.row, root=root, lies=lies, **reach.columns) for root, lies in roots.items()]
