"""Notices, cadences and the tables of a case fit what they name."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.errors import Problem
from quheng.ledger.programmes.checks.draft import Draft, allowed
from quheng.ledger.programmes.checks.reach import reach, ways_of
from quheng.ledger.programmes.declared import Cadence, ProgrammeDeclaration
from quheng.scorecard.places import Path


def check_blocks(draft: Draft) -> Iterator[Problem]:
    """Yield gates that nobody can pass, pictures that are none, and cadences that open no case."""
    yield from _notices(draft)
    yield from _named(draft)
    yield from _photos(draft)
    for cadence in draft.declared.cadences:
        yield from _cadence(draft, cadence)


def _notices(draft: Draft) -> Iterator[Problem]:
    posted = {notice.id: notice.stage for notice in draft.declared.notices}
    for move in draft.declared.moves:
        for name in move.needs.notices:
            reached = reach((posted.get(name, move.from_[0]),), ways_of(draft.declared))
            if any(start not in reached for start in move.from_):
                yield draft.problem(
                    Text(
                        zh=f"流转 {move.id} 须公示 {name} 期满，而到此为止没有公示，任何人都不能办理",
                        en=f"the move {move.id} needs the notice {name}, which is not posted before it: "
                        "nobody can make it",
                    ),
                    ("moves", move.id, "needs"),
                    Text(zh=f"请从 {posted[name]} 或其后流转", en=f"leave {posted[name]} or what follows it"),
                )


def _named(draft: Draft) -> Iterator[Problem]:
    types = {field.id: field.type for field in draft.declared.fields}
    for move in draft.declared.moves:
        for name in move.needs.named_in:
            if types.get(name, "account") != "account":
                yield draft.problem(
                    Text(
                        zh=f"named_in 所写字段 {name} 的类型是 {types[name]}",
                        en=f"the field {name} that named_in names has the type {types[name]}",
                    ),
                    ("moves", move.id, "needs"),
                    Text(zh="请写 type: account 的字段", en="name a field of type account"),
                )


def _photos(draft: Draft) -> Iterator[Problem]:
    media = {material.id: material.media for material in draft.declared.materials}
    for checklist in draft.declared.checklists:
        if checklist.photo in media and not {"jpeg", "png"}.intersection(media[checklist.photo]):
            yield draft.problem(
                Text(
                    zh=f"材料 {checklist.photo} 不接受图片，不能作不合格项的照片",
                    en=f"the material {checklist.photo} takes no picture: it is no photo of a failed item",
                ),
                ("checklists", checklist.id, "photo"),
                Text(zh="请写接受 jpeg 或 png 的材料", en="name a material that takes jpeg or png"),
            )


def _cadence(draft: Draft, cadence: Cadence) -> Iterator[Problem]:
    here: Path = ("cadences", cadence.id)
    target: ProgrammeDeclaration | None = draft.declared
    if cadence.link is not None:
        link = next((one for one in draft.declared.links if one.id == cadence.link), None)
        known = {**draft.others, draft.declared.programme: draft.declared}
        target = known.get(link.programme) if link else None
    if target is None:
        return
    if cadence.channel not in target.intake.channels:
        yield draft.problem(
            Text(
                zh=f"服务事项 {target.programme} 没有渠道 {cadence.channel}",
                en=f"the programme {target.programme} has no channel {cadence.channel}",
            ),
            (*here, "channel"),
            allowed(list(target.intake.channels)),
        )
    strange = [kind for kind in cadence.about if kind not in target.intake.subject]
    if strange:
        yield draft.problem(
            Text(
                zh=f"本服务事项的对象没有 {strange[0]}",
                en=f"a case of this programme is not about: {strange[0]}",
            ),
            (*here, "about"),
            allowed(list(target.intake.subject)),
        )
    final = [stage.id for stage in target.stages if stage.kind == "final"]
    for stage in (one for one in cadence.done if one not in final):
        yield draft.problem(
            Text(
                zh=f"服务事项 {target.programme} 没有办结环节 {stage}",
                en=f"the programme {target.programme} has no final stage {stage}",
            ),
            (*here, "done"),
            allowed(final),
        )
    fields = {field.id: field.type for field in target.fields}
    for name in (*cadence.values, *((cadence.day,) if cadence.day else ())):
        if name not in fields:
            yield draft.problem(
                Text(
                    zh=f"服务事项 {target.programme} 没有字段 {name}",
                    en=f"the programme {target.programme} has no field {name}",
                ),
                (*here, "values" if name in cadence.values else "day"),
                allowed(sorted(fields)),
            )
    if cadence.day is not None and fields.get(cadence.day, "date") != "date":
        yield draft.problem(
            Text(
                zh=f"day 所写字段 {cadence.day} 的类型是 {fields[cadence.day]}",
                en=f"the field {cadence.day} that day names has the type {fields[cadence.day]}",
            ),
            (*here, "day"),
            Text(zh="请写 type: date 的字段", en="name a field of type date"),
        )
