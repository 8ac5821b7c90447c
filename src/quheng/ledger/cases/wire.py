"""Events as JSON and back: one name for each kind of event, and only what it has."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter

from quheng.ledger.cases.events import SEALED, Event

KINDS: dict[str, type[Any]] = {
    re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower(): kind for kind in get_args(Event)
}
"""The kinds of event by their names in the record: `clock_started`; never renamed."""

NAMES: dict[type[Any], str] = {kind: name for name, kind in KINDS.items()}


def kind_of(event: Event) -> str:
    """Return the name of an event's kind."""
    return NAMES[type(event)]


def as_json(event: Event) -> dict[str, Any]:
    """Return the members of an event as JSON has them."""
    found: dict[str, Any] = _adapter(kind_of(event)).dump_python(event, mode="json")
    return found


def from_json(kind: str, members: dict[str, Any]) -> Event:
    """Return the event of its kind and members.

    Raises
    ------
    KeyError, pydantic.ValidationError
        Where there is no such kind, or the members are not its own: the record is damaged.
    """
    found: Event = _adapter(kind).validate_python(members)
    return found


@cache
def free_texts(kind: str) -> tuple[str, ...]:
    """Return the members of a kind of event that are free text."""
    return tuple(member.name for member in fields(KINDS[kind]) if member.metadata.get(SEALED))


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS[kind])
