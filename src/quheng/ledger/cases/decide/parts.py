"""Several departments at once: asked, answered in any order, returned, added; all done once a round."""

from __future__ import annotations

from quheng.ledger.cases.commands import AddPart, AnswerPart, DecideParts, ReturnPart
from quheng.ledger.cases.decide.clocks import abandon_clock, part_clocks, start_clocks, stop_clock
from quheng.ledger.cases.decide.course import Course, require_text
from quheng.ledger.cases.events import (
    PartAnswered,
    PartOpened,
    PartReturned,
    PartsDecided,
    PartsDone,
)
from quheng.ledger.cases.refusal import refuse
from quheng.ledger.cases.state import PartsInHand
from quheng.ledger.programmes.declared import Parts


def open_parts(course: Course, stage: str) -> None:
    """Ask every department that is named, on entering the stage."""
    for parts in course.programme.declared.parts:
        if parts.stage == stage:
            departments = course.case.values.get(parts.departments, ())
            for organisation in departments:
                _open(course, parts, organisation)


def close_parts(course: Course, origin: str, stage: str) -> None:
    """Ask no more, on leaving the stage."""
    for parts in course.programme.declared.parts:
        if parts.stage == origin != stage:
            for key in part_clocks(course, parts.id):
                abandon_clock(course, key)


def answer(course: Course, command: AnswerPart) -> None:
    """Answer for one's own department; the last answer of all ends the round."""
    declared, parts = _in_hand(course, command.parts)
    title = declared.title
    course.require_role(declared.who, f"答复{title.zh}", f"answer in “{title.en}”")
    organisation = course.actor.organisation
    if organisation is None or organisation not in parts.open:
        raise refuse("parts", f"{title.zh}没有征求本单位", f"“{title.en}” does not ask your organisation")
    if parts.open[organisation].answered:
        raise refuse(
            "parts",
            "本单位已经答复；需要修改的，请牵头人退回",
            "your organisation has answered; to change it, have the lead return it",
        )
    text = require_text(command.answer, "answer", "意见", "the answer")
    course.emit(PartAnswered(declared.id, organisation, command.agrees, text))
    for key in part_clocks(course, declared.id, organisation):
        stop_clock(course, key)
    _done(course, declared)


def return_part(course: Course, command: ReturnPart) -> None:
    """Send one answer back; the others' stand, and the round is open again."""
    declared, parts = _in_hand(course, command.parts)
    course.require_role(declared.lead, f"退回{declared.title.zh}", f"return a part of “{declared.title.en}”")
    reason = require_text(command.reason, "reason", "退回理由", "the reason")
    part = parts.open.get(command.organisation)
    if part is None or not part.answered:
        raise refuse(
            "parts",
            f"{command.organisation} 尚无答复可退",
            f"{command.organisation} has given no answer that could be returned",
            field="organisation",
        )
    course.emit(PartReturned(declared.id, command.organisation, reason))
    start_clocks(course, declared.id, command.organisation)


def add_part(course: Course, command: AddPart) -> None:
    """Ask one more department, before or after the others have answered."""
    declared, parts = _in_hand(course, command.parts)
    course.require_role(declared.lead, f"增加{declared.title.zh}单位", f"add to “{declared.title.en}”")
    if command.organisation in parts.open:
        raise refuse(
            "parts",
            f"已经征求 {command.organisation}",
            f"{command.organisation} is asked already",
            field="organisation",
        )
    _open(course, declared, command.organisation)


def decide_parts(course: Course, command: DecideParts) -> None:
    """Decide on the answers, where the lead does, when all have answered."""
    declared, parts = _in_hand(course, command.parts)
    title = declared.title
    course.require_role(declared.lead, f"决定{title.zh}", f"decide on “{title.en}”")
    if declared.decide != "lead":
        raise refuse(
            "parts",
            f"{title.zh}须各单位一致同意",
            f"in “{title.en}” all must agree: there is no lead's decision",
        )
    if not parts.done:
        raise refuse("parts", f"{title.zh}尚未答复齐", f"not all have answered in “{title.en}”")
    if parts.agreed is not None:
        raise refuse("parts", f"{title.zh}已有决定", f"“{title.en}” is decided already")
    reason = require_text(command.reason, "reason", "决定理由", "the reason")
    course.emit(PartsDecided(declared.id, command.agreed, reason))


def _open(course: Course, declared: Parts, organisation: str) -> None:
    course.emit(PartOpened(declared.id, organisation))
    start_clocks(course, declared.id, organisation)


def _done(course: Course, declared: Parts) -> None:
    parts = course.case.parts[declared.id]
    if parts.all_answered:
        agreed = None
        if declared.decide == "all_agree":
            agreed = all(part.agrees for part in parts.open.values())
        course.emit(PartsDone(declared.id, parts.round + 1, agreed))


def _in_hand(course: Course, name: str) -> tuple[Parts, PartsInHand]:
    course.require_open()
    declared = course.programme.parts.get(name)
    if declared is None:
        raise refuse("unknown", f"没有会办 {name}", f"there are no parts {name}", field="parts")
    parts = course.case.parts.get(name, PartsInHand())
    if parts.closed or course.case.stage != declared.stage:
        raise refuse("parts", f"{declared.title.zh}不在进行", f"“{declared.title.en}” is not open")
    return declared, parts
