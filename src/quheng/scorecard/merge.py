"""Lay a version, or a local rule, over the rule that it changes: lines of the same id are replaced."""

from __future__ import annotations

from typing import Any, TypeVar

from quheng.scorecard.declared import Body

BodyT = TypeVar("BodyT", bound=Body)

SECTIONS = ("sources", "inputs", "derived", "gates", "direct", "points", "minima", "outputs")
"""The sections whose entries have ids."""


def laid_over(base: BodyT, over: Body) -> BodyT:
    """Return `base` with the lines of `over` in place of those of the same id, and without those removed.

    A line that `base` does not have is added at the end of its section.
    """
    changes: dict[str, Any] = {
        key: getattr(over, key)
        for key in over.model_fields_set
        if key in Body.model_fields and key != "lists"
    }
    for section in SECTIONS:
        changes[section] = _merged(getattr(base, section), getattr(over, section), over.remove)
    changes["lists"] = {**base.lists, **over.lists}
    changes["remove"] = ()
    return base.model_copy(update=changes)


def unmatched(base: Body, over: Body) -> tuple[str, ...]:
    """Return the ids that `over` removes and `base` does not have."""
    known = {entry.id for section in SECTIONS for entry in getattr(base, section)}
    return tuple(name for name in over.remove if name not in known)


def _merged(base: tuple[Any, ...], over: tuple[Any, ...], remove: tuple[str, ...]) -> tuple[Any, ...]:
    new = {entry.id: entry for entry in over}
    kept = [new.pop(entry.id, entry) for entry in base if entry.id not in remove]
    return (*kept, *new.values())
