"""The record of a case in words: what one person did at one moment stands together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from quheng.bilingual import Language, Text
from quheng.ledger.cases import events
from quheng.ledger.cases.events import SEALED
from quheng.ledger.cases.wording import event_words
from quheng.ledger.programmes.values import masked
from quheng.web.staff.desk import Desk, value_words

MARKS = {
    "passed": Text(zh="合格", en="passed"),
    "failed": Text(zh="不合格", en="failed"),
    "not_applicable": Text(zh="不适用", en="not applicable"),
}
AGREED = {True: Text(zh="同意", en="agrees"), False: Text(zh="不同意", en="does not agree")}
FILLED = Text(zh="填写", en="filled in")
CORRECTED = Text(zh="更正", en="corrected")
QUIET = (
    events.ClockStarted,
    events.ClockStopped,
    events.ClockPaused,
    events.ClockResumed,
    events.ClockRecomputed,
)
"""What happens of itself with a move: told in a low voice."""

NUMBER = re.compile(r"(?<!\d)(\d{3})\d{4,}([\dXx]{4})(?!\d)")
"""A telephone or identity number in a free text."""


@dataclass(frozen=True)
class Line:
    """One event: what happened, and what was written or filled in with it."""

    words: Text
    quiet: bool
    written: str = ""
    values: tuple[tuple[Text, Text], ...] = ()


@dataclass(frozen=True)
class Step:
    """What one person did at one moment."""

    at: datetime
    who: Text
    on_behalf_of: str | None
    lines: tuple[Line, ...]


def timeline(desk: Desk) -> tuple[Step, ...]:
    """Return the record, the latest first."""
    groups = groupby(desk.reading.entries, key=lambda entry: (entry.at, entry.who, entry.on_behalf_of))
    steps = [
        Step(at, desk.names.account(who), behalf, tuple(_line(entry.event, desk) for entry in group))
        for (at, who, behalf), group in groups
    ]
    return tuple(reversed(steps))


def codes_in(desk: Desk) -> Iterator[str]:
    """Yield the codes of all organisations that the record names."""
    for entry in desk.reading.entries:
        code = getattr(entry.event, "organisation", None)
        if code:
            yield code


def _line(event: events.Event, desk: Desk) -> Line:
    return Line(
        _words(event, desk), isinstance(event, QUIET), _written(event, desk), tuple(_values(event, desk))
    )


def _words(event: events.Event, desk: Desk) -> Text:
    """Return what happened, organisations by their names; what was filled in stands below it."""
    if isinstance(event, events.Filled | events.Corrected):
        return FILLED if isinstance(event, events.Filled) else CORRECTED

    def in_language(language: Language) -> str:
        code = getattr(event, "organisation", None)
        named: Any = event
        if code:
            called = desk.names.organisation(code).speak(language)
            named = replace(named, organisation=called)
        return event_words(named, desk.programme).speak(language)

    words = Text(zh=in_language("zh"), en=in_language("en"))
    more = _more(event, desk)
    return words if more is None else Text(zh=f"{words.zh}：{more.zh}", en=f"{words.en}: {more.en}")


def _more(event: events.Event, desk: Desk) -> Text | None:
    match event:
        case events.ItemMarked():
            items = desk.programme.checklists[event.checklist].items
            title = next((item.title for item in items if item.id == event.item), None)
            mark = MARKS[event.mark]
            return Text(zh=f"{title.zh}，{mark.zh}", en=f"{title.en}, {mark.en}") if title else mark
        case events.PartAnswered():
            return AGREED[event.agrees]
        case events.PartsDecided():
            return AGREED[event.agreed]
        case events.Assigned() if event.handler:
            return desk.names.account(event.handler)
        case events.ClockExtended():
            return event.by.title
    return None


def _written(event: events.Event, desk: Desk) -> str:
    """Return the free text of an event; numbers in it are masked until they are asked for."""
    free = [getattr(event, one.name) for one in fields(event) if one.metadata.get(SEALED)]
    text = " ".join(one for one in free if one)
    return text if desk.sees("personal") else NUMBER.sub(r"\1****\2", text)


def _values(event: events.Event, desk: Desk) -> Iterator[tuple[Text, Text]]:
    if not isinstance(event, events.Filled | events.Corrected):
        return
    for name, value in event.values.items():
        field = desk.programme.fields.get(name)
        if field is None:
            continue
        if value is None:
            yield field.title, Text(zh="（清空）", en="(emptied)")
        elif value == "" or not desk.sees(field.sensitivity):
            hidden = str(masked(field, value)) or "***"
            yield field.title, Text(zh=hidden, en=hidden)
        else:
            yield field.title, value_words(field, value, desk.names)
