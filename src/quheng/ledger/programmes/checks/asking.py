"""The conditions that say what is asked for, what is looked at and how grave it is."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.ledger.programmes.declared import ProgrammeDeclaration
from quheng.ledger.programmes.programme import ConditionKey
from quheng.scorecard.places import Path

Source = tuple[ConditionKey, str, Path]


def asking_sources(declared: ProgrammeDeclaration) -> Iterator[Source]:
    """Yield the conditions of fields, materials, checklists and eligibility, and where they stand."""
    for section in ("fields", "materials", "checklists"):
        for entry in getattr(declared, section):
            if entry.when:
                yield (section, entry.id), entry.when, (section, entry.id, "when")
    for checklist in declared.checklists:
        for item in checklist.items:
            here: Path = ("checklists", checklist.id, "items", item.id)
            if item.when:
                yield ("checklists", checklist.id, item.id), item.when, (*here, "when")
            for position, case in enumerate(item.cases):
                key = ("checklists", f"{checklist.id}/{item.id}", position)
                yield key, case.when, (*here, "cases", position, "when")
    if declared.eligibility:
        for position, rule in enumerate(declared.eligibility.cases):
            yield ("eligibility", position), rule.when, ("eligibility", "cases", position, "when")
