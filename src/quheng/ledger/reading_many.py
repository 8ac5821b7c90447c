"""Many cases read at once, within the scope: as many queries for a thousand as for one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from quheng.ledger.cases import Case, replay
from quheng.ledger.models import CaseRow, EventRow, PartRow, SecretRow
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import SENSITIVITIES, Sensitivity
from quheng.ledger.published import compiled
from quheng.ledger.recorded import entry_of
from quheng.ledger.scope import Viewer, may_read, readable

AT_ONCE = 500
"""How many keys stand in one statement: SQLite takes a thousand or so."""


@dataclass(frozen=True)
class CaseRead:
    """A case in a list that a viewer reads.

    Parameters
    ----------
    row, case, programme
        The case, and the version of the programme that it keeps.
    level
        The highest sensitivity that the viewer may have shown; an index of SENSITIVITIES.
    """

    row: CaseRow
    case: Case
    programme: Programme
    level: int

    def may_show(self, sensitivity: Sensitivity) -> bool:
        """Whether the viewer may have values of a sensitivity shown."""
        return SENSITIVITIES.index(sensitivity) <= self.level


def read_numbered(viewer: Viewer, numbers: Sequence[str]) -> list[CaseRead]:
    """Return the cases of some numbers that a viewer may see, in the order of the numbers."""
    rows = {
        row.number: row for row in readable(viewer).filter(number__in=numbers).select_related("organisation")
    }
    return read_rows(viewer, [rows[number] for number in dict.fromkeys(numbers) if number in rows])


def read_rows(viewer: Viewer, rows: Sequence[CaseRow]) -> list[CaseRead]:
    """Return the cases of some rows, which came through the scope of the viewer."""
    found: list[CaseRead] = []
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        records, known, asked = _records(some), _known(some), _asked(viewer, some)
        for row in some:
            case = replay(entry_of(record, known[row.pk]) for record in records[row.pk])
            if case is not None:
                places = (row.path, *asked[row.pk])
                level = max(viewer.sees_level(path, row.programme, row.stage) for path in places)
                found.append(CaseRead(row, case, compiled(row.digest), level))
    return found


def _records(rows: Iterable[CaseRow]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    events = EventRow.objects.filter(case__in=[row.pk for row in rows]).order_by("case_id", "seq")
    for key, record in events.values_list("case_id", "record"):
        found[key].append(json.loads(record))
    return found


def _known(rows: Iterable[CaseRow]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    kept = SecretRow.objects.filter(case__in=[row.pk for row in rows])
    for key, seal, value in kept.values_list("case_id", "seal", "value"):
        found[key][seal] = json.loads(value)
    return found


def _asked(viewer: Viewer, rows: Iterable[CaseRow]) -> dict[int, list[str]]:
    """Return where departments are asked, of the cases that are seen for that alone."""
    found: dict[int, list[str]] = defaultdict(list)
    elsewhere = [row.pk for row in rows if not may_read(viewer, row, ())]
    if elsewhere:
        for key, path in PartRow.objects.filter(case__in=elsewhere).values_list("case_id", "path"):
            found[key].append(path)
    return found
