"""When each move was made, for figures that measure the time from one to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from quheng.ledger.cases import Entry
from quheng.ledger.cases.events import Moved
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import CREATED

Moments = Mapping[str, tuple[datetime, datetime]]
"""Of each move, when it was made first and last."""


def moments_in(entries: Iterable[Entry]) -> Moments:
    """Return the moments of the moves among some entries, which are in order."""
    return joined((entry.event.move, entry.at) for entry in entries if isinstance(entry.event, Moved))


def joined(made: Iterable[tuple[str, datetime]]) -> Moments:
    """Return the first and the last moment of each name."""
    found: dict[str, tuple[datetime, datetime]] = {}
    for name, at in made:
        found[name] = (found.get(name, (at, at))[0], at)
    return found


def needs_moments(programme: Programme) -> bool:
    """Whether a figure of the programme measures from or to a move."""
    ends = {name for figure in programme.declared.figures for name in (figure.from_, figure.to) if name}
    return bool(ends - {CREATED, "closed"})
