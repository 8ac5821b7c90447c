"""Fold events into state: total, and blind to rules — what happened has happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from quheng.calendars import Pause
from quheng.ledger.cases.entry import Entry
from quheng.ledger.cases.events import (
    Absorbed,
    Assessed,
    Assigned,
    ClockExtended,
    ClockPaused,
    ClockRecomputed,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    Commented,
    Corrected,
    Created,
    Derived,
    EntryAdded,
    EntryCorrected,
    Erased,
    FileAttached,
    Filled,
    ItemMarked,
    LinkClosed,
    Linked,
    LinkReopened,
    Merged,
    Moved,
    NoticePosted,
    ObjectionAnswered,
    ObjectionRaised,
    PartAnswered,
    PartOpened,
    PartReturned,
    PartsDecided,
    PartsDone,
    Routed,
)
from quheng.ledger.cases.migration_events import Migrated, MigrationReverted
from quheng.ledger.cases.state import (
    Case,
    File,
    LinkedCase,
    MigratedFrom,
    NoticeInHand,
    Objection,
    Part,
    PartsInHand,
    RunningClock,
)
from quheng.ledger.programmes.declared import CREATED


def replay(entries: Iterable[Entry]) -> Case | None:
    """Return the case that its entries add up to; None of no entries."""
    case: Case | None = None
    for entry in entries:
        case = evolve(case, entry)
    return case


def evolve(case: Case | None, entry: Entry) -> Case:
    """Return the case after one more entry.

    Raises
    ------
    ValueError
        Where the first entry creates no case, or a later one creates it again: no record is like that.
    """
    event = entry.event
    if isinstance(event, Created) != (case is None):
        raise ValueError(f"{type(event).__name__} cannot follow {'nothing' if case is None else case.seq}")
    after = _created(event, entry) if isinstance(event, Created) else _changed(_there(case), entry)
    return _with(after, seq=after.seq + 1, latest=entry.at)


def _with(case: Case, **changes: Any) -> Case:
    """Return a case with other members: what `replace` does, without setting two dozen of them one by one."""
    after = object.__new__(Case)
    vars(after).update(vars(case), **changes)
    return after


def _there(case: Case | None) -> Case:
    if case is None:
        raise ValueError("no case")
    return case


def _created(event: Created, entry: Entry) -> Case:
    return Case(
        number=event.number,
        programme=event.programme,
        version=event.version,
        digest=event.digest,
        stage=event.stage,
        organisation=event.organisation,
        received_by=event.organisation,
        channel=event.channel,
        accepted_on=event.accepted_on,
        opened_at=entry.at,
        opened_by=entry.who,
        subject=event.subject,
        parent=event.parent,
        made_by={CREATED: entry.who},
    )


def _changed(case: Case, entry: Entry) -> Case:
    match entry.event:
        case Filled() as event:
            return _filled(case, event.values)
        case Corrected() as event:
            return _filled(case, event.values)
        case Derived() as event:
            return _filled(case, event.values)
        case EntryAdded() | EntryCorrected() as event:
            return _entry(case, event)
        case Assigned() as event:
            return _with(case, organisation=event.organisation, handler=event.handler)
        case Routed() as event:
            return _filled(case, {event.field: event.organisation})
        case Moved() as event:
            return _moved(case, event, entry)
        case (
            ClockStarted()
            | ClockPaused()
            | ClockResumed()
            | ClockExtended()
            | ClockRecomputed()
            | ClockStopped() as event
        ):
            return _clock(case, event, entry)
        case PartOpened() | PartAnswered() | PartReturned() | PartsDone() | PartsDecided() as event:
            parts = _parts(case.parts.get(event.parts, PartsInHand()), event)
            return _with(case, parts={**case.parts, event.parts: parts})
        case ItemMarked() as event:
            return _with(case, marks={**case.marks, (event.checklist, event.item): event.mark})
        case Assessed() as event:
            return _with(case, verdict=event.verdict)
        case NoticePosted() | ObjectionRaised() | ObjectionAnswered() as event:
            return _notice(case, event, entry)
        case Linked() as event:
            linked = LinkedCase(event.link, event.checklist, event.item)
            return _with(case, links={**case.links, event.other: linked})
        case LinkClosed() as event:
            return _link(case, event.other, is_open=False)
        case LinkReopened() as event:
            return _link(case, event.other, is_open=True)
        case Migrated() as event:
            return _migrated(case, event, entry)
        case MigrationReverted() as event:
            return _brought_back(case, event)
        case Merged() as event:
            return _with(case, merged_into=event.into, closed_at=entry.at)
        case Absorbed() as event:
            return _with(case, absorbed=(*case.absorbed, event.other))
        case FileAttached() as event:
            where = (event.checklist, event.item)
            file = File(event.digest, event.size, event.media, event.material, event.name, *where)
            return _with(case, files=(*case.files, file))
        case Erased() as event:
            return _erased(case, event)
        case Created() | Commented():
            return case


def _link(case: Case, other: str, *, is_open: bool) -> Case:
    return _with(case, links={**case.links, other: replace(case.links[other], is_open=is_open)})


def _filled(case: Case, new: Mapping[str, object]) -> Case:
    values = {name: value for name, value in {**case.values, **new}.items() if value is not None}
    return _with(case, values=values, erased=case.erased - set(new))


def _entry(case: Case, event: EntryAdded | EntryCorrected) -> Case:
    """Add a row, or put one in the place of another; what was erased is in neither mapping."""
    rows = list(case.values.get(event.field, ()))
    row = event.values.get(event.field)
    if isinstance(event, EntryAdded):
        rows += [] if row is None else [row]
    elif event.before.get(event.field) in rows:
        place = rows.index(event.before[event.field])
        rows[place : place + 1] = [] if row is None else [row]
    return _filled(case, {event.field: rows or None})


def _notice(case: Case, event: NoticePosted | ObjectionRaised | ObjectionAnswered, entry: Entry) -> Case:
    if isinstance(event, NoticePosted):
        return _with(case, notices={**case.notices, event.notice: NoticeInHand(entry.at, event.deadline)})
    posted = case.notices[event.notice]
    if isinstance(event, ObjectionRaised):
        objection = Objection(entry.who)
    else:
        objection = replace(posted.objections[event.number], upheld=event.upheld)
    changed = replace(posted, objections={**posted.objections, event.number: objection})
    return _with(case, notices={**case.notices, event.notice: changed})


def _moved(case: Case, event: Moved, entry: Entry) -> Case:
    """Note the new stage; a closed case that goes to another final stage was closed when it was first."""
    return replace(
        case,
        stage=event.stage,
        closed_at=(case.closed_at or entry.at) if event.final else None,
        made_by={**case.made_by, event.move: entry.who},
        sent_back=case.sent_back + event.sends_back,
        parts={
            name: replace(parts, closed=parts.closed or event.stage != event.origin)
            for name, parts in case.parts.items()
        },
    )


def _clock(
    case: Case,
    event: ClockStarted | ClockPaused | ClockResumed | ClockExtended | ClockRecomputed | ClockStopped,
    entry: Entry,
) -> Case:
    key = (event.clock, event.organisation)
    if isinstance(event, ClockStarted):
        started = RunningClock(event.since, event.budget, event.promise, event.deadline)
        return _with(case, clocks={**case.clocks, key: started})
    clock = case.clocks[key]
    match event:
        case ClockPaused():
            pauses = (*clock.pauses, Pause(entry.at))
            changed = replace(clock, pauses=pauses, by_hand=event.by_hand, deadline=event.deadline)
        case ClockResumed():
            pauses = (*clock.pauses[:-1], Pause(clock.pauses[-1].since, entry.at))
            changed = replace(clock, pauses=pauses, by_hand=False, deadline=event.deadline)
        case ClockExtended():
            changed = replace(clock, extensions=(*clock.extensions, event.by), deadline=event.deadline)
        case ClockRecomputed():
            changed = replace(clock, deadline=event.deadline)
        case ClockStopped():
            changed = replace(clock, stopped_at=entry.at, kept=event.kept)
    return _with(case, clocks={**case.clocks, key: changed})


def _parts(
    parts: PartsInHand, event: PartOpened | PartAnswered | PartReturned | PartsDone | PartsDecided
) -> PartsInHand:
    match event:
        case PartOpened():
            before = {} if parts.closed else parts.open
            return replace(
                parts, open={**before, event.organisation: Part()}, done=False, agreed=None, closed=False
            )
        case PartAnswered():
            return replace(parts, open={**parts.open, event.organisation: Part(event.agrees)})
        case PartReturned():
            return replace(parts, open={**parts.open, event.organisation: Part()}, done=False, agreed=None)
        case PartsDone():
            return replace(parts, done=True, round=event.round, agreed=event.agreed)
        case PartsDecided():
            return replace(parts, agreed=event.agreed)


def _erased(case: Case, event: Erased) -> Case:
    gone = set(event.fields)
    return replace(
        case,
        values={name: value for name, value in case.values.items() if name not in gone},
        erased=case.erased | gone,
        files=tuple(replace(file, name="") for file in case.files),
        migrated_from=tuple(replace(one, set_aside={}) for one in case.migrated_from),
    )


def _migrated(case: Case, event: Migrated, entry: Entry) -> Case:
    came_from = MigratedFrom(
        event.old_version,
        event.old_digest,
        event.old_stage,
        event.stage,
        event.stages,
        event.fields,
        event.set_aside,
        case.erased.intersection(event.dropped),
        entry.at,
    )
    return replace(_under(case, event), migrated_from=(*case.migrated_from, came_from))


def _brought_back(case: Case, event: MigrationReverted) -> Case:
    last, after = case.migrated_from[-1], _under(case, event)
    return replace(
        after,
        values={**after.values, **last.set_aside},
        erased=after.erased | last.erased,
        migrated_from=case.migrated_from[:-1],
    )


def _under(case: Case, event: Migrated | MigrationReverted) -> Case:
    """Return the case under another version: its stage, and its values by their names there."""
    gone, renamed = set(event.dropped), event.fields
    return replace(
        case,
        version=event.version,
        digest=event.digest,
        stage=event.stage,
        values={renamed.get(name, name): value for name, value in case.values.items() if name not in gone},
        erased=frozenset(renamed.get(name, name) for name in case.erased - gone),
    )
