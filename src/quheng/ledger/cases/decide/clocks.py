"""Clocks: started and stopped by what happens, paused by stage or by hand, extended, counted again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quheng.calendars import Budget, Pause
from quheng.ledger.cases.clock_ends import deadline_of, is_kept
from quheng.ledger.cases.commands import ExtendClock, PauseClock, RecomputeClocks, ResumeClock
from quheng.ledger.cases.decide.course import Course, require_text
from quheng.ledger.cases.events import (
    ClockExtended,
    ClockPaused,
    ClockRecomputed,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    Deadline,
)
from quheng.ledger.cases.facts import seen
from quheng.ledger.cases.refusal import refuse
from quheng.ledger.cases.state import ClockKey, RunningClock
from quheng.ledger.programmes.catalogues import BUNDLE
from quheng.ledger.programmes.declared import Clock


def start_clocks(course: Course, event: str, organisation: str | None = None) -> None:
    """Start the clocks that an event starts (`created`, a move, or parts); one that runs goes on."""
    for clock in course.programme.declared.clocks:
        key = (clock.id, organisation)
        if event in clock.from_ and key not in course.case.running:
            budget = _budget(course, clock, organisation)
            started = RunningClock(course.now, budget, clock.promise, Deadline(None, None, "missing"))
            deadline = _deadline(course, clock, started)
            course.emit(ClockStarted(clock.id, organisation, course.now, budget, clock.promise, deadline))
            if course.case.stage in clock.pauses_in:
                _pause(course, key, by_hand=False)


def stop_clocks(course: Course, move: str) -> None:
    """Stop the clocks that a move stops."""
    for key in list(course.case.running):
        if move in course.programme.clocks[key[0]].until:
            stop_clock(course, key)


def stop_all_clocks(course: Course) -> None:
    """Stop every clock that still runs: the case is closed."""
    for key in list(course.case.running):
        stop_clock(course, key)


def stop_clock(course: Course, key: ClockKey) -> None:
    """Stop one clock, and say whether in time."""
    kept = is_kept(course.case.clocks[key].deadline, course.now)
    course.emit(ClockStopped(*key, kept))


def abandon_clock(course: Course, key: ClockKey) -> None:
    """Stop one clock whose work is not asked for any more: missed where it was over, else neither."""
    kept = is_kept(course.case.clocks[key].deadline, course.now)
    course.emit(ClockStopped(*key, False if kept is False else None))


def follow_stage(course: Course, origin: str, stage: str) -> None:
    """Pause and resume the clocks that stand in one of two stages and not in the other."""
    for key, clock in list(course.case.running.items()):
        pauses_in = course.programme.clocks[key[0]].pauses_in
        if stage in pauses_in and not clock.stands:
            _pause(course, key, by_hand=False)
        elif origin in pauses_in and stage not in pauses_in and clock.stands and not clock.by_hand:
            _resume(course, key)


def pause(course: Course, command: PauseClock) -> None:
    """Stop a clock by hand."""
    course.require_open()
    clock, key = _named(course, command.clock, None)
    course.require_role(clock.may_pause, f"暂停{clock.title.zh}", f"pause “{clock.title.en}”")
    reason = require_text(command.reason, "reason", "暂停理由", "the reason")
    if course.case.clocks[key].stands:
        raise refuse("clock", f"{clock.title.zh}已经暂停", f"“{clock.title.en}” stands already")
    _pause(course, key, by_hand=True, reason=reason)


def resume(course: Course, command: ResumeClock) -> None:
    """Let a clock that was stopped by hand run again."""
    course.require_open()
    clock, key = _named(course, command.clock, None)
    course.require_role(clock.may_pause, f"恢复{clock.title.zh}", f"resume “{clock.title.en}”")
    if not course.case.clocks[key].by_hand:
        raise refuse("clock", f"{clock.title.zh}没有被人工暂停", f"nobody stopped “{clock.title.en}” by hand")
    _resume(course, key)


def extend(course: Course, command: ExtendClock) -> None:
    """Give a clock more time, as far as its declaration allows."""
    course.require_open()
    clock, key = _named(course, command.clock, command.organisation)
    allowed = clock.extend
    zh, en = clock.title.zh, clock.title.en
    if allowed is None:
        raise refuse("clock", f"{zh}不能延期", f"“{en}” cannot be extended")
    course.require_role(allowed.who, f"批准{zh}延期", f"extend “{en}”")
    reason = require_text(command.reason, "reason", "延期理由", "the reason")
    running = course.case.clocks[key]
    if len(running.extensions) >= allowed.times:
        raise refuse(
            "clock", f"{zh}已延期 {allowed.times} 次", f"“{en}” was extended {allowed.times} times already"
        )
    if command.by.unit != allowed.by.unit or not 0 < command.by.n <= allowed.by.n:
        most = allowed.by.title
        raise refuse("clock", f"每次至多延长{most.zh}", f"one extension gives at most {most.en}", field="by")
    if allowed.before_due and is_kept(running.deadline, course.now) is False:
        raise refuse("clock", f"{zh}已经届满，不能再延期", f"“{en}” is over: it is too late to extend it")
    extended = replace(running, extensions=(*running.extensions, command.by))
    course.emit(ClockExtended(*key, command.by, _deadline(course, clock, extended), reason))


def recompute(course: Course, _: RecomputeClocks) -> None:
    """Count every running clock again; one whose end is the same is no event."""
    for key, running in course.case.running.items():
        deadline = _deadline(course, course.programme.clocks[key[0]], running)
        if deadline != running.deadline:
            course.emit(ClockRecomputed(*key, deadline))


def _pause(course: Course, key: ClockKey, *, by_hand: bool, reason: str = "") -> None:
    running = course.case.clocks[key]
    standing = replace(running, pauses=(*running.pauses, Pause(course.now)))
    deadline = _deadline(course, course.programme.clocks[key[0]], standing)
    course.emit(ClockPaused(*key, by_hand, deadline, reason))


def _resume(course: Course, key: ClockKey) -> None:
    running = course.case.clocks[key]
    pauses = (*running.pauses[:-1], Pause(running.pauses[-1].since, course.now))
    clock = course.programme.clocks[key[0]]
    course.emit(ClockResumed(*key, _deadline(course, clock, replace(running, pauses=pauses))))
    if course.case.stage in clock.pauses_in:
        _pause(course, key, by_hand=False)


def _deadline(course: Course, clock: Clock, running: RunningClock) -> Deadline:
    return deadline_of(running, course.rules.calendar_of(clock), clock.warn_before)


def _budget(course: Course, clock: Clock, organisation: str | None) -> Budget:
    """Return the department's own time, that of the first special case that certainly holds, or the usual."""
    catalogue, values = course.programme.catalogue, seen(course.case, course.programme)
    if catalogue is not None and clock.catalogue is not None and organisation is not None:
        bundle = course.case.values.get(BUNDLE, "")
        own = catalogue.budget_of(bundle, organisation, clock.catalogue)
        if own is not None:
            return own
    for position, case in enumerate(clock.cases):
        if course.programme.conditions["clocks", clock.id, position].value(values) is True:
            return case.budget
    return clock.budget


def _named(course: Course, name: str, organisation: str | None) -> tuple[Clock, ClockKey]:
    clock = course.programme.clocks.get(name)
    if clock is None:
        raise refuse("unknown", f"没有时限 {name}", f"there is no clock {name}", field="clock")
    key = (name, organisation)
    if key not in course.case.running:
        raise refuse("clock", f"{clock.title.zh}没有在计时", f"“{clock.title.en}” does not run")
    return clock, key


def part_clocks(course: Course, parts: str, organisation: str | None = None) -> Iterator[ClockKey]:
    """Yield the running clocks of the parts, of one department where it is named."""
    for key in list(course.case.running):
        clock = course.programme.clocks[key[0]]
        if parts in clock.from_ and key[1] is not None and organisation in (None, key[1]):
            yield key
