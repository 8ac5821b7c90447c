"""Cases that belong together: opened from one another, closed, merged."""

from __future__ import annotations

from quheng.ledger.cases.actor import SYSTEM
from quheng.ledger.cases.commands import Absorb, MergeInto, NoteLinked, OpenLinked
from quheng.ledger.cases.decide.clocks import abandon_clock
from quheng.ledger.cases.decide.course import Course, require_text
from quheng.ledger.cases.events import Absorbed, LinkClosed, Linked, LinkReopened, Merged
from quheng.ledger.cases.refusal import refuse


def open_linked(course: Course, command: OpenLinked) -> None:
    """Note that another case is opened from this one."""
    course.require_open()
    link = course.programme.links.get(command.link)
    if link is None:
        raise refuse("unknown", f"没有关联 {command.link}", f"there is no link {command.link}", field="link")
    zh, en = link.title.zh, link.title.en
    course.require_role(link.who, f"建立{zh}", f"open “{en}”")
    if course.case.stage not in link.stages:
        here = course.programme.stages[course.case.stage].title
        raise refuse("stage", f"“{here.zh}”环节不能建立{zh}", f"“{en}” is not opened in “{here.en}”")
    if command.item is not None:
        marked = course.case.marks.get((command.checklist or "", command.item))
        if marked != "failed":
            raise refuse(
                "link",
                f"检查项 {command.item} 没有不合格记录",
                f"the checklist item {command.item} is not marked as failed",
                field="item",
            )
    course.emit(Linked(command.link, command.other, command.checklist, command.item))


def note_linked(course: Course, command: NoteLinked) -> None:
    """Note that a linked case was closed or opened again."""
    _of_itself(course)
    link = course.case.links.get(command.other)
    if link is None:
        raise refuse("link", f"没有关联 {command.other}", f"{command.other} is not linked")
    if link.is_open == command.closed:
        course.emit(LinkClosed(command.other) if command.closed else LinkReopened(command.other))


def merge(course: Course, command: MergeInto) -> None:
    """End this case, a duplicate: it goes on in another."""
    course.require_open()
    course.require_act("merge", "合并重复件", "merge duplicates")
    if command.into == course.case.number:
        raise refuse("link", "不能并入自身", "a case cannot be merged into itself", field="into")
    reason = require_text(command.reason, "reason", "合并理由", "the reason")
    for key in list(course.case.running):
        abandon_clock(course, key)
    course.emit(Merged(command.into, reason))


def absorb(course: Course, command: Absorb) -> None:
    """Take a duplicate in."""
    _of_itself(course)
    if course.case.merged_into is not None:
        raise refuse(
            "link",
            f"{course.case.number} 自身已并入 {course.case.merged_into}",
            f"{course.case.number} was itself merged into {course.case.merged_into}",
            field="into",
        )
    course.emit(Absorbed(command.other))


def _of_itself(course: Course) -> None:
    if course.actor.id != SYSTEM.id:
        raise refuse("role", "此项由系统记录", "this is noted by the system alone")
