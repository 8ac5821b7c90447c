"""Every name is defined once, and every reference leads to one."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from quheng.bilingual import Text
from quheng.errors import Problem
from quheng.ledger.programmes.checks.draft import Draft, allowed
from quheng.ledger.programmes.declared import CREATED, EntriesField, Entry, ProgrammeDeclaration
from quheng.ledger.programmes.facts import FACTS
from quheng.scorecard.places import Path

SECTIONS = (
    "basis",
    "fields",
    "materials",
    "stages",
    "moves",
    "parts",
    "clocks",
    "checklists",
    "links",
    "notices",
    "cadences",
    "figures",
)

BREAKDOWNS = ("organisation", "programme", "month", "quarter", "year", "channel", "handler")
"""By what every figure may be broken down, beside the fields."""

NOUNS = {
    "field": Text(zh="字段", en="field"),
    "stage": Text(zh="环节", en="stage"),
    "move": Text(zh="流转", en="move"),
    "material": Text(zh="材料", en="material"),
    "parts": Text(zh="会办", en="parts"),
    "checklist": Text(zh="检查表", en="checklist"),
    "link": Text(zh="关联", en="link"),
    "basis": Text(zh="依据", en="basis"),
    "start": Text(zh="起算点", en="start"),
    "end": Text(zh="止算点", en="end"),
    "notice": Text(zh="公示", en="notice"),
    "breakdown": Text(zh="分组项", en="breakdown"),
}


@dataclass(frozen=True)
class Reference:
    """A name in a place where one of `known` belongs."""

    noun: str
    name: str
    path: Path
    known: Collection[str]


def check_names(draft: Draft) -> Iterator[Problem]:
    """Yield names that stand twice, that are reserved, and that nothing defines."""
    for section in SECTIONS:
        entries = [entry.id for entry in getattr(draft.declared, section)]
        for name, times in Counter(entries).items():
            if times > 1:
                yield draft.problem(
                    Text(
                        zh=f"{section} 中 {name} 写了 {times} 次",
                        en=f"{name} stands {times} times in {section}",
                    ),
                    (section, name),
                    Text(
                        zh="编号不能重复，请改名或删去一处", en="an id stands once: rename one or remove it"
                    ),
                )
    yield from _reserved(draft)
    for reference in _references(draft.declared):
        if reference.name not in reference.known:
            yield _undefined(draft, reference)


def _reserved(draft: Draft) -> Iterator[Problem]:
    clash = [("fields", field.id) for field in draft.declared.fields if field.id in FACTS]
    events = (CREATED, "closed")
    clash += [("moves", move.id) for move in draft.declared.moves if move.id in events]
    clash += [("parts", parts.id) for parts in draft.declared.parts if parts.id in events]
    for section, name in clash:
        yield draft.problem(
            Text(zh=f"{name} 是保留的名称", en=f"the name {name} is reserved"),
            (section, name),
            Text(zh="请换一个名称", en="choose another name"),
        )


def _undefined(draft: Draft, reference: Reference) -> Problem:
    noun, name = NOUNS[reference.noun], reference.name
    near = difflib.get_close_matches(name, list(reference.known), n=1)
    choice = allowed(sorted(reference.known))
    return draft.problem(
        Text(zh=f"没有名为 {name} 的{noun.zh}", en=f"there is no {noun.en} {name}"),
        reference.path,
        Text(
            zh=(f"是否应为 {near[0]}？" if near else "") + choice.zh,
            en=(f"did you mean {near[0]}? " if near else "") + choice.en,
        ),
    )


def _references(declared: ProgrammeDeclaration) -> Iterator[Reference]:
    yield from _of_fields(declared)
    yield from _of_moves(declared)
    yield from _of_parts_and_clocks(declared)
    yield from _of_contents(declared)
    yield from _of_figures(declared)


def _ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(entry.id for entry in entries)


def _many(noun: str, names: Iterable[str], path: Path, known: Collection[str]) -> Iterator[Reference]:
    return (Reference(noun, name, path, known) for name in names)


def _of_fields(declared: ProgrammeDeclaration) -> Iterator[Reference]:
    stages = _ids(declared.stages)
    for field in declared.fields:
        yield from _many("stage", field.required, ("fields", field.id, "required"), stages)
        yield from _many("stage", field.visible or (), ("fields", field.id, "visible"), stages)
        if isinstance(field, EntriesField):
            yield from _many(
                "move",
                field.different_from,
                ("fields", field.id, "different_from"),
                (CREATED, *_ids(declared.moves)),
            )
    for material in declared.materials:
        if material.basis:
            yield Reference(
                "basis", material.basis.source, ("materials", material.id, "basis"), _ids(declared.basis)
            )


def _of_moves(declared: ProgrammeDeclaration) -> Iterator[Reference]:
    stages = _ids(declared.stages)
    for move in declared.moves:
        here: Path = ("moves", move.id)
        needs: Path = (*here, "needs")
        yield from _many("stage", move.from_, (*here, "from"), stages)
        yield Reference("stage", move.to, (*here, "to"), stages)
        if move.hands_to:
            yield Reference("field", move.hands_to, (*here, "hands_to"), (CREATED, *_ids(declared.fields)))
        yield from _many("material", move.needs.materials, (*needs, "materials"), _ids(declared.materials))
        yield from _many(
            "move", move.needs.different_from, (*needs, "different_from"), (CREATED, *_ids(declared.moves))
        )
        yield from _many(
            "field", (one.field for one in move.needs.within), (*needs, "within"), _ids(declared.fields)
        )
        yield from _many("parts", move.needs.parts, (*needs, "parts"), _ids(declared.parts))
        yield from _many(
            "checklist", move.needs.checklists, (*needs, "checklists"), _ids(declared.checklists)
        )
        yield from _many("link", move.needs.closed_links, (*needs, "closed_links"), _ids(declared.links))
        yield from _many("field", move.needs.named_in, (*needs, "named_in"), _ids(declared.fields))
        yield from _many("notice", move.needs.notices, (*needs, "notices"), _ids(declared.notices))


def _of_parts_and_clocks(declared: ProgrammeDeclaration) -> Iterator[Reference]:
    stages, moves = _ids(declared.stages), _ids(declared.moves)
    for parts in declared.parts:
        yield Reference("stage", parts.stage, ("parts", parts.id, "stage"), stages)
        yield Reference("field", parts.departments, ("parts", parts.id, "departments"), _ids(declared.fields))
    for clock in declared.clocks:
        here: Path = ("clocks", clock.id)
        starts = (CREATED, *moves, *_ids(declared.parts))
        yield from _many("start", clock.from_, (*here, "from"), starts)
        yield from _many("move", clock.until, (*here, "until"), moves)
        yield from _many("stage", clock.pauses_in, (*here, "pauses_in"), stages)
        if clock.basis:
            yield Reference("basis", clock.basis.source, (*here, "basis"), _ids(declared.basis))


def _of_contents(declared: ProgrammeDeclaration) -> Iterator[Reference]:
    stages = _ids(declared.stages)
    for checklist in declared.checklists:
        here: Path = ("checklists", checklist.id)
        yield from _many("stage", checklist.stages, (*here, "stages"), stages)
        if checklist.photo:
            yield Reference("material", checklist.photo, (*here, "photo"), _ids(declared.materials))
        if checklist.follow_up:
            yield Reference("link", checklist.follow_up, (*here, "follow_up"), _ids(declared.links))
        for item in checklist.items:
            if item.basis:
                yield Reference("basis", item.basis.source, (*here, "items", item.id), _ids(declared.basis))
    for link in declared.links:
        yield from _many("stage", link.stages, ("links", link.id, "stages"), stages)
        yield from _many("field", link.copies.values(), ("links", link.id, "copies"), _ids(declared.fields))
    for notice in declared.notices:
        yield Reference("stage", notice.stage, ("notices", notice.id, "stage"), stages)
        if notice.basis:
            yield Reference(
                "basis", notice.basis.source, ("notices", notice.id, "basis"), _ids(declared.basis)
            )
    for cadence in declared.cadences:
        yield from _many("stage", cadence.during, ("cadences", cadence.id, "during"), stages)
        if cadence.link:
            yield Reference("link", cadence.link, ("cadences", cadence.id, "link"), _ids(declared.links))
        if cadence.basis:
            yield Reference(
                "basis", cadence.basis.source, ("cadences", cadence.id, "basis"), _ids(declared.basis)
            )
    if declared.eligibility:
        yield from _many(
            "field", declared.eligibility.inputs.values(), ("eligibility", "inputs"), _ids(declared.fields)
        )


def _of_figures(declared: ProgrammeDeclaration) -> Iterator[Reference]:
    moves = _ids(declared.moves)
    for figure in declared.figures:
        here: Path = ("figures", figure.id)
        if figure.from_:
            yield Reference("start", figure.from_, (*here, "from"), (CREATED, *moves))
        if figure.to:
            yield Reference("end", figure.to, (*here, "to"), ("closed", *moves))
        if figure.field:
            yield Reference("field", figure.field, (*here, "field"), _ids(declared.fields))
        yield from _many("stage", figure.stages, (*here, "stages"), _ids(declared.stages))
        yield from _many("breakdown", figure.breakdowns, (*here, "by"), (*BREAKDOWNS, *_ids(declared.fields)))
