"""Open a case, and move it: who may, what must be filled in, what must hold, and what follows."""

from __future__ import annotations

from collections.abc import Iterable

from quheng.bilingual import Text, listed
from quheng.errors import Problem, Where
from quheng.ledger.cases.asking import is_asked
from quheng.ledger.cases.commands import Create, Make
from quheng.ledger.cases.decide.clocks import follow_stage, start_clocks, stop_all_clocks, stop_clocks
from quheng.ledger.cases.decide.course import Course, require_text
from quheng.ledger.cases.decide.fields import fill
from quheng.ledger.cases.decide.gates import pass_gates
from quheng.ledger.cases.decide.notices import post_notices
from quheng.ledger.cases.decide.parts import close_parts, open_parts
from quheng.ledger.cases.decide.routing import route
from quheng.ledger.cases.events import Assigned, Created, Moved
from quheng.ledger.cases.facts import seen
from quheng.ledger.cases.refusal import Refusal, RefusedError, refuse
from quheng.ledger.programmes.condition_words import condition_words
from quheng.ledger.programmes.declared import CREATED, Move
from quheng.scorecard.unknown import Unknown


def create(course: Course, command: Create) -> None:
    """Open a case."""
    if course.before is not None:
        raise refuse(
            "unknown", f"办件 {command.number} 已经存在", f"the case {command.number} exists already"
        )
    programme, intake = course.programme, course.programme.declared.intake
    course.require_role(intake.who, "受理", "open a case")
    if command.channel not in intake.channels:
        raise refuse(
            "value",
            f"没有渠道 {command.channel}",
            f"there is no channel {command.channel}",
            _allowed(intake.channels),
            "channel",
        )
    if command.subject is not None and command.subject.kind not in intake.subject:
        raise refuse(
            "value",
            f"本服务事项的对象不能是 {command.subject.kind}",
            f"a case of this programme is not about: {command.subject.kind}",
            _allowed(intake.subject),
            "subject",
        )
    accepted_on = command.accepted_on or course.now.date()
    if accepted_on > course.now.date():
        raise refuse(
            "value",
            f"受理日期 {accepted_on} 在将来",
            f"{accepted_on} lies in the future",
            field="accepted_on",
        )
    course.emit(
        Created(
            command.number,
            programme.name,
            course.rules.version,
            programme.digest,
            programme.first_stage.id,
            command.organisation,
            command.channel,
            accepted_on,
            command.subject,
            command.parent,
        )
    )
    fill(course, command.values)
    start_clocks(course, CREATED)


def make(course: Course, command: Make) -> None:
    """Make a move."""
    move = _move(course, command.move)
    zh, en = move.title.zh, move.title.en
    course.require_role(move.who, f"办理“{zh}”", f"make the move “{en}”")
    reason = command.reason.strip()
    if move.wants_reason:
        reason = require_text(command.reason, "reason", f"“{zh}”的理由", f"the reason of “{en}”")
    fill(course, command.values)
    route(course, move)
    if not move.incomplete:
        require_fields(course)
    require_condition(course, move)
    pass_gates(course, move.needs)
    origin, stage = course.case.stage, course.programme.stages[move.to]
    stop_clocks(course, move.id)
    close_parts(course, origin, stage.id)
    final = stage.kind == "final"
    course.emit(Moved(move.id, origin, stage.id, final, move.sends_back, reason))
    _hand_over(course, move)
    if final:
        stop_all_clocks(course)
        return
    follow_stage(course, origin, stage.id)
    start_clocks(course, move.id)
    if stage.id != origin:
        open_parts(course, stage.id)
        post_notices(course, stage.id)


def _hand_over(course: Course, move: Move) -> None:
    """Give the case to the organisation that a field names, or back to the one that received it."""
    if move.hands_to is None:
        return
    case = course.case
    to = case.received_by if move.hands_to == CREATED else case.values.get(move.hands_to)
    if to is None:
        title = course.programme.fields[move.hands_to].title
        raise refuse(
            "missing", f"“{title.zh}”没有填写", f"“{title.en}” is not filled in", field=move.hands_to
        )
    if to != case.organisation:
        course.emit(Assigned(to))


def _move(course: Course, name: str) -> Move:
    case = course.case
    if case.merged_into is not None:
        course.require_open()
    move = course.programme.moves.get(name)
    if move is None:
        raise refuse(
            "unknown",
            f"没有流转 {name}",
            f"there is no move {name}",
            _allowed(course.programme.moves),
            "move",
        )
    if case.stage not in move.from_:
        here = course.programme.stages[case.stage].title
        possible = course.programme.moves_from(case.stage)
        raise refuse(
            "stage",
            f"本件在“{here.zh}”环节，不能办理“{move.title.zh}”",
            f"the case is in “{here.en}”: “{move.title.en}” cannot be made from there",
            Text(
                zh=f"现在可以办理：{'、'.join(one.title.zh for one in possible) or '—'}",
                en=f"what can be done now: {', '.join(one.title.en for one in possible) or '—'}",
            ),
            "move",
        )
    return move


def require_fields(course: Course) -> None:
    """Refuse to leave a stage without what it requires; what was erased by law is not asked for again."""
    case, values = course.case, seen(course.case, course.programme)
    missing = [
        field
        for field in course.programme.required_in(case.stage)
        if field.id not in case.values
        and field.id not in case.erased
        and is_asked(course.programme, ("fields", field.id), values)
    ]
    if missing:
        raise RefusedError(
            Refusal(
                "missing",
                tuple(
                    Problem(
                        Text(zh=f"“{field.title.zh}”没有填写", en=f"“{field.title.en}” is not filled in"),
                        Where(field=field.id),
                    )
                    for field in missing
                ),
            )
        )


def require_condition(course: Course, move: Move) -> None:
    """Refuse a move whose condition is false, or open for want of a value."""
    if move.when is None:
        return
    condition = course.programme.conditions["moves", move.id]
    held = condition.value(seen(course.case, course.programme))
    if held is True:
        return
    words = condition_words(condition.tree, course.programme)
    if isinstance(held, Unknown) and held.causes:
        names = sorted(held.causes)
        fields = [course.programme.fields[name].title for name in names if name in course.programme.fields]
        zh, en = "、".join(title.zh for title in fields), ", ".join(title.en for title in fields)
        raise refuse(
            "missing",
            f"尚不能判断是否满足条件（{words.zh}）",
            f"it cannot be told whether the condition holds ({words.en})",
            Text(zh=f"请填写{zh or '所需内容'}", en=f"fill in {en or 'what it asks for'}"),
            names[0],
        )
    raise refuse(
        "condition",
        f"不满足“{move.title.zh}”的条件：{words.zh}",
        f"the condition of “{move.title.en}” does not hold: {words.en}",
    )


def _allowed(names: Iterable[str]) -> Text:
    known = listed(names)
    return Text(zh=f"可用：{known.zh}", en=f"allowed: {known.en}")
