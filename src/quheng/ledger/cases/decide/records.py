"""What is no move: assign, attach, comment, mark, assess, erase."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.errors import DataError
from quheng.ledger.cases.commands import Assess, Assign, AttachFile, Comment, Erase, MarkItem
from quheng.ledger.cases.decide.course import Course, require_text
from quheng.ledger.cases.events import Assessed, Assigned, Commented, Erased, FileAttached, ItemMarked
from quheng.ledger.cases.refusal import Refusal, RefusedError, refuse
from quheng.ledger.programmes.declared import PERSONAL


def assign(course: Course, command: Assign) -> None:
    """Give the case to an organisation or a person."""
    course.require_open()
    course.require_act("assign", "指派", "assign a case")
    case = course.case
    if (command.organisation, command.handler) == (case.organisation, case.handler):
        raise refuse("value", "本件已在该处", "the case is there already", field="organisation")
    course.emit(Assigned(command.organisation, command.handler, command.reason.strip()))


def attach(course: Course, command: AttachFile) -> None:
    """Attach a file that is stored already."""
    course.require_open()
    course.require_act("attach", "上传材料", "attach files")
    if command.material is not None:
        material = course.programme.materials.get(command.material)
        if material is None:
            raise refuse(
                "unknown",
                f"没有材料 {command.material}",
                f"there is no material {command.material}",
                field="material",
            )
        if command.media not in material.media:
            accepted = "、".join(material.media)
            raise refuse(
                "value",
                f"“{material.title.zh}”不接受 {command.media} 文件",
                f"“{material.title.en}” does not accept {command.media}",
                Text(zh=f"可用：{accepted}", en=f"allowed: {', '.join(material.media)}"),
                "file",
            )
    name = require_text(command.name, "file", "文件名", "the name of the file")
    course.emit(FileAttached(command.digest, command.size, command.media, command.material, name))


def comment(course: Course, command: Comment) -> None:
    """Write a remark; on closed cases too."""
    course.require_act("comment", "备注", "comment on a case")
    course.emit(Commented(require_text(command.text, "text", "备注内容", "the remark")))


def mark(course: Course, command: MarkItem) -> None:
    """Mark an item of a checklist; a failure says what was found."""
    course.require_open()
    checklist = course.programme.checklists.get(command.checklist)
    if checklist is None or command.item not in {item.id for item in checklist.items}:
        raise refuse(
            "unknown",
            f"没有检查项 {command.checklist}/{command.item}",
            f"there is no checklist item {command.checklist}/{command.item}",
            field="item",
        )
    title = checklist.title
    course.require_role(checklist.who, f"填写{title.zh}", f"mark “{title.en}”")
    if course.case.stage not in checklist.stages:
        here = course.programme.stages[course.case.stage].title
        raise refuse("stage", f"“{here.zh}”环节不填{title.zh}", f"“{title.en}” is not marked in “{here.en}”")
    note = command.note.strip()
    if command.mark == "failed":
        note = require_text(command.note, "note", "不合格情况", "what is wrong")
    course.emit(ItemMarked(command.checklist, command.item, command.mark, note))


def assess(course: Course, _: Assess) -> None:
    """Assess eligibility by the version of the rule that holds on the day of acceptance."""
    course.require_open()
    course.require_act("assess", "评估资格", "assess eligibility")
    eligibility, card = course.programme.declared.eligibility, course.programme.scorecard
    if eligibility is None or card is None:
        raise refuse("unknown", "本服务事项没有资格评估", "this programme has no eligibility rule")
    inputs = {name: course.case.values.get(field) for name, field in eligibility.inputs.items()}
    try:
        assessment = card.assess(inputs, course.case.accepted_on)
    except DataError as error:
        raise RefusedError(Refusal("value", error.problems)) from None
    course.emit(Assessed(eligibility.scorecard, assessment.version, assessment.verdict))


def erase(course: Course, command: Erase) -> None:
    """Erase the personal fields, the free texts and the names of files of a closed case."""
    course.require_act("erase", "删除个人信息", "erase personal data")
    basis = require_text(command.basis, "basis", "删除依据", "the ground in law")
    if course.case.is_open:
        raise refuse(
            "stage",
            "办理中的办件还需要个人信息，办结后方可删除",
            "an open case still needs its personal data: it can be erased when it is closed",
        )
    personal = tuple(field.id for field in course.programme.declared.fields if field.sensitivity in PERSONAL)
    course.emit(Erased(personal, basis))
