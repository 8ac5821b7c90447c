"""The rows of a table inside a case: added one by one, each once, corrected with a reason."""

from __future__ import annotations

from typing import Any

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.ledger.cases.commands import AddEntry, CorrectEntry
from quheng.ledger.cases.decide.course import Course, require_text
from quheng.ledger.cases.decide.gates import different_people
from quheng.ledger.cases.events import EntryAdded, EntryCorrected
from quheng.ledger.cases.refusal import Refusal, RefusedError, refuse
from quheng.ledger.programmes.declared import WHO, EntriesField
from quheng.ledger.programmes.entry_rows import find_row, key_of, read_row
from quheng.scorecard.inputs import WrongValueError


def add_entry(course: Course, command: AddEntry) -> None:
    """Add a row; one with the same key stands there already, and is corrected instead."""
    course.require_open()
    declared = _table(course, command.field)
    zh, en = declared.title.zh, declared.title.en
    course.require_role(declared.who, f"填写{zh}", f"write in “{en}”")
    _require_shown(course, declared)
    problems = tuple(different_people(course, declared.different_from))
    if problems:
        raise RefusedError(Refusal("gate", problems))
    row = _read(course, declared, command.row, course.actor.id)
    _require_new_key(course, declared, row, None)
    course.emit(EntryAdded(declared.id, {declared.id: row}))


def correct_entry(course: Course, command: CorrectEntry) -> None:
    """Put a row right, or strike it out; the old one stays in the record.

    Who writes rows may while the stage shows them; who may correct the case may at any time. A row that
    belongs to a person is corrected by that person alone.
    """
    declared = _table(course, command.field)
    zh, en = declared.title.zh, declared.title.en
    may_correct = course.programme.who_may("correct")
    course.require_role((*declared.who, *may_correct), f"更正{zh}", f"correct “{en}”")
    if not course.actor.holds(*may_correct) or declared.is_personal_to_each:
        course.require_open()
        course.require_role(declared.who, f"更正{zh}", f"correct “{en}”")
        _require_shown(course, declared)
    reason = require_text(command.reason, "reason", "更正理由", "the reason")
    before = find_row(declared, course.case.values.get(declared.id, ()), command.key)
    if before is None:
        raise refuse("unknown", f"“{zh}”中没有这一行", f"there is no such row in “{en}”", field=declared.id)
    if before.get(WHO, course.actor.id) != course.actor.id:
        raise refuse("role", f"“{zh}”中这一行只能由本人更正", f"that row of “{en}” is its writer's alone")
    row = None
    if command.row is not None:
        row = _read(course, declared, command.row, before.get(WHO, course.actor.id))
        if row == before:
            raise refuse("value", "没有改动", "nothing is changed", field=declared.id)
        _require_new_key(course, declared, row, before)
    course.emit(EntryCorrected(declared.id, {declared.id: row}, {declared.id: dict(before)}, reason))


def _table(course: Course, name: str) -> EntriesField:
    declared = course.programme.fields.get(name)
    if not isinstance(declared, EntriesField):
        raise refuse("unknown", f"没有逐行填写的表 {name}", f"there are no entries {name}", field="field")
    return declared


def _require_shown(course: Course, declared: EntriesField) -> None:
    if declared not in course.programme.fields_shown_in(course.case.stage):
        here = course.programme.stages[course.case.stage].title
        raise refuse(
            "stage",
            f"“{here.zh}”环节不填{declared.title.zh}",
            f"“{declared.title.en}” is not filled in in “{here.en}”",
        )


def _read(course: Course, declared: EntriesField, raw: Any, who: str) -> dict[str, Any]:
    try:
        return read_row(declared, raw, who)
    except WrongValueError as error:
        zh, en = declared.title.zh, declared.title.en
        what = Text(zh=f"“{zh}”：{error.what.zh}", en=f"“{en}”: {error.what.en}")
        raise RefusedError(
            Refusal("value", (Problem(what, Where(field=declared.id), error.remedy),))
        ) from None


def _require_new_key(course: Course, declared: EntriesField, row: Any, instead_of: Any) -> None:
    """Refuse a row whose key another row has: nothing is counted twice."""
    others = [one for one in course.case.values.get(declared.id, ()) if one != instead_of]
    if key_of(declared, row) in {key_of(declared, one) for one in others}:
        names = {column.id: column.title for column in declared.columns}
        titles = [names.get(name, Text(zh="填写人", en="who wrote it")) for name in declared.key]
        zh, en = "、".join(one.zh for one in titles), ", ".join(one.en for one in titles)
        raise refuse(
            "value",
            f"“{declared.title.zh}”中已有相同{zh}的一行",
            f"“{declared.title.en}” has a row with the same {en} already",
            Text(zh="请更正那一行", en="correct that row"),
            declared.id,
        )
