"""Codes, accounts and subjects as people call them: all that a page needs, in one query."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db.models import CharField, F, Model, QuerySet, Value
from django.db.models.functions import Cast

from quheng.bilingual import Text
from quheng.ledger.cases import SYSTEM, Subject
from quheng.ledger.identifiers import mask_name
from quheng.ledger.models import Enterprise, Organisation, Person, Project, Site

SUBJECTS: Mapping[str, type[Model]] = {
    "enterprise": Enterprise,
    "person": Person,
    "project": Project,
    "site": Site,
}

ITSELF = Text(zh="系统", en="the system")


@dataclass(frozen=True)
class Names:
    """What is called how; what has no name is called by its code.

    Parameters
    ----------
    organisations, accounts
        By code, in the order of the tree; by account.
    subject
        Whom the case is about; people masked.
    """

    organisations: Mapping[str, Text] = field(default_factory=dict)
    accounts: Mapping[str, str] = field(default_factory=dict)
    subject: str | None = None

    def organisation(self, code: str) -> Text:
        """Return the name of an organisation."""
        return self.organisations.get(code) or Text(zh=code or "—", en=code or "—")

    def account(self, name: str) -> Text:
        """Return the name of a person at work."""
        shown = self.accounts.get(name) or name
        return ITSELF if name == SYSTEM.id else Text(zh=shown or "—", en=shown or "—")


def names_of(
    codes: Collection[str] | None = (), accounts: Collection[str] = (), subject: Subject | None = None
) -> Names:
    """Return the names of some organisations and accounts, and of a subject, in one query.

    Parameters
    ----------
    codes
        Of the organisations; None for every one there is.
    accounts
        Of people at work.
    subject
        Whom a case is about.
    """
    asked: list[QuerySet[Any, Any]] = []
    if codes is None or codes:
        every = Organisation.objects.order_by()
        named = every if codes is None else every.filter(code__in=codes)
        asked.append(_columns(named, "organisation", "path", "code", "name_zh", "name_en"))
    if accounts:
        people = User.objects.filter(username__in=accounts).order_by()
        asked.append(_columns(people, "account", "username", "username", "first_name", "last_name"))
    if subject is not None and subject.key.isdecimal():
        about = SUBJECTS[subject.kind]._default_manager.filter(pk=int(subject.key)).order_by()
        asked.append(_columns(about, "subject", "pk", "pk", "name", "name"))
    if not asked:
        return Names()
    found = sorted(asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0])
    return Names(
        {code: Text(zh=zh, en=en) for kind, _, code, zh, en in found if kind == "organisation"},
        {account: f"{last}{first}" for kind, _, account, first, last in found if kind == "account"},
        next((_subject(subject, name) for kind, _, _, name, _ in found if kind == "subject"), None),
    )


def _columns(rows: QuerySet[Any, Any], kind: str, *columns: str) -> QuerySet[Any, Any]:
    """Return rows as texts of one shape, so that the database puts them under one another."""
    texts = {f"text_{place}": Cast(F(name), CharField()) for place, name in enumerate(columns)}
    named: QuerySet[Any, Any] = rows.annotate(kind_of=Value(kind, CharField()), **texts)
    found: QuerySet[Any, Any] = named.values_list("kind_of", *texts)
    return found


def _subject(subject: Subject | None, name: str) -> str:
    return mask_name(name) if subject is not None and subject.kind == "person" else name


@dataclass(frozen=True)
class Named:
    """An organisation that can be chosen: its code, what it is called, and where it stands in the tree."""

    code: str
    title: Text
    path: str


def organisations() -> tuple[Named, ...]:
    """Return every organisation, in the order of the tree."""
    rows = Organisation.objects.order_by("path").values_list("code", "name_zh", "name_en", "path")
    return tuple(Named(code, Text(zh=zh, en=en), path) for code, zh, en, path in rows)
