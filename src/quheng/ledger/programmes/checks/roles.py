"""Every role is one of the house, and somebody holds it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.errors import Problem
from quheng.ledger.programmes.checks.draft import Draft, allowed
from quheng.ledger.programmes.declared import EntriesField, ProgrammeDeclaration
from quheng.scorecard.places import Path


def check_roles(draft: Draft) -> Iterator[Problem]:
    """Yield roles that roles.yaml does not have, and roles that no kind of organisation holds."""
    names = [role.id for role in draft.roles.roles]
    for name, path in roles_named(draft.declared):
        role = draft.roles.find(name)
        if role is None:
            near = difflib.get_close_matches(name, names, n=1)
            choice = allowed(names)
            yield draft.problem(
                Text(zh=f"roles.yaml 中没有角色 {name}", en=f"roles.yaml has no role {name}"),
                path,
                Text(
                    zh=(f"是否应为 {near[0]}？" if near else "") + choice.zh,
                    en=(f"did you mean {near[0]}? " if near else "") + choice.en,
                ),
            )
        elif not role.is_held:
            yield draft.problem(
                Text(
                    zh=f"角色 {name}（{role.title.zh}）无人担任",
                    en=f"nobody holds the role {name} ({role.title.en})",
                ),
                path,
                Text(
                    zh="请在 roles.yaml 的 held_by 中写明由哪类机构担任",
                    en="say in roles.yaml, under held_by, which kinds of organisation hold it",
                ),
            )


def roles_named(declared: ProgrammeDeclaration) -> Iterator[tuple[str, Path]]:
    """Yield every role that a programme names, and where."""

    def many(names: tuple[str, ...], *path: str) -> Iterator[tuple[str, Path]]:
        return ((name, path) for name in names)

    yield from many(declared.intake.who, "intake", "who")
    for act, who in declared.acts.items():
        yield from many(who, "acts", act)
    for move in declared.moves:
        yield from many(move.who, "moves", move.id, "who")
    for parts in declared.parts:
        yield from many(parts.who, "parts", parts.id, "who")
        yield from many(parts.lead, "parts", parts.id, "lead")
    for clock in declared.clocks:
        yield from many(clock.may_pause, "clocks", clock.id, "may_pause")
        if clock.escalate_to:
            yield clock.escalate_to, ("clocks", clock.id, "escalate_to")
        if clock.extend:
            yield from many(clock.extend.who, "clocks", clock.id, "extend")
    for checklist in declared.checklists:
        yield from many(checklist.who, "checklists", checklist.id, "who")
    for field in declared.fields:
        if isinstance(field, EntriesField):
            yield from many(field.who, "fields", field.id, "who")
    for notice in declared.notices:
        yield from many(notice.objects, "notices", notice.id, "objects")
        yield from many(notice.answers, "notices", notice.id, "answers")
    for link in declared.links:
        yield from many(link.who, "links", link.id, "who")
