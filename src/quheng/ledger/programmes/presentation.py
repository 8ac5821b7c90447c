"""What a case shows that keeps an old version and is declared `live`: the newest titles, helps and routing.

What the law gave it stays that of its own version: stages, moves, clocks, gates, fields and their values.
"""

from __future__ import annotations

from typing import Any

from quheng.ledger.programmes.declared import CREATED, Entry
from quheng.ledger.programmes.facts import known_names
from quheng.ledger.programmes.programme import Programme

SHOWN = ("title", "help", "public", "duty")
"""The members of an entry that are words alone."""

NESTED = ("items", "columns")
"""The entries within an entry."""


def presented(own: Programme, newest: Programme) -> Programme:
    """Return a version with the words and the routing of a newer one.

    An entry that the newer version lacks, or has with another type, keeps its own words; so does a code of a
    choice. The routing is taken over as a whole, where every name that it reads is known here, as the same.
    """
    ours, theirs = own.declared, newest.declared
    update: dict[str, Any] = {"title": theirs.title, "summary": theirs.summary, "owner": theirs.owner}
    for name in type(ours).model_fields:
        entries = getattr(ours, name)
        if _are_entries(entries):
            update[name] = _renamed(entries, getattr(theirs, name))
    conditions = dict(own.conditions)
    if _routing_fits(own, newest):
        update["routing"] = theirs.routing
        conditions = {key: one for key, one in conditions.items() if key[0] != "routing"}
        conditions |= {key: one for key, one in newest.conditions.items() if key[0] == "routing"}
    return Programme(ours.model_copy(update=update), conditions, own.scorecards)


def _are_entries(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(one, Entry) for one in value)


def _renamed(entries: tuple[Entry, ...], newer: tuple[Entry, ...]) -> tuple[Entry, ...]:
    there = {entry.id: entry for entry in newer}
    return tuple(_worded(entry, there.get(entry.id)) for entry in entries)


def _worded(entry: Entry, newer: Entry | None) -> Entry:
    if newer is None or type(newer) is not type(entry) or _type(newer) != _type(entry):
        return entry
    update = {name: getattr(newer, name) for name in SHOWN if hasattr(entry, name)}
    for name in NESTED:
        if _are_entries(getattr(entry, name, None)):
            update[name] = _renamed(getattr(entry, name), getattr(newer, name))
    choices = getattr(entry, "choices", None)
    if isinstance(choices, dict):
        newer_choices = getattr(newer, "choices", {})
        update["choices"] = {code: newer_choices.get(code, label) for code, label in choices.items()}
    return entry.model_copy(update=update)


def _type(entry: Entry) -> str | None:
    return getattr(entry, "type", None)


def _routing_fits(own: Programme, newest: Programme) -> bool:
    """Whether every name that the newer routing reads is known to the older version, as the same."""
    ours, theirs = known_names(own.declared), known_names(newest.declared)
    read: set[str] = set()
    for place, rule in enumerate(newest.declared.routing):
        if rule.if_ is not None:
            read |= {name.removeprefix("given ") for name in newest.conditions["routing", place].names}
        read |= {name for name in (rule.field, rule.of) if name not in (None, CREATED)}
    return all(name in ours and theirs[name].fits(ours[name]) for name in read)
