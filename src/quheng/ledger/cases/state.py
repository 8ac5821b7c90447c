"""What a case is: the sum of its events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from quheng.calendars import Budget, Pause
from quheng.ledger.cases.events import Deadline, Mark, Subject

ClockKey = tuple[str, str | None]
"""A clock, and the organisation whose part it belongs to; None for the case itself."""


@dataclass(frozen=True)
class RunningClock:
    """A clock that was started.

    Parameters
    ----------
    since, budget
        From when, for how long.
    promise
        Whether the applicant was promised it.
    deadline
        Its end, as last computed.
    pauses
        When it stood; the last is open while it stands.
    by_hand
        Whether somebody stopped it, and not the stage.
    extensions
        What it was given more.
    stopped_at, kept
        When it stopped, and whether in time.
    """

    since: datetime
    budget: Budget
    promise: bool
    deadline: Deadline
    pauses: tuple[Pause, ...] = ()
    by_hand: bool = False
    extensions: tuple[Budget, ...] = ()
    stopped_at: datetime | None = None
    kept: bool | None = None

    @property
    def runs(self) -> bool:
        """Whether it has not stopped; it may stand."""
        return self.stopped_at is None

    @property
    def stands(self) -> bool:
        """Whether it is paused now."""
        return self.runs and bool(self.pauses) and self.pauses[-1].until is None


@dataclass(frozen=True)
class Part:
    """One department's part: its answer, None while it is asked."""

    agrees: bool | None = None

    @property
    def answered(self) -> bool:
        """Whether it has answered."""
        return self.agrees is not None


@dataclass(frozen=True)
class PartsInHand:
    """Several departments' parts.

    Parameters
    ----------
    open
        The departments and their answers.
    round
        How often all had answered, the present round included once they have.
    done
        Whether all have answered in this round.
    agreed
        What they, or the lead, came to.
    closed
        Whether the case has left the stage.
    """

    open: Mapping[str, Part] = field(default_factory=dict)
    round: int = 0
    done: bool = False
    agreed: bool | None = None
    closed: bool = False

    @property
    def all_answered(self) -> bool:
        """Whether every department has answered."""
        return bool(self.open) and all(part.answered for part in self.open.values())


@dataclass(frozen=True)
class LinkedCase:
    """A case that was opened from this one."""

    link: str
    checklist: str | None
    item: str | None
    is_open: bool = True


@dataclass(frozen=True)
class Objection:
    """An objection to a notice: who noted it; `upheld` is None until it is answered."""

    by: str
    upheld: bool | None = None


@dataclass(frozen=True)
class NoticeInHand:
    """What was posted: since when, until when as computed then, and the objections by number."""

    since: datetime
    deadline: Deadline
    objections: Mapping[int, Objection] = field(default_factory=dict)


@dataclass(frozen=True)
class File:
    """An attached file; `checklist` and `item` say to which line of a checklist it belongs."""

    digest: str
    size: int
    media: str
    material: str | None
    name: str
    checklist: str | None = None
    item: str | None = None


@dataclass(frozen=True)
class MigratedFrom:
    """The version that a case came from, and what it takes to bring it back.

    Parameters
    ----------
    version, digest, stage
        What it was.
    to_stage
        Where it was put.
    stages, fields
        The names that changed, old to new.
    set_aside, erased
        What the new version lacks: its values, and what of it had been erased.
    at
        When.
    """

    version: int
    digest: str
    stage: str
    to_stage: str
    stages: Mapping[str, str]
    fields: Mapping[str, str]
    set_aside: Mapping[str, Any]
    erased: frozenset[str]
    at: datetime


@dataclass(frozen=True)
class Case:
    """A case as it stands after `seq` events.

    Parameters
    ----------
    number, programme, version, digest
        Which case, under which published version.
    stage, organisation, handler
        Where it is, and with whom.
    received_by, channel, accepted_on, opened_at, opened_by, subject, parent
        How it came in.
    closed_at
        When it reached a final stage, or was merged.
    values
        The fields that are filled in.
    erased
        The fields whose values were erased.
    made_by
        Who last made each move; `created` for the beginning.
    sent_back
        How often it was sent back.
    clocks, parts, marks, links, files, verdict, notices
        Its clocks, departments, checklist marks, linked cases, files, eligibility, postings.
    merged_into, absorbed
        Duplicates.
    migrated_from
        The versions that it came from, the last one last.
    seq, latest
        How many events, and when the last.
    """

    number: str
    programme: str
    version: int
    digest: str
    stage: str
    organisation: str
    received_by: str
    channel: str
    accepted_on: date
    opened_at: datetime
    opened_by: str
    subject: Subject | None = None
    parent: str | None = None
    handler: str | None = None
    closed_at: datetime | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    erased: frozenset[str] = frozenset()
    made_by: Mapping[str, str] = field(default_factory=dict)
    sent_back: int = 0
    clocks: Mapping[ClockKey, RunningClock] = field(default_factory=dict)
    parts: Mapping[str, PartsInHand] = field(default_factory=dict)
    marks: Mapping[tuple[str, str], Mark] = field(default_factory=dict)
    links: Mapping[str, LinkedCase] = field(default_factory=dict)
    files: tuple[File, ...] = ()
    verdict: str | None = None
    notices: Mapping[str, NoticeInHand] = field(default_factory=dict)
    merged_into: str | None = None
    absorbed: tuple[str, ...] = ()
    migrated_from: tuple[MigratedFrom, ...] = ()
    seq: int = 0
    latest: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is neither closed nor merged."""
        return self.closed_at is None

    @property
    def running(self) -> dict[ClockKey, RunningClock]:
        """The clocks that have not stopped."""
        return {key: clock for key, clock in self.clocks.items() if clock.runs}

    @property
    def kept_promise(self) -> bool | None:
        """Whether every promised clock that stopped was in time; None where none was, or it is not known."""
        kept = [clock.kept for clock in self.clocks.values() if clock.promise and not clock.runs]
        if False in kept:
            return False
        return True if kept and None not in kept else None
