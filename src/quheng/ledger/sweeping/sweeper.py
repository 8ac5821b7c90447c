"""One sweep: idempotent, and blind to when the last one was.

What was told stands in a row for each clock, kind and end; so a worker that was down for a week tells of a
deadline once and not five times, and a clock of the machine that jumps back neither repeats nor loses one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from quheng.ledger.heartbeats import hold
from quheng.ledger.sweeping.overdue import due_soon, overdue, to_go_up
from quheng.ledger.sweeping.telling import Telling

BATCH = 200

SWEEP = "sweep"
"""The duty, by its heartbeat."""


@dataclass(frozen=True)
class Swept:
    """How many clocks were told of: due soon, overdue, and gone up a level."""

    due_soon: int = 0
    overdue: int = 0
    escalated: int = 0


def sweep(now: datetime) -> Swept:
    """Write what is to be told of every deadline that came near or passed; two sweepers take turns."""
    telling = Telling(now)
    return Swept(
        _in_batches(lambda: [telling.due_soon(clock) for clock in due_soon(now)[:BATCH]]),
        _in_batches(lambda: [telling.overdue(clock) for clock in overdue(now)[:BATCH]]),
        _in_batches(lambda: [telling.go_up(reminder) for reminder in to_go_up(now)[:BATCH]]),
    )


def _in_batches(take: Callable[[], list[bool]]) -> int:
    """Take batches, each in a transaction, until one is empty; count what was told."""
    told = 0
    while True:
        with transaction.atomic():
            hold(SWEEP)
            batch = take()
        if not batch:
            return told
        told += sum(batch)
