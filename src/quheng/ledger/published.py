"""Published programmes in the database: what holds on a day, and what a case was accepted under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from functools import lru_cache

from django.db import transaction
from django.db.models import Exists, OuterRef

from quheng.bilingual import Text
from quheng.calendars import Calendar
from quheng.errors import DeclarationError, NotFoundError, Problem, Where
from quheng.ledger.calendars_in_force import calendars_in_force
from quheng.ledger.cases import Rules
from quheng.ledger.models import RetiredVersion, VersionRow
from quheng.ledger.nearest import nearest_of_kind
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
from quheng.ledger.programmes.catalogues import self_contained
from quheng.ledger.programmes.coming_over import find_way
from quheng.ledger.programmes.load import declare
from quheng.ledger.programmes.presentation import presented
from quheng.scorecard.places import Places

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
    text = self_contained(text, file)
    programme = parse_programme(text, file, others={**(beside or {}), **_latest_declared()})
    with transaction.atomic():
        earlier = VersionRow.objects.select_for_update().filter(programme=programme.name)
        history = [version_of(row) for row in earlier.order_by("number")]
        version = publish(history, programme, text, author, approver, now.date())
        _check_migration(programme, history, Places(((file, text),)))
        VersionRow.objects.create(**asdict(version), published_at=now)
    return version


def version_on(programme: str, day: date) -> Version:
    """Return the version in force on a day.

    Raises
    ------
    NotFoundError
        Where there is none, or it was retired.
    """
    gone = RetiredVersion.objects.filter(programme=OuterRef("programme"), number=OuterRef("number"))
    rows = VersionRow.objects.filter(programme=programme).order_by("number").annotate(is_gone=Exists(gone))
    retired = {row.number for row in rows if row.is_gone}
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
    if found.number in retired:
        raise NotFoundError(
            Problem(
                Text(
                    zh=f"服务事项 {programme} 第 {found.number} 版（{day} 施行）已停用",
                    en=f"version {found.number} of the programme {programme}, in force on {day}, is retired",
                ),
                Where(field="programme"),
                Text(zh="请发布新版本", en="publish a new version"),
            )
        )
    return found


def rules_of(digest: str, number: int, calendars: Mapping[str, Calendar] | None = None) -> Rules:
    """Return the rules of a version by its digest, compiled; `calendars` in place of those in force."""
    known = calendars or calendars_in_force()
    return Rules(compiled(digest), number, known, load_roles(), nearest_of_kind)


def live_rules(rules: Rules, day: date) -> Rules:
    """Return rules with the words and the routing of the version in force, where they follow it."""
    if not rules.programme.declared.live:
        return rules
    rows = VersionRow.objects.filter(programme=rules.programme.name, first__lte=day).order_by("-first")
    newest = rows.values_list("digest", flat=True).first()
    return rules if newest is None else replace(rules, live=shown(rules.programme.digest, newest))


@lru_cache(maxsize=KEPT_COMPILED)
def shown(digest: str, newest: str) -> Programme:
    """Return a version with the words and the routing of another, compiled."""
    return presented(compiled(digest), compiled(newest))


@lru_cache(maxsize=KEPT_COMPILED)
def compiled(digest: str) -> Programme:
    """Return a version ready to decide by: a digest stands for one content, so it is compiled once."""
    row = VersionRow.objects.filter(digest=digest)[0]
    return reopen_programme(row.text, f"{row.programme}.yaml")


def _check_migration(programme: Programme, history: list[Version], places: Places) -> None:
    """Refuse a migration from a version that is not there, or whose cases could not come over.

    Raises
    ------
    DeclarationError
        With all that is wrong with it.
    """
    migration = programme.declared.migrate
    if migration is None:
        return
    if migration.from_ > len(history):
        raise DeclarationError(
            Problem(
                Text(
                    zh=f"没有第 {migration.from_} 版可供迁移",
                    en=f"there is no version {migration.from_} to come over from",
                ),
                places.find(("migrate", "from")),
                Text(zh=f"已发布 {len(history)} 版", en=f"published so far: {len(history)}"),
            )
        )
    problems = find_way(compiled(history[migration.from_ - 1].digest), programme, places)[1]
    if problems:
        raise DeclarationError(problems)


def version_of(row: VersionRow) -> Version:
    """Return a row as a value."""
    return Version(row.programme, row.number, row.digest, row.first, row.text, row.author, row.approver)


def _latest_declared() -> dict[str, ProgrammeDeclaration]:
    latest = {row.programme: row.text for row in VersionRow.objects.order_by("programme", "number")}
    return {name: _declared(text, name) for name, text in latest.items()}


@lru_cache(maxsize=KEPT_COMPILED)
def _declared(text: str, name: str) -> ProgrammeDeclaration:
    return declare(text, name)[0]
