"""What can happen to a case. Events are the truth: state is what they add up to.

A member made by `written` is free text: it may name people, so it is sealed in the record and can be erased.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from quheng.calendars import Budget
from quheng.ledger.cases.migration_events import Migrated, MigrationReverted

SEALED = "sealed"


def _written() -> Any:
    """Declare a free text, empty where nothing was written or it was erased."""
    return field(default="", metadata={SEALED: True})


@dataclass(frozen=True)
class Deadline:
    """The end of a clock as it was computed when the event happened.

    Parameters
    ----------
    day, moment
        The last day and the last moment; None where they are not known.
    status
        As of `quheng.calendars.Due`: published, provisional, missing or paused.
    warn_at
        From when it is due soon.
    """

    day: date | None
    moment: datetime | None
    status: Literal["published", "provisional", "missing", "paused"]
    warn_at: datetime | None = None


@dataclass(frozen=True)
class Subject:
    """Whom a case is about: an entry of the register, by its kind and key (never an identity number)."""

    kind: Literal["enterprise", "person", "project", "site"]
    key: str


@dataclass(frozen=True)
class Created:
    """A case was opened, under the version of its programme that holds on the day of acceptance."""

    number: str
    programme: str
    version: int
    digest: str
    stage: str
    organisation: str
    channel: str
    accepted_on: date
    subject: Subject | None = None
    parent: str | None = None


@dataclass(frozen=True)
class Filled:
    """Fields were filled in, in the course of a move or of the intake."""

    values: Mapping[str, Any]


@dataclass(frozen=True)
class Corrected:
    """Fields were put right; None in `values` empties one."""

    values: Mapping[str, Any]
    before: Mapping[str, Any]
    reason: str = _written()


@dataclass(frozen=True)
class Derived:
    """Fields followed from others; None in `values` for those that are unknown now."""

    values: Mapping[str, Any]


@dataclass(frozen=True)
class EntryAdded:
    """A row was added to a table of the case; `values` holds it under the table's field."""

    field: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class EntryCorrected:
    """A row was put right, or struck out (None in `values`); `before` holds the old one."""

    field: str
    values: Mapping[str, Any]
    before: Mapping[str, Any]
    reason: str = _written()


@dataclass(frozen=True)
class Assigned:
    """The case was given to an organisation, and in it to a person where one is named."""

    organisation: str
    handler: str | None = None
    reason: str = _written()


@dataclass(frozen=True)
class Routed:
    """A rule of routing named the organisation: `rule` is its place, from 1."""

    field: str
    organisation: str
    rule: int


@dataclass(frozen=True)
class Moved:
    """The case went from one stage to another."""

    move: str
    origin: str
    stage: str
    final: bool
    sends_back: bool = False
    reason: str = _written()


@dataclass(frozen=True)
class ClockStarted:
    """A clock began to run, for the case or for one department's part."""

    clock: str
    organisation: str | None
    since: datetime
    budget: Budget
    promise: bool
    deadline: Deadline


@dataclass(frozen=True)
class ClockPaused:
    """A clock stands: by the stage, or because somebody stopped it."""

    clock: str
    organisation: str | None
    by_hand: bool
    deadline: Deadline
    reason: str = _written()


@dataclass(frozen=True)
class ClockResumed:
    """A clock runs again."""

    clock: str
    organisation: str | None
    deadline: Deadline


@dataclass(frozen=True)
class ClockExtended:
    """A clock was given more time."""

    clock: str
    organisation: str | None
    by: Budget
    deadline: Deadline
    reason: str = _written()


@dataclass(frozen=True)
class ClockRecomputed:
    """A calendar came out, and the deadline is another, or is certain now."""

    clock: str
    organisation: str | None
    deadline: Deadline


@dataclass(frozen=True)
class ClockStopped:
    """A clock stopped; `kept`: whether in time, None where that cannot be said."""

    clock: str
    organisation: str | None
    kept: bool | None


@dataclass(frozen=True)
class PartOpened:
    """A department was asked."""

    parts: str
    organisation: str


@dataclass(frozen=True)
class PartAnswered:
    """A department answered."""

    parts: str
    organisation: str
    agrees: bool
    answer: str = _written()


@dataclass(frozen=True)
class PartReturned:
    """A department's answer was sent back to it; the others' stand."""

    parts: str
    organisation: str
    reason: str = _written()


@dataclass(frozen=True)
class PartsDone:
    """All departments have answered: once in each round. `agreed` is None where the lead decides."""

    parts: str
    round: int
    agreed: bool | None


@dataclass(frozen=True)
class PartsDecided:
    """The lead decided on the answers."""

    parts: str
    agreed: bool
    reason: str = _written()


Mark = Literal["passed", "failed", "not_applicable"]


@dataclass(frozen=True)
class ItemMarked:
    """An item of a checklist was looked at."""

    checklist: str
    item: str
    mark: Mark
    note: str = _written()


@dataclass(frozen=True)
class Assessed:
    """Eligibility was assessed by a published rule, in a version of it."""

    scorecard: str
    version: str
    verdict: Literal["pass", "fail", "needs_review"]


@dataclass(frozen=True)
class NoticePosted:
    """Something was posted for objections."""

    notice: str
    deadline: Deadline


@dataclass(frozen=True)
class ObjectionRaised:
    """Somebody objected to what was posted."""

    notice: str
    number: int
    text: str = _written()


@dataclass(frozen=True)
class ObjectionAnswered:
    """An objection was answered."""

    notice: str
    number: int
    upheld: bool
    answer: str = _written()


@dataclass(frozen=True)
class Linked:
    """Another case was opened from this one, for an item of a checklist where one is named."""

    link: str
    other: str
    checklist: str | None = None
    item: str | None = None


@dataclass(frozen=True)
class LinkClosed:
    """A linked case was closed."""

    other: str


@dataclass(frozen=True)
class LinkReopened:
    """A linked case was opened again."""

    other: str


@dataclass(frozen=True)
class Merged:
    """The case turned out to be a duplicate: it goes on in another."""

    into: str
    reason: str = _written()


@dataclass(frozen=True)
class Absorbed:
    """A duplicate was merged into this case."""

    other: str


@dataclass(frozen=True)
class FileAttached:
    """A file was attached: kept outside, known here by its digest; to an item of a checklist where named."""

    digest: str
    size: int
    media: str
    material: str | None = None
    name: str = _written()
    checklist: str | None = None
    item: str | None = None


@dataclass(frozen=True)
class Commented:
    """Somebody wrote a remark."""

    text: str = _written()


@dataclass(frozen=True)
class Erased:
    """Personal data was erased: these fields, every free text, the names of files."""

    fields: tuple[str, ...]
    basis: str


Event = (
    Created
    | Filled
    | Corrected
    | Derived
    | EntryAdded
    | EntryCorrected
    | Assigned
    | Routed
    | Moved
    | ClockStarted
    | ClockPaused
    | ClockResumed
    | ClockExtended
    | ClockRecomputed
    | ClockStopped
    | PartOpened
    | PartAnswered
    | PartReturned
    | PartsDone
    | PartsDecided
    | ItemMarked
    | Assessed
    | NoticePosted
    | ObjectionRaised
    | ObjectionAnswered
    | Linked
    | LinkClosed
    | LinkReopened
    | Migrated
    | MigrationReverted
    | Merged
    | Absorbed
    | FileAttached
    | Commented
    | Erased
)
