"""Notices: posted on entering a stage, objected to, answered."""

from __future__ import annotations

from quheng.ledger.cases.clock_ends import deadline_of
from quheng.ledger.cases.commands import AnswerObjection, RaiseObjection
from quheng.ledger.cases.decide.course import Course, require_text
from quheng.ledger.cases.events import Deadline, NoticePosted, ObjectionAnswered, ObjectionRaised
from quheng.ledger.cases.refusal import refuse
from quheng.ledger.cases.state import NoticeInHand, RunningClock
from quheng.ledger.programmes.declared import Notice


def post_notices(course: Course, stage: str) -> None:
    """Post what is posted on entering a stage; an earlier posting is over."""
    for notice in course.programme.declared.notices:
        if notice.stage == stage:
            course.emit(NoticePosted(notice.id, notice_end(course, notice, None)))


def notice_end(course: Course, notice: Notice, posted: NoticeInHand | None) -> Deadline:
    """Return the end of a notice by the calendar as it is now: of one that is posted, or would be at once."""
    since = course.now if posted is None else posted.since
    clock = RunningClock(since, notice.budget, False, Deadline(None, None, "missing"))
    name = course.programme.declared.calendar
    calendar = course.rules.calendars[name] if name else next(iter(course.rules.calendars.values()))
    return deadline_of(clock, calendar, None)


def raise_objection(course: Course, command: RaiseObjection) -> None:
    """Note an objection, while the notice is posted."""
    declared, posted = _in_hand(course, command.notice)
    zh, en = declared.title.zh, declared.title.en
    course.require_role(declared.objects, f"登记对{zh}的异议", f"note an objection to “{en}”")
    text = require_text(command.text, "text", "异议内容", "the objection")
    end = notice_end(course, declared, posted)
    if end.moment is not None and course.now > end.moment:
        raise refuse("time", f"{zh}已于 {end.day} 期满", f"“{en}” ended on {end.day}")
    course.emit(ObjectionRaised(declared.id, len(posted.objections) + 1, text))


def answer_objection(course: Course, command: AnswerObjection) -> None:
    """Answer an objection: upheld, or not; whoever raised it does not."""
    declared, posted = _in_hand(course, command.notice)
    zh, en = declared.title.zh, declared.title.en
    course.require_role(declared.answers, f"答复对{zh}的异议", f"answer an objection to “{en}”")
    answer = require_text(command.answer, "answer", "答复内容", "the answer")
    objection = posted.objections.get(command.number)
    if objection is None:
        raise refuse(
            "unknown",
            f"没有第 {command.number} 号异议",
            f"there is no objection {command.number}",
            field="number",
        )
    if objection.upheld is not None:
        raise refuse(
            "value",
            f"第 {command.number} 号异议已经答复",
            f"objection {command.number} is answered already",
            field="number",
        )
    if objection.by == course.actor.id:
        raise refuse("gate", "登记异议的人不能自己答复", "whoever noted an objection does not answer it")
    course.emit(ObjectionAnswered(declared.id, command.number, command.upheld, answer))


def _in_hand(course: Course, name: str) -> tuple[Notice, NoticeInHand]:
    course.require_open()
    declared = course.programme.notices.get(name)
    if declared is None:
        raise refuse("unknown", f"没有公示 {name}", f"there is no notice {name}", field="notice")
    posted = course.case.notices.get(name)
    if posted is None:
        raise refuse("stage", f"{declared.title.zh}尚未发布", f"“{declared.title.en}” is not posted")
    return declared, posted
