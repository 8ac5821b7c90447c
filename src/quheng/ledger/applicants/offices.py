"""Which programmes are open to the public, and which offices take in what people hand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from quheng.bilingual import Text
from quheng.ledger.applicants.applicant import public_roles
from quheng.ledger.models import Organisation, VersionRow
from quheng.ledger.programmes import Programme
from quheng.ledger.published import compiled


@dataclass(frozen=True)
class Office:
    """An organisation in which somebody takes cases in."""

    code: str
    path: str
    name: Text


def open_programmes(day: date) -> tuple[Programme, ...]:
    """Return the programmes in force on a day that have a public page, by name."""
    rows = VersionRow.objects.filter(first__lte=day).order_by("programme", "number")
    latest = dict(rows.values_list("programme", "digest"))
    programmes = (compiled(digest) for digest in latest.values())
    return tuple(one for one in programmes if one.declared.public is not None)


def open_programme(name: str, day: date) -> Programme | None:
    """Return a programme that is in force on a day and has a public page; None where there is none."""
    rows = VersionRow.objects.filter(programme=name, first__lte=day).order_by("number")
    row = rows.values_list("digest", flat=True).last()
    found = None if row is None else compiled(row)
    return found if found is not None and found.declared.public is not None else None


def offices_of(programme: Programme, day: date) -> tuple[Office, ...]:
    """Return the organisations in which somebody may open a case of the programme, the widest first."""
    roles = set(programme.declared.intake.who) - public_roles()
    rows = Organisation.objects.filter(
        Q(grant__until=None) | Q(grant__until__gte=day),
        grant__role__in=roles,
        grant__programme__in=("", programme.name),
        grant__stage__in=("", programme.first_stage.id),
        grant__since__lte=day,
        grant__account__is_active=True,
    )
    found = rows.distinct().order_by("path")
    return tuple(Office(one.code, one.path, Text(zh=one.name_zh, en=one.name_en)) for one in found)
