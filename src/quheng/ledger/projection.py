"""The rows that follow from a case: pure, so that replay can be compared with what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quheng.ledger.cases import Case
from quheng.ledger.cases.state import RunningClock
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import SENSITIVITIES


@dataclass(frozen=True)
class Rows:
    """What is stored of a case beside its events.

    Parameters
    ----------
    case
        The columns of the case's row, but for its organisation's path and the head of its chain.
    deadlines
        The columns of each running clock, by clock and organisation.
    parts
        The columns of each department that is or was asked, by parts and organisation.
    """

    case: Mapping[str, Any]
    deadlines: Mapping[tuple[str, str], Mapping[str, Any]]
    parts: Mapping[tuple[str, str], Mapping[str, Any]]


def rows_of(case: Case, programme: Programme) -> Rows:
    """Return the rows of a case."""
    running = {(clock, where or ""): one for (clock, where), one in case.running.items()}
    next_due = _next_due(running.values())
    return Rows(
        {
            "number": case.number,
            "programme": case.programme,
            "version": case.version,
            "digest": case.digest,
            "stage": case.stage,
            "sensitivity": SENSITIVITIES.index(programme.declared.sensitivity),
            "handler": case.handler or "",
            "channel": case.channel,
            "subject_kind": case.subject.kind if case.subject else "",
            "subject_key": case.subject.key if case.subject else "",
            "parent": case.parent or "",
            "merged_into": case.merged_into or "",
            "accepted_on": case.accepted_on,
            "opened_at": case.opened_at,
            "closed_at": case.closed_at,
            "due_at": next_due.deadline.moment if next_due else None,
            "due_status": next_due.deadline.status if next_due else "",
            "warn_at": _earliest(one.deadline.warn_at for one in running.values()),
            "kept": case.kept_promise,
            "sent_back": case.sent_back,
            "seq": case.seq,
        },
        {
            key: {
                "due_at": one.deadline.moment,
                "warn_at": one.deadline.warn_at,
                "status": one.deadline.status,
                "promise": one.promise,
            }
            for key, one in running.items()
        },
        {
            (name, organisation): {
                "is_open": not parts.closed and case.is_open,
                "answered": part.answered,
            }
            for name, parts in case.parts.items()
            for organisation, part in parts.open.items()
        },
    )


def _next_due(running: Any) -> RunningClock | None:
    """Return the clock that ends first; where no end is known, one that runs."""
    clocks = list(running)
    known = [clock for clock in clocks if clock.deadline.moment is not None]
    return min(known, key=lambda clock: clock.deadline.moment) if known else next(iter(clocks), None)


def _earliest(moments: Any) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)
