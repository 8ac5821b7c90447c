"""A case as somebody reads it: only through the scope, with what this person may do there and see of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from quheng.ledger.cases import Actor, Case, Entry, Rules, replay
from quheng.ledger.models import CaseRow
from quheng.ledger.programmes.declared import SENSITIVITIES, Sensitivity
from quheng.ledger.published import rules_of
from quheng.ledger.recorded import entries_of
from quheng.ledger.scope import Viewer, may_read, readable


@dataclass(frozen=True)
class Reading:
    """A case in the hands of a viewer.

    Parameters
    ----------
    case, entries, rules
        The case, its record, and by what it is decided.
    actor
        The viewer with the roles held where the case lies.
    asked
        The viewer with the roles held in the organisation acted for: what counts for an answer in its name.
    level
        The highest sensitivity that the viewer may have shown; an index of SENSITIVITIES.
    row
        Its row, for what is kept beside it.
    """

    case: Case
    entries: tuple[Entry, ...]
    rules: Rules
    actor: Actor
    asked: Actor
    level: int
    row: CaseRow

    def may_show(self, sensitivity: Sensitivity) -> bool:
        """Whether the viewer may have values of a sensitivity shown."""
        return SENSITIVITIES.index(sensitivity) <= self.level


def read_case(number: str, viewer: Viewer) -> Reading | None:
    """Return a case by its number; None where there is none, or none that the viewer may see."""
    rows = list(readable(viewer).filter(number=number).annotate(asked=F("parts__path")))
    if not rows:
        return None
    row = rows[0]
    entries = tuple(entries_of(row.pk))
    case = replay(entries)
    if case is None:
        return None
    here = (row.programme, row.stage)
    places = [row.path] if may_read(viewer, row, ()) else [one.asked or row.path for one in rows]
    return Reading(
        case,
        entries,
        rules_of(row.digest, row.version),
        viewer.actor_at(row.path, *here, row.sensitivity),
        viewer.actor_at(viewer.organisation_path or row.path, *here, row.sensitivity),
        max(viewer.glass_level(number), *(viewer.sees_level(path, *here) for path in places)),
        row,
    )
