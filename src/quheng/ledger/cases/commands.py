"""What people ask for. A command may be refused; what becomes of it are events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from quheng.calendars import Budget
from quheng.ledger.cases.events import Mark, Subject
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.coming_over import ComingOver

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Create:
    """Open a case.

    Parameters
    ----------
    number
        Its number, new.
    organisation
        Where it is received.
    channel
        How it came in.
    values
        Its fields, as people write them.
    subject
        Whom it is about.
    parent
        The case that it is opened from.
    accepted_on
        The day of acceptance, where it is not today (import).
    """

    number: str
    organisation: str
    channel: str
    values: Values = field(default_factory=dict)
    subject: Subject | None = None
    parent: str | None = None
    accepted_on: date | None = None


@dataclass(frozen=True)
class Make:
    """Make a move, and fill in fields with it."""

    move: str
    values: Values = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class Assign:
    """Give the case to an organisation, and in it to a person."""

    organisation: str
    handler: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class Correct:
    """Put fields right; None empties one."""

    values: Values
    reason: str


@dataclass(frozen=True)
class AddEntry:
    """Add a row to a table of the case: its cells by column, as people write them."""

    field: str
    row: Values


@dataclass(frozen=True)
class CorrectEntry:
    """Put a row right, told by its key; None strikes it out."""

    field: str
    key: Values
    row: Values | None
    reason: str


@dataclass(frozen=True)
class RaiseObjection:
    """Object to what is posted."""

    notice: str
    text: str


@dataclass(frozen=True)
class AnswerObjection:
    """Answer an objection, by its number."""

    notice: str
    number: int
    upheld: bool
    answer: str


@dataclass(frozen=True)
class PauseClock:
    """Stop a clock by hand."""

    clock: str
    reason: str


@dataclass(frozen=True)
class ResumeClock:
    """Let a clock that was stopped by hand run again."""

    clock: str


@dataclass(frozen=True)
class ExtendClock:
    """Give a clock more time."""

    clock: str
    by: Budget
    reason: str
    organisation: str | None = None


@dataclass(frozen=True)
class RecomputeClocks:
    """Count every running clock again, by the calendar as it is now."""


@dataclass(frozen=True)
class AnswerPart:
    """Answer for one's department."""

    parts: str
    agrees: bool
    answer: str


@dataclass(frozen=True)
class ReturnPart:
    """Send one department's answer back to it."""

    parts: str
    organisation: str
    reason: str


@dataclass(frozen=True)
class AddPart:
    """Ask one more department."""

    parts: str
    organisation: str


@dataclass(frozen=True)
class DecideParts:
    """Decide, as the lead, on the answers."""

    parts: str
    agreed: bool
    reason: str


@dataclass(frozen=True)
class MarkItem:
    """Mark an item of a checklist."""

    checklist: str
    item: str
    mark: Mark
    note: str = ""


@dataclass(frozen=True)
class Assess:
    """Assess eligibility with what is filled in."""


@dataclass(frozen=True)
class OpenLinked:
    """Note that another case is opened from this one."""

    link: str
    other: str
    checklist: str | None = None
    item: str | None = None


@dataclass(frozen=True)
class NoteLinked:
    """Note that a linked case was closed, or opened again; of itself."""

    other: str
    closed: bool


@dataclass(frozen=True)
class MergeInto:
    """Merge this case, a duplicate, into another."""

    into: str
    reason: str


@dataclass(frozen=True)
class Migrate:
    """Bring the case to another version; of itself, by an order that two people stand behind."""

    way: ComingOver
    version: int
    ordered_by: str
    approved_by: str


@dataclass(frozen=True)
class RevertMigration:
    """Bring the case back to the version that it came from; of itself, by an order of two people."""

    to: Programme
    ordered_by: str
    approved_by: str


@dataclass(frozen=True)
class Absorb:
    """Take a duplicate in; of itself, when the other is merged."""

    other: str


@dataclass(frozen=True)
class AttachFile:
    """Attach a file that is stored already."""

    name: str
    digest: str
    size: int
    media: str
    material: str | None = None
    checklist: str | None = None
    item: str | None = None


@dataclass(frozen=True)
class Comment:
    """Write a remark."""

    text: str


@dataclass(frozen=True)
class Erase:
    """Erase the personal data of the case; `basis` is the ground in law, and names nobody."""

    basis: str


Command = (
    Create
    | Make
    | Assign
    | Correct
    | AddEntry
    | CorrectEntry
    | RaiseObjection
    | AnswerObjection
    | PauseClock
    | ResumeClock
    | ExtendClock
    | RecomputeClocks
    | AnswerPart
    | ReturnPart
    | AddPart
    | DecideParts
    | MarkItem
    | Assess
    | OpenLinked
    | NoteLinked
    | MergeInto
    | Migrate
    | RevertMigration
    | Absorb
    | AttachFile
    | Comment
    | Erase
)
