"""Spells in which a case was overdue, so that the rate of a month that is over stays what it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from quheng.ledger.cases import Case, Entry, evolve


@dataclass(frozen=True, order=True)
class Spell:
    """From when to when a case was open past its time: after `since`, up to and including `until`."""

    since: datetime
    until: datetime


def spells_in(before: Case | None, entries: Iterable[Entry]) -> tuple[Spell, ...]:
    """Return the spells that ended with some entries.

    A spell that lasts is told by the deadline itself, and is none yet.

    Parameters
    ----------
    before
        The case before the first of them.
    entries
        In order.
    """
    spells = []
    case = before
    for entry in entries:
        was = due_of(case)
        case = evolve(case, entry)
        now = due_of(case)
        if was is not None and was < entry.at and now != was:
            until = entry.at if now is None else min(entry.at, now)
            if was < until:
                spells.append(Spell(was, until))
    return tuple(spells)


def due_of(case: Case | None) -> datetime | None:
    """Return when the next of the clocks that run is over; None where none is, or it is not known."""
    if case is None:
        return None
    moments = [clock.deadline.moment for clock in case.running.values()]
    return min((moment for moment in moments if moment is not None), default=None)
