"""The whole declaration of a programme."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from quheng.bilingual import Text
from quheng.calendars.day import Day
from quheng.declarations import Declared
from quheng.ledger.programmes.declared.clocks import Clock
from quheng.ledger.programmes.declared.contents import (
    Act,
    Checklist,
    Eligibility,
    Figure,
    Intake,
    Link,
    Material,
)
from quheng.ledger.programmes.declared.entry import Basis
from quheng.ledger.programmes.declared.fields import DeclaredField
from quheng.ledger.programmes.declared.flow import Move, Parts, Stage
from quheng.ledger.programmes.declared.names import Identifier, ProgrammeName, Sensitivity


class Valid(Declared):
    """From which day on a version holds; until the day before the next one begins."""

    from_: Day = Field(alias="from")

    @property
    def first(self) -> date:
        """The first day."""
        return self.from_


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
    acts
        Who may do what is no move.
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
    fields: tuple[DeclaredField, ...] = Field(min_length=1)
    materials: tuple[Material, ...] = ()
    stages: tuple[Stage, ...] = Field(min_length=2)
    moves: tuple[Move, ...] = Field(min_length=1)
    parts: tuple[Parts, ...] = ()
    clocks: tuple[Clock, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    eligibility: Eligibility | None = None
    links: tuple[Link, ...] = ()
    figures: tuple[Figure, ...] = ()
    acts: dict[Act, tuple[Identifier, ...]] = Field(default_factory=dict)
