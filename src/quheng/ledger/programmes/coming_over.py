"""How cases of an earlier version come over to a later one, checked against both."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from quheng.bilingual import Text
from quheng.errors import Problem
from quheng.ledger.programmes.checks.draft import allowed
from quheng.ledger.programmes.declared import PERSONAL, DeclaredField, EntriesField, Migration
from quheng.ledger.programmes.facts import known_names
from quheng.ledger.programmes.programme import Programme
from quheng.scorecard.compiler import Compiler
from quheng.scorecard.expressions import Expression
from quheng.scorecard.expressions.kinds import BOOLEAN
from quheng.scorecard.places import Path, Places


@dataclass(frozen=True, eq=False)
class ComingOver:
    """The way from one version to another.

    Parameters
    ----------
    old, new
        The two versions.
    migration
        What the new one declares.
    condition
        Which cases come over; None for all.
    """

    old: Programme
    new: Programme
    migration: Migration
    condition: Expression | None

    def stage_of(self, stage: str) -> str:
        """Return what a stage of the old version is called in the new one."""
        return self.migration.stages.get(stage, stage)

    def is_dropped(self, field: str) -> bool:
        """Whether a field of the old version is set aside."""
        return field in self.migration.drop


def find_way(old: Programme, new: Programme, places: Places) -> tuple[ComingOver | None, tuple[Problem, ...]]:
    """Return the way from an older version to one that declares it, and all that is wrong with it.

    Parameters
    ----------
    old, new
        The two versions; None is returned where the new one declares no migration.
    places
        Where the lines of the new one stand.
    """
    migration = new.declared.migrate
    if migration is None:
        return None, ()
    compiler = Compiler(places, known=known_names(old.declared))
    condition = None
    if migration.when is not None:
        condition = compiler.expression(migration.when, ("migrate", "when"), BOOLEAN)
    way = ComingOver(old, new, migration, condition)
    checks = (*_names(way, places), *_stages(way, places), *_fields(way, places))
    return way, (*checks, *compiler.problems)


def _names(way: ComingOver, places: Places) -> Iterator[Problem]:
    for section, names, known in (
        ("stages", way.migration.stages, way.old.stages),
        ("fields", way.migration.fields, way.old.fields),
        ("drop", way.migration.drop, way.old.fields),
    ):
        for name in names:
            if name not in known:
                path: Path = ("migrate", section) if section == "drop" else ("migrate", section, name)
                yield Problem(
                    Text(zh=f"原版本没有 {name}", en=f"the earlier version has no {name}"),
                    places.find(path),
                    _choice(name, list(known)),
                )


def _stages(way: ComingOver, places: Places) -> Iterator[Problem]:
    for stage in way.old.declared.stages:
        target = way.new.stages.get(way.stage_of(stage.id))
        if stage.kind != "final" and target is None:
            yield Problem(
                Text(
                    zh=f"新版本没有环节 {stage.id}，迁移没有写明去向",
                    en=f"the stage {stage.id} is not in the new version, and the migration leads it nowhere",
                ),
                places.find(("migrate", "stages")),
                Text(zh=f"请在 stages 中写 {stage.id}: …", en=f"write {stage.id}: … under stages"),
            )
        elif stage.kind != "final" and target is not None and target.kind == "final":
            yield Problem(
                Text(
                    zh=f"环节 {stage.id} 在新版本中是办结环节，迁移不能办结办件",
                    en=f"the stage {stage.id} is final in the new version: a migration closes no case",
                ),
                places.find(("migrate", "stages")),
                Text(zh="请写未办结的环节", en="name a stage that is not final"),
            )


def _fields(way: ComingOver, places: Places) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for field in way.old.declared.fields:
        name = way.migration.fields.get(field.id, field.id)
        if way.is_dropped(field.id) and not isinstance(field, EntriesField):
            continue
        path: Path = ("migrate", "fields", field.id)
        target = way.new.fields.get(name)
        if target is None or way.is_dropped(field.id):
            yield Problem(
                Text(
                    zh=f"新版本没有字段 {name}，原有的值没有去处",
                    en=f"there is no field {name} in the new version: its values have nowhere to go",
                ),
                places.find(path),
                _remedy(field),
            )
        elif name in taken:
            yield Problem(
                Text(
                    zh=f"字段 {taken[name]} 与 {field.id} 都成为 {name}",
                    en=f"the fields {taken[name]} and {field.id} both become {name}",
                ),
                places.find(path),
                Text(zh="请更名或写入 drop", en="rename one, or drop it"),
            )
        else:
            yield from _unlike(field, target, path, places)
        taken[name] = field.id


def _remedy(field: DeclaredField) -> Text:
    if isinstance(field, EntriesField):
        return Text(
            zh="表格字段不能删去，请保留或更名", en="a table cannot be dropped: keep it, or rename it"
        )
    return Text(
        zh=f"请写 {field.id} 的新名，或写入 drop", en=f"name what {field.id} is called now, or drop it"
    )


def _unlike(old: DeclaredField, new: DeclaredField, path: Path, places: Places) -> Iterator[Problem]:
    """Yield why values of one field cannot be those of another.

    A value that stood open in the record cannot be sealed afterwards, nor the other way round.
    """
    if old.type != new.type:
        yield Problem(
            Text(
                zh=f"字段 {old.id} 的类型是 {old.type}，{new.id} 却是 {new.type}",
                en=f"the field {old.id} has the type {old.type}, and {new.id} has {new.type}",
            ),
            places.find(path),
            Text(zh="请写入 drop，另设新字段", en="drop it, and let the new one begin empty"),
        )
    if (old.sensitivity in PERSONAL) != (new.sensitivity in PERSONAL):
        yield Problem(
            Text(
                zh=f"字段 {old.id} 的敏感级别是 {old.sensitivity}，{new.id} 却是 {new.sensitivity}；"
                "已入记录的值不能事后封存或公开",
                en=f"the field {old.id} is {old.sensitivity}, and {new.id} is {new.sensitivity}: what stands "
                "in the record cannot be sealed or opened afterwards",
            ),
            places.find(path),
            Text(zh="请写入 drop，另设新字段", en="drop it, and let the new one begin empty"),
        )


def _choice(name: str, known: Collection[str]) -> Text:
    near = difflib.get_close_matches(name, list(known), n=1)
    choice = allowed(sorted(known))
    return Text(
        zh=(f"是否应为 {near[0]}？" if near else "") + choice.zh,
        en=(f"did you mean {near[0]}? " if near else "") + choice.en,
    )
