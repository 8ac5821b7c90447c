"""A catalogue holds together: every item is in a bundle, and what it needs is there, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.errors import Problem
from quheng.ledger.programmes.checks.draft import Draft, allowed
from quheng.ledger.programmes.declared import Catalogue


def check_catalogue(draft: Draft) -> Iterator[Problem]:
    """Yield names that stand twice or nowhere, what nothing needs, and clocks without a catalogue."""
    catalogue = draft.declared.catalogue
    if isinstance(catalogue, Catalogue):
        yield from _twice(draft, catalogue)
        yield from _items(draft, catalogue)
        yield from _bundles(draft, catalogue)
        yield from _unused(draft, catalogue)
        return
    for clock in draft.declared.clocks:
        if clock.catalogue is not None:
            yield draft.problem(
                Text(
                    zh=f"时限 {clock.id} 取自事项目录，而本服务事项没有目录",
                    en=f"the clock {clock.id} goes by a catalogue, and there is none",
                ),
                ("clocks", clock.id, "catalogue"),
                Text(zh="请在顶层写 catalogue，或删去", en="write catalogue at the top, or remove this"),
            )


def _twice(draft: Draft, catalogue: Catalogue) -> Iterator[Problem]:
    for section, entries in (("items", catalogue.items), ("bundles", catalogue.bundles)):
        for name, times in Counter(entry.id for entry in entries).items():
            if times > 1:
                yield draft.problem(
                    Text(
                        zh=f"{section} 中 {name} 写了 {times} 次",
                        en=f"{name} stands {times} times in {section}",
                    ),
                    (section, name),
                    Text(zh="请改名或删去一处", en="rename one or remove it"),
                )


def _items(draft: Draft, catalogue: Catalogue) -> Iterator[Problem]:
    fields = [field.id for field in catalogue.fields]
    materials = [material.id for material in catalogue.materials]
    for item in catalogue.items:
        for section, names, known in (
            ("fields", item.fields, fields),
            ("materials", item.materials, materials),
        ):
            for name in (one for one in names if one not in known):
                yield draft.problem(
                    Text(
                        zh=f"事项 {item.id} 所需的 {name} 不在目录的 {section} 中",
                        en=f"the item {item.id} needs {name}, which is not in {section} of the catalogue",
                    ),
                    ("items", item.id, section),
                    allowed(known),
                )


def _bundles(draft: Draft, catalogue: Catalogue) -> Iterator[Problem]:
    items = [item.id for item in catalogue.items]
    for bundle in catalogue.bundles:
        for name in (one for one in bundle.items if one not in items):
            yield draft.problem(
                Text(
                    zh=f"“一件事” {bundle.id} 中的事项 {name} 不在目录中",
                    en=f"the bundle {bundle.id} takes the item {name}, which is not in the catalogue",
                ),
                ("bundles", bundle.id, "items"),
                allowed(items),
            )
        if bundle.tier not in catalogue.tiers:
            yield draft.problem(
                Text(zh=f"没有清单 {bundle.tier}", en=f"there is no tier {bundle.tier}"),
                ("bundles", bundle.id, "tier"),
                allowed(list(catalogue.tiers)),
            )
        departments = catalogue.departments_of(bundle.id)
        if bundle.lead not in departments:
            yield draft.problem(
                Text(
                    zh=f"牵头部门 {bundle.lead} 没有 {bundle.id} 中的事项",
                    en=f"the department {bundle.lead} leads {bundle.id} and has no item in it",
                ),
                ("bundles", bundle.id, "lead"),
                allowed(list(departments)),
            )


def _unused(draft: Draft, catalogue: Catalogue) -> Iterator[Problem]:
    taken = {name for bundle in catalogue.bundles for name in bundle.items}
    unused = [("items", item.id) for item in catalogue.items if item.id not in taken]
    unused += [
        ("fields", one.id) for one in catalogue.fields if not catalogue.bundles_needing("fields", one.id)
    ]
    unused += [
        ("materials", one.id)
        for one in catalogue.materials
        if not catalogue.bundles_needing("materials", one.id)
    ]
    for section, name in unused:
        yield draft.problem(
            Text(
                zh=f"目录 {section} 中的 {name} 没有用到",
                en=f"{name} in {section} of the catalogue is not used",
            ),
            (section, name),
            Text(zh="请用上或删去", en="use it or remove it"),
        )
