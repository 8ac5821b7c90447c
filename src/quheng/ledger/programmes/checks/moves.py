"""Every move can be made by somebody: its gates can be passed in the stages that it leaves."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text, listed
from quheng.errors import Problem
from quheng.ledger.programmes.checks.draft import Draft
from quheng.ledger.programmes.checks.reach import reach, ways_of
from quheng.ledger.programmes.declared import CREATED


def check_moves(draft: Draft) -> Iterator[Problem]:
    """Yield moves that no one can make, and fields that no form can fill where they are required."""
    yield from _parts(draft)
    yield from _checklists(draft)
    yield from _fields(draft)
    yield from _organisations(draft)


def _parts(draft: Draft) -> Iterator[Problem]:
    opened = {parts.id: parts.stage for parts in draft.declared.parts}
    for move in draft.declared.moves:
        for name in move.needs.parts:
            elsewhere = [stage for stage in move.from_ if stage != opened.get(name, stage)]
            if elsewhere:
                stages = listed(elsewhere)
                yield draft.problem(
                    Text(
                        zh=f"流转 {move.id} 须会办 {name}，而环节 {stages.zh} 没有这项会办，任何人都不能办理",
                        en=f"the move {move.id} needs the parts {name}, which are not open in {stages.en}: "
                        "nobody can make it there",
                    ),
                    ("moves", move.id, "needs"),
                    Text(
                        zh=f"请只从 {opened[name]} 流转，或删去 needs.parts",
                        en=f"leave {opened[name]} alone by it, or remove needs.parts",
                    ),
                )


def _checklists(draft: Draft) -> Iterator[Problem]:
    marked = {checklist.id: set(checklist.stages) for checklist in draft.declared.checklists}
    for move in draft.declared.moves:
        for name in move.needs.checklists:
            reached = reach(marked.get(name, move.from_), ways_of(draft.declared))
            for start in move.from_:
                if start not in reached:
                    yield draft.problem(
                        Text(
                            zh=f"流转 {move.id} 须填检查表 {name}，而到 {start} 为止没有可填的环节，"
                            "任何人都不能办理",
                            en=f"the move {move.id} needs the checklist {name}, which no stage up to {start} "
                            "can mark: nobody can make it",
                        ),
                        ("moves", move.id, "needs"),
                        Text(
                            zh=f"请在 checklists.{name}.stages 中加上 {start}",
                            en=f"add {start} to checklists.{name}.stages",
                        ),
                    )


def _fields(draft: Draft) -> Iterator[Problem]:
    final = {stage.id for stage in draft.declared.stages if stage.kind == "final"}
    for field in draft.declared.fields:
        shown = field.required if field.visible is None else field.visible
        for stage in (one for one in field.required if one not in shown):
            yield draft.problem(
                Text(
                    zh=f"字段 {field.id} 在环节 {stage} 必填却不显示，该环节的流转任何人都不能办理",
                    en=f"the field {field.id} is required in {stage} and not shown there: "
                    "nobody can make a move that leaves it",
                ),
                ("fields", field.id, "required"),
                Text(zh=f"请在 visible 中加上 {stage}", en=f"add {stage} to visible"),
            )
        for stage in final.intersection(field.required):
            yield draft.problem(
                Text(
                    zh=f"字段 {field.id} 在办结环节 {stage} 必填，已无从填写",
                    en=f"the field {field.id} is required in the final stage {stage}, when it is too late",
                ),
                ("fields", field.id, "required"),
                Text(zh="请写办结之前的环节", en="name the stage before it"),
            )


def _organisations(draft: Draft) -> Iterator[Problem]:
    """Yield fields that name no organisations where organisations are named by a field."""
    fields = {field.id: field.type for field in draft.declared.fields}
    named = [("parts", parts.id, "departments", parts.departments) for parts in draft.declared.parts]
    named += [("moves", move.id, "hands_to", move.hands_to or CREATED) for move in draft.declared.moves]
    for section, name, key, field in named:
        wanted = "organisations" if section == "parts" else "organisation"
        if fields.get(field, wanted) != wanted:
            yield draft.problem(
                Text(
                    zh=f"{key} 所写字段 {field} 的类型是 {fields[field]}",
                    en=f"the field {field} that {key} names has the type {fields[field]}",
                ),
                (section, name, key),
                Text(zh=f"请写 type: {wanted} 的字段", en=f"name a field of type {wanted}"),
            )
