"""Published programmes in the database: what holds on a day, and what a case was accepted under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from functools import lru_cache

from django.db import transaction

from quheng.bilingual import Text
from quheng.calendars import Calendar
from quheng.declarations import validated
from quheng.errors import NotFoundError, Problem, Where
from quheng.ledger.cases import Rules
from quheng.ledger.models import VersionRow
from quheng.ledger.programmes import (
    Programme,
    ProgrammeDeclaration,
    Version,
    in_force,
    load_roles,
    parse_programme,
    publish,
    reopen_programme,
)
from quheng.ledger.programmes.calendars import CALENDARS

KEPT_COMPILED = 256
"""How many versions are kept compiled."""


def publish_version(
    text: str,
    file: str,
    author: str,
    approver: str,
    now: datetime,
    beside: Mapping[str, ProgrammeDeclaration] | None = None,
) -> Version:
    """Check a programme, and publish it as the next version.

    Parameters
    ----------
    text, file
        What is published.
    author, approver
        Two people.
    now
        When.
    beside
        Programmes that are about to be published too, to which links may lead.

    Raises
    ------
    DeclarationError
        With everything that is wrong in it.
    MethodError
        Where it cannot be the next version: see `quheng.ledger.programmes.publish`.
    """
    programme = parse_programme(text, file, others={**(beside or {}), **_latest_declared()})
    with transaction.atomic():
        earlier = VersionRow.objects.select_for_update().filter(programme=programme.name)
        history = [version_of(row) for row in earlier.order_by("number")]
        version = publish(history, programme, text, author, approver, now.date())
        VersionRow.objects.create(**asdict(version), published_at=now)
    return version


def version_on(programme: str, day: date) -> Version:
    """Return the version in force on a day.

    Raises
    ------
    NotFoundError
        Where there is none.
    """
    rows = VersionRow.objects.filter(programme=programme).order_by("number")
    found = in_force([version_of(row) for row in rows], day)
    if found is None:
        raise NotFoundError(
            Problem(
                Text(
                    zh=f"{day} 没有已发布的服务事项 {programme}",
                    en=f"no version of the programme {programme} is in force on {day}",
                ),
                Where(field="programme"),
                Text(zh="请先发布", en="publish it first"),
            )
        )
    return found


def rules_of(digest: str, number: int, calendars: Mapping[str, Calendar] | None = None) -> Rules:
    """Return the rules of a version by its digest, compiled; `calendars` in place of those that ship."""
    known = calendars or {name: calendar() for name, calendar in CALENDARS.items()}
    return Rules(compiled(digest), number, known, load_roles())


@lru_cache(maxsize=KEPT_COMPILED)
def compiled(digest: str) -> Programme:
    """Return a version ready to decide by: a digest stands for one content, so it is compiled once."""
    row = VersionRow.objects.filter(digest=digest)[0]
    return reopen_programme(row.text, f"{row.programme}.yaml")


def version_of(row: VersionRow) -> Version:
    """Return a row as a value."""
    return Version(row.programme, row.number, row.digest, row.first, row.text, row.author, row.approver)


def _latest_declared() -> dict[str, ProgrammeDeclaration]:
    latest = {row.programme: row.text for row in VersionRow.objects.order_by("programme", "number")}
    return {name: validated(ProgrammeDeclaration, text, name) for name, text in latest.items()}
