"""Bring an open case to another version of its programme, and back; its clocks stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.ledger.cases.actor import SYSTEM
from quheng.ledger.cases.commands import Migrate, RevertMigration
from quheng.ledger.cases.decide.course import Course
from quheng.ledger.cases.facts import seen
from quheng.ledger.cases.migration_events import Migrated, MigrationReverted
from quheng.ledger.cases.refusal import Refusal, RefusedError, refuse
from quheng.ledger.cases.state import Case, MigratedFrom
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import EntriesField
from quheng.ledger.programmes.values import read_value
from quheng.scorecard.inputs import WrongValueError

REVERTED_WITHIN = timedelta(days=30)
"""How long a migration can be taken back."""


def migrate(course: Course, command: Migrate) -> None:
    """Bring a case over; one that is there already is no event."""
    case, way = course.case, command.way
    _four_eyes(course, command.ordered_by, command.approved_by)
    if case.digest == way.new.digest:
        return
    course.require_open()
    if case.digest != way.old.digest:
        raise refuse(
            "unknown",
            f"本件适用第 {case.version} 版，不在本次迁移之内",
            f"the case keeps version {case.version}: this migration is not for it",
        )
    dropped = tuple(sorted(name for name in case.values if way.is_dropped(name)))
    values = _carried(case.values, way.migration.fields, dropped)
    stage = way.stage_of(case.stage)
    problems = (
        *_condition(course, command),
        *_obstacles(case, course.programme, way.new, stage, values),
    )
    if problems:
        raise RefusedError(Refusal("gate", problems))
    course.rules = replace(course.rules, programme=way.new, version=command.version, live=None)
    course.emit(
        Migrated(
            command.version,
            way.new.digest,
            stage,
            case.version,
            case.digest,
            case.stage,
            dict(way.migration.stages),
            dict(way.migration.fields),
            dropped,
            {name: case.values[name] for name in dropped},
            command.ordered_by,
            command.approved_by,
        )
    )


def revert(course: Course, command: RevertMigration) -> None:
    """Bring a case back to the version that it came from; what was set aside comes back too."""
    case, old = course.case, command.to
    _four_eyes(course, command.ordered_by, command.approved_by)
    if case.digest == old.digest and not case.migrated_from:
        return
    course.require_open()
    last = case.migrated_from[-1] if case.migrated_from else None
    if last is None or last.digest != old.digest:
        raise refuse("unknown", "本件没有可撤回的迁移", "the case has no migration that could be taken back")
    if course.now > last.at + REVERTED_WITHIN:
        raise refuse(
            "time",
            f"迁移已超过 {REVERTED_WITHIN.days} 天，不能撤回",
            f"the migration is more than {REVERTED_WITHIN.days} days old: it cannot be taken back",
        )
    back = {new: name for name, new in last.fields.items()}
    dropped = tuple(sorted(name for name in case.values if back.get(name, name) not in old.fields))
    values = {**_carried(case.values, back, dropped), **last.set_aside}
    stage = _stage_before(case, last)
    problems = tuple(_obstacles(case, course.programme, old, stage, values))
    if problems:
        raise RefusedError(Refusal("gate", problems))
    course.rules = replace(course.rules, programme=old, version=last.version, live=None)
    course.emit(
        MigrationReverted(
            last.version,
            old.digest,
            stage,
            case.version,
            case.digest,
            case.stage,
            back,
            dropped,
            {name: case.values[name] for name in dropped},
            command.ordered_by,
            command.approved_by,
        )
    )


def _four_eyes(course: Course, ordered_by: str, approved_by: str) -> None:
    if course.actor.id != SYSTEM.id:
        raise refuse("role", "迁移由系统按批准的指令进行", "cases are migrated by an approved order alone")
    if not ordered_by or not approved_by or ordered_by == approved_by:
        raise refuse(
            "gate",
            f"迁移须由另一人批准（提出与批准均为 {ordered_by or '—'}）",
            f"a migration needs another person's approval (both are {ordered_by or '—'})",
            Text(zh="请由另一人批准", en="let another person approve it"),
        )


def _carried(
    values: Mapping[str, Any], renamed: Mapping[str, str], dropped: tuple[str, ...]
) -> dict[str, Any]:
    return {renamed.get(name, name): value for name, value in values.items() if name not in dropped}


def _stage_before(case: Case, last: MigratedFrom) -> str:
    """Return the stage of the old version: where it stood, or what the stage that it is in now comes from."""
    if case.stage == last.to_stage:
        return last.stage
    origins = [old for old, new in last.stages.items() if new == case.stage]
    return origins[0] if len(origins) == 1 else case.stage


def _condition(course: Course, command: Migrate) -> Iterator[Problem]:
    condition = command.way.condition
    if condition is not None and condition.value(seen(course.case, course.programme)) is not True:
        source = command.way.migration.when
        yield _problem(
            f"不满足或不能判断迁移条件 {source}",
            f"the condition of the migration does not hold, or cannot be told: {source}",
        )


def _obstacles(
    case: Case, now: Programme, target: Programme, stage: str, values: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield why a case cannot be under a version: what it holds that the version lacks or has otherwise."""
    if stage not in target.stages or target.stages[stage].kind == "final":
        yield _problem(f"该版本没有未办结的环节 {stage}", f"that version has no open stage {stage}", "stage")
        return
    if case.channel not in target.declared.intake.channels:
        yield _problem(f"该版本没有渠道 {case.channel}", f"that version has no channel {case.channel}")
    yield from _clocks(case, now, target, stage)
    yield from _departments(case, now, target, stage)
    yield from _missing(case, target)
    for name, value in values.items():
        yield from _value(target, name, value)


