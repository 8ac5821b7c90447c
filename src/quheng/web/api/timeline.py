"""The record of a case as it is answered: every entry in words, masked, and without a case out of reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from ninja import Schema

from quheng.ledger.cases import Entry
from quheng.ledger.cases.events import Event
from quheng.ledger.cases.wire import kind_of
from quheng.ledger.cases.wording import event_words
from quheng.ledger.neighbours import readable_among
from quheng.ledger.scope import Viewer
from quheng.web.api.shown import Shown

ELSEWHERE = "—"
"""In place of the number of a case that the token does not reach."""

NAMES = ("other", "into")
"""The members of events that are the number of another case."""


class EntryOut(Schema):
    """One entry: what happened in words, what was filled in, and what was written."""

    seq: int
    at: datetime
    who: str
    on_behalf_of: str | None
    kind: str
    words: str
    values: dict[str, Any] | None
    written: str | None


def entries_out(shown: Shown, viewer: Viewer) -> list[dict[str, Any]]:
    """Return the record as it is answered."""
    entries = shown.reading.entries
    beside = {number for entry in entries for number in _named(entry.event)}
    reached = readable_among(viewer, beside)
    return [_entry(place, entry, shown, beside - reached) for place, entry in enumerate(entries, 1)]


def _entry(seq: int, entry: Entry, shown: Shown, hidden: set[str]) -> dict[str, Any]:
    values = getattr(entry.event, "values", None)
    return {
        "seq": seq,
        "at": entry.at,
        "who": entry.who,
        "on_behalf_of": entry.on_behalf_of and shown.text(entry.on_behalf_of),
        "kind": kind_of(entry.event),
        "words": event_words(_without(entry.event, hidden), shown.programme).speak(),
        "values": None if values is None else shown.values(values),
        "written": shown.written(entry.event),
    }


def _named(event: Event) -> list[str]:
    return [value for name in NAMES if (value := getattr(event, name, None)) is not None]


def _without(event: Event, hidden: set[str]) -> Event:
    """Return an event with the numbers of cases out of reach left out."""
    changed: dict[str, Any] = {name: ELSEWHERE for name in NAMES if getattr(event, name, None) in hidden}
    return replace(event, **changed) if changed else event
