"""What is no move: assign, attach, comment, mark, assess, erase."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.errors import DataError
from quheng.ledger.cases.asking import asked_items
from quheng.ledger.cases.commands import Assess, Assign, AttachFile, Comment, Erase, MarkItem
from quheng.ledger.cases.decide.course import Course, require_text
from quheng.ledger.cases.events import Assessed, Assigned, Commented, Erased, FileAttached, ItemMarked
from quheng.ledger.cases.facts import seen
from quheng.ledger.cases.refusal import Refusal, RefusedError, refuse
from quheng.ledger.programmes.declared import PERSONAL, Checklist


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
    where = (command.checklist, command.item)
    if where != (None, None):
        _item(course, command.checklist or "", command.item or "")
    name = require_text(command.name, "file", "文件名", "the name of the file")
    course.emit(FileAttached(command.digest, command.size, command.media, command.material, name, *where))


def comment(course: Course, command: Comment) -> None:
    """Write a remark; on closed cases too."""
    course.require_act("comment", "备注", "comment on a case")
    course.emit(Commented(require_text(command.text, "text", "备注内容", "the remark")))


def mark(course: Course, command: MarkItem) -> None:
    """Mark an item of a checklist; a failure says what was found."""
    course.require_open()
    checklist = _item(course, command.checklist, command.item)
    title = checklist.title
    course.require_role(checklist.who, f"填写{title.zh}", f"mark “{title.en}”")
    if course.case.stage not in checklist.stages:
        here = course.programme.stages[course.case.stage].title
        raise refuse("stage", f"“{here.zh}”环节不填{title.zh}", f"“{title.en}” is not marked in “{here.en}”")
    values = seen(course.case, course.programme)
    if command.item not in {item.id for item in asked_items(course.programme, checklist, values)}:
        raise refuse("value", "本件不检查此项", "this item is not looked at in this case", field="item")
    note = command.note.strip()
    if command.mark == "failed":
        note = require_text(command.note, "note", "不合格情况", "what is wrong")
    course.emit(ItemMarked(command.checklist, command.item, command.mark, note))


def _item(course: Course, name: str, item: str) -> Checklist:
    """Return the checklist that has an item."""
    checklist = course.programme.checklists.get(name)
    if checklist is None or item not in {one.id for one in checklist.items}:
        raise refuse(
            "unknown",
            f"没有检查项 {name}/{item}",
            f"there is no checklist item {name}/{item}",
            field="item",
        )
    return checklist


def assess(course: Course, _: Assess) -> None:
    """Assess eligibility by the rule for such a case, in the version that holds on the day of acceptance."""
    course.require_open()
    course.require_act("assess", "评估资格", "assess eligibility")
    eligibility = course.programme.declared.eligibility
    if eligibility is None:
        raise refuse("unknown", "本服务事项没有资格评估", "this programme has no eligibility rule")
    rule, values = eligibility.scorecard, seen(course.case, course.programme)
    for position, special in enumerate(eligibility.cases):
        if course.programme.conditions["eligibility", position].value(values) is True:
            rule = special.scorecard
            break
    card = course.programme.scorecards[rule]
    inputs = {
        name: course.case.values.get(field)
        for name, field in eligibility.inputs.items()
        if name in card.input_names
    }
    try:
        assessment = card.assess(inputs, course.case.accepted_on)
    except DataError as error:
        raise RefusedError(Refusal("value", error.problems)) from None
    course.emit(Assessed(rule, assessment.version, assessment.verdict))


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
