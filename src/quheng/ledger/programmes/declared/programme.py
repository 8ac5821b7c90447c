"""The whole declaration of a programme."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Discriminator, Field, StringConstraints, Tag

from quheng.bilingual import Text
from quheng.calendars.day import Day
from quheng.declarations import Declared
from quheng.ledger.programmes.declared.cadences import Cadence
from quheng.ledger.programmes.declared.catalogue import Catalogue
from quheng.ledger.programmes.declared.checklists import Checklist
from quheng.ledger.programmes.declared.clocks import Clock
from quheng.ledger.programmes.declared.contents import (
    Act,
    Eligibility,
    Intake,
    Link,
)
from quheng.ledger.programmes.declared.entry import Basis
from quheng.ledger.programmes.declared.fields import DeclaredField
from quheng.ledger.programmes.declared.figures import Figure
from quheng.ledger.programmes.declared.flow import Move, Parts, Stage
from quheng.ledger.programmes.declared.material import Material
from quheng.ledger.programmes.declared.migration import Migration
from quheng.ledger.programmes.declared.names import Identifier, ProgrammeName, Sensitivity
from quheng.ledger.programmes.declared.notices import Notice
from quheng.ledger.programmes.declared.open311 import Open311
from quheng.ledger.programmes.declared.public import Public
from quheng.ledger.programmes.declared.routing import RouteRule
from quheng.ledger.programmes.declared.similar import Similar


class Valid(Declared):
    """From which day on a version holds; until the day before the next one begins."""

    from_: Day = Field(alias="from")

    @property
    def first(self) -> date:
        """The first day."""
        return self.from_


def _named_or_whole(value: Any) -> str:
    return "name" if isinstance(value, str) else "content"


NamedCatalogue = Annotated[
    Annotated[ProgrammeName, Tag("name")] | Annotated[Catalogue, Tag("content")],
    Discriminator(_named_or_whole),
]
"""A catalogue by its name, or itself: what is published holds it whole."""


class ProgrammeDeclaration(Declared):
    """A kind of service work.

    Parameters
    ----------
    programme
        Its name.
    title, summary
        What it is called, and what it does, in a sentence or two.
    owner
        The office that answers for it.
    prefix
        The letters that its case numbers begin with.
    valid
        From which day on this version holds.
    calendar
        The working days that its clocks count by.
    sensitivity
        Who may see its cases at all.
    basis
        The documents that it rests on.
    intake, fields, materials, stages, moves, parts, clocks, checklists, eligibility, links, figures
        Its parts: see each.
    notices, cadences
        What is posted for objections, and what comes round.
    catalogue
        The items and bundles that its form is made of.
    public
        How people hand in a case themselves; not at all by default.
    open311
        How clients of Open311 do; not at all by default.
    acts
        Who may do what is no move.
    routing
        Where a case goes, in order: the first rule that holds.
    similar
        By what repeated requests are found.
    live
        Whether titles, help texts and routing follow the newest version, for cases that keep this one too.
    migrate
        How open cases of an earlier version come over.
    """

    programme: ProgrammeName
    title: Text
    summary: Text
    owner: Text
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}$")]
    valid: Valid
    calendar: Identifier | None = None
    sensitivity: Sensitivity = "internal"
    basis: tuple[Basis, ...] = ()
    intake: Intake
    public: Public | None = None
    open311: Open311 | None = None
    fields: tuple[DeclaredField, ...] = Field(min_length=1)
    materials: tuple[Material, ...] = ()
    stages: tuple[Stage, ...] = Field(min_length=2)
    moves: tuple[Move, ...] = Field(min_length=1)
    parts: tuple[Parts, ...] = ()
    clocks: tuple[Clock, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    eligibility: Eligibility | None = None
    links: tuple[Link, ...] = ()
    notices: tuple[Notice, ...] = ()
    cadences: tuple[Cadence, ...] = ()
    catalogue: NamedCatalogue | None = None
    figures: tuple[Figure, ...] = ()
    acts: dict[Act, tuple[Identifier, ...]] = Field(default_factory=dict)
    routing: tuple[RouteRule, ...] = ()
    similar: Similar | None = None
    live: bool = False
    migrate: Migration | None = None
