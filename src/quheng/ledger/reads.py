"""Every look at protected data is recorded: who, which case, which fields, on which page, when.

What is recorded are the names of fields, never their values. A look is recorded before it is shown: where it
cannot be recorded, nothing is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from quheng.ledger.broken_glass import BrokenGlass
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.refusal import refuse
from quheng.ledger.models import CaseRow, ReadRow
from quheng.ledger.overseeing import oversees
from quheng.ledger.paths import lies_under
from quheng.ledger.scope import Viewer

SHOWN = 50
"""How many looks a page of them has."""

BATCH = 500


@dataclass(frozen=True)
class Look:
    """One look at protected data of a case.

    Parameters
    ----------
    key
        Its place among all.
    number
        The case.
    account, on_behalf_of, organisation
        Who, for whom, acting for which organisation.
    fields
        What was shown, by the names of the fields.
    page
        Where, and so why.
    at
        When.
    glass
        Under which broken glass; None where it was granted.
    """

    key: int
    number: str
    account: str
    on_behalf_of: str
    organisation: str
    fields: tuple[str, ...]
    page: str
    at: datetime
    glass: int | None


@dataclass(frozen=True)
class Looks:
    """A page of looks, newest first; `after` is where the next page goes on, None at the end."""

    looks: tuple[Look, ...]
    after: int | None


def record_read(viewer: Viewer, case: CaseRow, fields: Iterable[str], page: str, now: datetime) -> None:
    """Record that protected fields of a case are shown to a viewer."""
    record_reads(viewer, ((case, fields),), page, now)


def record_reads(
    viewer: Viewer, shown: Iterable[tuple[CaseRow, Iterable[str]]], page: str, now: datetime
) -> None:
    """Record what a list or an export shows, one row a case, in one go.

    Parameters
    ----------
    viewer
        Who looks.
    shown
        The cases, each with its protected fields. Cases of which nothing protected is shown are left out,
        but under broken glass every case that is opened is recorded.
    page
        Where they are shown.
    now
        When.
    """
    rows = []
    for case, fields in shown:
        glass, names = _glass_over(viewer, case), sorted(set(fields))
        if names or glass is not None:
            rows.append(
                ReadRow(
                    case=case,
                    account=viewer.account,
                    on_behalf_of=viewer.on_behalf_of or "",
                    organisation=viewer.organisation or "",
                    fields=",".join(names),
                    page=page,
                    glass_id=glass,
                    at=now,
                )
            )
    ReadRow.objects.bulk_create(rows, batch_size=BATCH)


def who_looked(viewer: Viewer, number: str, after: int | None = None, size: int = SHOWN) -> Looks | Refusal:
    """Return who looked at a case, newest first, for those who oversee reads where it lies.

    A case that the viewer does not oversee is answered like one that does not exist.
    """
    row = CaseRow.objects.filter(number=number).first()
    if row is None or not oversees(viewer, "reads", row.path, row.programme):
        return refuse(
            "unknown",
            f"没有办件 {number}，或其查看记录不由您监督",
            f"there is no case {number}, or its reads are not yours to oversee",
            field="number",
        ).refusal
    return looks_of(ReadRow.objects.filter(case=row), after, size)


def looks_of(rows: QuerySet[ReadRow], after: int | None, size: int) -> Looks:
    """Return a page of looks, newest first, of those before the key `after`."""
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk").select_related("case")[: size + 1])
    looks = tuple(
        Look(
            row.pk,
            row.case.number,
            row.account,
            row.on_behalf_of,
            row.organisation,
            tuple(row.fields.split(",")) if row.fields else (),
            row.page,
            row.at,
            row.glass_id,
        )
        for row in found[:size]
    )
    return Looks(looks, looks[-1].key if len(found) > size else None)


def _glass_over(viewer: Viewer, case: CaseRow) -> int | None:
    """Return the broken glass by which a viewer sees a case; None where grants let as much be seen."""
    over = [one for one in viewer.glass if _covers(one, case)]
    if not over:
        return None
    widest = max(over, key=lambda one: one.sensitivity)
    granted = replace(viewer, permits=frozenset(one for one in viewer.permits if one.role), glass=())
    if granted.sees_level(case.path, case.programme, case.stage) >= widest.sensitivity:
        return None
    return widest.key


def _covers(glass: BrokenGlass, case: CaseRow) -> bool:
    return glass.case == case.number if glass.case else lies_under(case.path, glass.path)