def _clocks(case: Case, now: Programme, target: Programme, stage: str) -> Iterator[Problem]:
    """Yield clocks that would go on otherwise: a time that the law gave is not changed by a new version."""
    for name in sorted({key[0] for key in case.clocks}):
        if name not in target.clocks:
            yield _problem(f"该版本没有时限 {name}", f"that version has no clock {name}")
    for (name, _), clock in case.running.items():
        if name not in target.clocks:
            continue
        title, declared = target.clocks[name].title, target.clocks[name]
        before = now.clocks[name].calendar or now.declared.calendar
        if (declared.calendar or target.declared.calendar) != before:
            yield _problem(
                f"{title.zh}正在计时，该版本却用另一日历",
                f"“{title.en}” runs, and that version counts it by another calendar",
            )
        if clock.stands and not clock.by_hand and stage not in declared.pauses_in:
            yield _problem(
                f"{title.zh}暂停中，该版本在此环节却不暂停",
                f"“{title.en}” stands, and in that version it runs at this stage",
            )
        if stage in declared.pauses_in and not clock.stands:
            yield _problem(
                f"{title.zh}正在计时，该版本在此环节却暂停",
                f"“{title.en}” runs, and in that version it stands at this stage",
            )


def _departments(case: Case, now: Programme, target: Programme, stage: str) -> Iterator[Problem]:
    """Yield departments that are asked and would not be, and those that should have been on the way here."""
    asked = {name for name, parts in case.parts.items() if not parts.closed}
    before = {parts.id for parts in now.declared.parts if parts.stage == case.stage}
    asks = {parts.id for parts in target.declared.parts if parts.stage == stage}
    for name in sorted(asked - asks):
        yield _problem(
            f"会办 {name} 正在进行，该版本在此环节没有",
            f"the parts {name} are open, and that version has none of that name at this stage",
        )
    for name in sorted(asks - before):
        title = target.parts[name].title
        yield _problem(
            f"该版本在此环节须{title.zh}，而各单位没有被征求",
            f"at this stage that version asks departments (“{title.en}”), and none was asked",
        )


def _missing(case: Case, target: Programme) -> Iterator[Problem]:
    for word, names, known in (
        (
            Text(zh="材料", en="material"),
            {file.material for file in case.files if file.material},
            target.materials,
        ),
        (Text(zh="关联", en="link"), {link.link for link in case.links.values()}, target.links),
        (Text(zh="检查表", en="checklist"), {checklist for checklist, _ in case.marks}, target.checklists),
        (Text(zh="公示", en="notice"), set(case.notices), target.notices),
    ):
        for name in sorted(names - set(known)):
            yield _problem(f"该版本没有{word.zh} {name}", f"that version has no {word.en} {name}")


def _value(target: Programme, name: str, value: Any) -> Iterator[Problem]:
    field = target.fields.get(name)
    if field is None:
        yield _problem(f"该版本没有字段 {name}", f"that version has no field {name}", name)
        return
    if field.derive is not None or isinstance(field, EntriesField):
        return
    try:
        read_value(field, value)
    except WrongValueError as error:
        zh, en = field.title.zh, field.title.en
        yield _problem(f"“{zh}”的值该版本不接受：{error.what.zh}", f"“{en}”: {error.what.en}", name)


def _problem(zh: str, en: str, field: str | None = None) -> Problem:
    return Problem(Text(zh=zh, en=en), Where(field=field))
