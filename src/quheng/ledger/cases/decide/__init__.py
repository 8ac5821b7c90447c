"""Decide a command: the events that it comes to, or why it is refused. No clock, no database, no chance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from quheng.ledger.cases import commands
from quheng.ledger.cases.actor import Actor
from quheng.ledger.cases.clock_ends import in_beijing
from quheng.ledger.cases.decide import (
    clocks,
    entries,
    fields,
    links,
    migrating,
    moves,
    notices,
    parts,
    records,
)
from quheng.ledger.cases.decide.course import Course, Rules
from quheng.ledger.cases.events import Event
from quheng.ledger.cases.refusal import Refusal, RefusedError, refuse
from quheng.ledger.cases.state import Case

__all__ = ["Rules", "decide"]

SKEW = timedelta(minutes=1)
"""How far the clocks of two servers may be apart."""

DECISIONS: dict[type, Callable[[Course, Any], None]] = {
    commands.Create: moves.create,
    commands.Make: moves.make,
    commands.Assign: records.assign,
    commands.Correct: fields.correct,
    commands.AddEntry: entries.add_entry,
    commands.CorrectEntry: entries.correct_entry,
    commands.RaiseObjection: notices.raise_objection,
    commands.AnswerObjection: notices.answer_objection,
    commands.PauseClock: clocks.pause,
    commands.ResumeClock: clocks.resume,
    commands.ExtendClock: clocks.extend,
    commands.RecomputeClocks: clocks.recompute,
    commands.AnswerPart: parts.answer,
    commands.ReturnPart: parts.return_part,
    commands.AddPart: parts.add_part,
    commands.DecideParts: parts.decide_parts,
    commands.MarkItem: records.mark,
    commands.Assess: records.assess,
    commands.OpenLinked: links.open_linked,
    commands.NoteLinked: links.note_linked,
    commands.MergeInto: links.merge,
    commands.Migrate: migrating.migrate,
    commands.RevertMigration: migrating.revert,
    commands.Absorb: links.absorb,
    commands.AttachFile: records.attach,
    commands.Comment: records.comment,
    commands.Erase: records.erase,
}


def decide(
    rules: Rules, case: Case | None, command: commands.Command, actor: Actor, now: datetime
) -> tuple[Event, ...] | Refusal:
    """Return what a command comes to.

    Parameters
    ----------
    rules
        The version of the programme that the case keeps, and the calendars.
    case
        The case as it stands; None where it is being opened.
    command
        What is asked for.
    actor
        Who asks.
    now
        When; a clock that runs up to a minute behind the record's last entry is taken to be at it.

    Returns
    -------
    tuple of events
        What happens, in order; none where everything is so already.
    Refusal
        Why nothing happens: the case is as it was.
    """
    try:
        course = Course(rules, actor, settled(case, now), case)
        DECISIONS[type(command)](course, command)
    except RefusedError as refused:
        return refused.refusal
    return tuple(course.events)


def settled(case: Case | None, now: datetime) -> datetime:
    """Return the moment of an entry: never before the last one.

    Raises
    ------
    RefusedError
        Where the clock is more than a minute behind the record.
    """
    moment = in_beijing(now)
    if case is None or case.latest is None or moment >= case.latest:
        return moment
    if case.latest - moment <= SKEW:
        return case.latest
    raise refuse(
        "time",
        f"服务器时钟为 {moment:%Y-%m-%d %H:%M:%S}，早于上一条记录 {case.latest:%Y-%m-%d %H:%M:%S}",
        f"the server's clock says {moment:%Y-%m-%d %H:%M:%S}, before the last entry "
        f"{case.latest:%Y-%m-%d %H:%M:%S}",
    )
