"""Fill in and put right: values are read as the fields declare, or refused with every problem found."""

from __future__ import annotations

from typing import Any

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.ledger.cases.asking import is_asked
from quheng.ledger.cases.commands import Correct, Values
from quheng.ledger.cases.decide.course import Course, require_text
from quheng.ledger.cases.events import Corrected, Filled
from quheng.ledger.cases.facts import seen
from quheng.ledger.cases.refusal import Refusal, RefusedError, refuse
from quheng.ledger.programmes.declared import EntriesField
from quheng.ledger.programmes.values import is_empty, read_value
from quheng.scorecard.inputs import WrongValueError


def read_values(course: Course, raw: Values, stage: str) -> dict[str, Any]:
    """Return values as they are stored; None for those given empty.

    Raises
    ------
    RefusedError
        With every field that is unknown, not shown in the stage, or has a value it cannot have.
    """
    shown = {field.id for field in course.programme.fields_shown_in(stage)}
    stored: dict[str, Any] = {}
    problems = []
    for name, value in raw.items():
        field = course.programme.fields.get(name)
        if field is None:
            problems.append(_problem(name, f"没有字段 {name}", f"there is no field {name}"))
        elif name not in shown:
            zh, en = field.title.zh, field.title.en
            problems.append(_problem(name, f"本环节不填“{zh}”", f"“{en}” is not filled in at this stage"))
        elif field.derive is not None:
            zh, en = field.title.zh, field.title.en
            problems.append(
                _problem(name, f"“{zh}”由系统算出，不能填写", f"“{en}” is computed, not filled in")
            )
        elif isinstance(field, EntriesField):
            zh, en = field.title.zh, field.title.en
            problems.append(_problem(name, f"“{zh}”须逐行填写", f"“{en}” is filled in row by row"))
        elif is_empty(value):
            stored[name] = None
        else:
            try:
                stored[name] = read_value(field, value)
            except WrongValueError as error:
                what = Text(
                    zh=f"“{field.title.zh}”{error.what.zh}", en=f"“{field.title.en}”: {error.what.en}"
                )
                problems.append(Problem(what, Where(field=name), error.remedy))
    if problems:
        raise RefusedError(Refusal("value", tuple(problems)))
    return stored


def fill(course: Course, raw: Values) -> None:
    """Fill in what is new; what is given as it stands already is no event."""
    values = read_values(course, raw, course.case.stage)
    changed = {name: value for name, value in values.items() if course.case.values.get(name) != value}
    if changed:
        course.emit(Filled(changed))
    _require_asked(course, values)


def correct(course: Course, command: Correct) -> None:
    """Put fields right, whatever the stage; the old values stay in the record."""
    course.require_act("correct", "更正", "correct a case")
    reason = require_text(command.reason, "reason", "更正理由", "the reason")
    values: dict[str, Any] = {}
    for name, value in command.values.items():
        field = course.programme.fields.get(name)
        stage = course.case.stage if field is None or field.visible is None else field.visible[0]
        values |= read_values(course, {name: value}, stage)
    before = {name: course.case.values.get(name) for name in values}
    changed = {name: value for name, value in values.items() if before[name] != value}
    if not changed:
        raise refuse("value", "没有改动", "nothing is changed", field="values")
    course.emit(Corrected(changed, {name: before[name] for name in changed}, reason))
    _require_asked(course, changed)


def _require_asked(course: Course, given: Values) -> None:
    """Refuse a value for what is not asked in this case, as it is with the values given."""
    programme, values = course.programme, seen(course.case, course.programme)
    problems = []
    for name, value in given.items():
        if value is not None and not is_asked(programme, ("fields", name), values):
            title = programme.fields[name].title
            problems.append(
                _problem(name, f"本件不填“{title.zh}”", f"“{title.en}” is not asked for in this case")
            )
    if problems:
        raise RefusedError(Refusal("value", tuple(problems)))


def _problem(name: str, zh: str, en: str) -> Problem:
    return Problem(Text(zh=zh, en=en), Where(field=name))
