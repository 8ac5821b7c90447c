"""Checklists: what is looked at, where, and how grave a failure is."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from quheng.declarations import Declared
from quheng.ledger.programmes.declared.entry import Article, Entry
from quheng.ledger.programmes.declared.names import Cel, Identifier

Severity = Literal["minor", "general", "major"]

SEVERITIES: tuple[Severity, ...] = ("minor", "general", "major")
"""From what is mended on the spot to what closes a place."""


class SeverityCase(Declared):
    """Another severity where a condition holds."""

    when: Cel
    severity: Severity


class Item(Entry):
    """One line of a checklist.

    Parameters
    ----------
    severity
        How grave a failure is.
    cases
        How grave it is elsewhere; the first whose condition holds counts.
    when
        CEL over the fields: it is looked at only where this is not false.
    basis
        The rule that it checks.
    """

    severity: Severity = "general"
    cases: tuple[SeverityCase, ...] = ()
    when: Cel | None = None
    basis: Article | None = None


class Checklist(Entry):
    """Items to be looked at, each marked as passed, failed or not applicable.

    Parameters
    ----------
    stages
        In which stages it may be marked.
    who
        The roles that mark it.
    when
        CEL over the fields: it is marked only where this is not false, such as in one kind of place.
    photo
        The material, a picture, that must be attached to each failed item.
    follow_up
        The link by which each failed item must be followed up.
    """

    stages: tuple[Identifier, ...] = Field(min_length=1)
    who: tuple[Identifier, ...] = Field(min_length=1)
    items: tuple[Item, ...] = Field(min_length=1)
    when: Cel | None = None
    photo: Identifier | None = None
    follow_up: Identifier | None = None
