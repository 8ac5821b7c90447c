"""What is asked of a case: which fields, materials and checklist items, and how grave a failure is.

A condition that is open for want of a value does not excuse: what may be asked for is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import SEVERITIES, Checklist, Item, Material, Severity
from quheng.ledger.programmes.programme import ConditionKey

Seen = Mapping[str, Any]
"""The values of every name that a condition may use: see `facts.seen`."""


def is_asked(programme: Programme, key: ConditionKey, values: Seen) -> bool:
    """Whether a condition does not certainly say no; what has none is always asked."""
    condition = programme.conditions.get(key)
    return condition is None or condition.value(values) is not False


def asked_items(programme: Programme, checklist: Checklist, values: Seen) -> tuple[Item, ...]:
    """Return the items of a checklist that are looked at in this case."""
    if not is_asked(programme, ("checklists", checklist.id), values):
        return ()
    return tuple(
        item for item in checklist.items if is_asked(programme, ("checklists", checklist.id, item.id), values)
    )


def asked_materials(programme: Programme, values: Seen) -> tuple[Material, ...]:
    """Return the materials that have a condition, and are asked for by it."""
    return tuple(
        material
        for material in programme.declared.materials
        if material.when is not None and is_asked(programme, ("materials", material.id), values)
    )


def severity_of(programme: Programme, checklist: str, item: Item, values: Seen) -> Severity:
    """Return how grave a failure is here: by the first special case that certainly holds, else its own."""
    for position, case in enumerate(item.cases):
        condition = programme.conditions["checklists", f"{checklist}/{item.id}", position]
        if condition.value(values) is True:
            return case.severity
    return item.severity


def worst_failure(programme: Programme, failed: frozenset[tuple[str, str]], values: Seen) -> str:
    """Return the gravest of some failures, by checklist and item; `none` where there are none."""
    grades = [
        severity_of(programme, checklist.id, item, values)
        for checklist in programme.declared.checklists
        for item in checklist.items
        if (checklist.id, item.id) in failed
    ]
    return max(grades, key=SEVERITIES.index) if grades else "none"
