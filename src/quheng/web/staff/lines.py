"""Cases in lists: each as one line that says what it is, where it is, and how much time is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quheng.bilingual import Text
from quheng.ledger.programmes.calendars import CALENDARS
from quheng.ledger.programmes.declared import Stage
from quheng.ledger.published import compiled
from quheng.web.staff.time_left import TimeLeft, time_left


@dataclass(frozen=True)
class CaseLine:
    """A case in a list."""

    number: str
    programme: str
    title: Text
    stage: Stage
    where: Text
    handler: str
    opened_at: datetime
    closed_at: datetime | None
    due_at: datetime | None
    merged: bool
    left: TimeLeft | None


def lines_of(rows: Iterable[Any], now: datetime) -> tuple[CaseLine, ...]:
    """Return rows as lines, in their order."""
    return tuple(_line(row, now) for row in rows)


def _line(row: Any, now: datetime) -> CaseLine:
    programme = compiled(row.digest)
    calendar = CALENDARS[programme.declared.calendar or next(iter(CALENDARS))]()
    left = None
    if row.closed_at is None and row.due_status:
        left = time_left(row.due_at, row.due_status, row.warn_at, now, calendar)
    where = row.organisation
    return CaseLine(
        row.number,
        row.programme,
        programme.declared.title,
        programme.stages[row.stage],
        Text(zh=where.name_zh, en=where.name_en),
        row.handler,
        row.opened_at,
        row.closed_at,
        row.due_at,
        bool(row.merged_into),
        left,
    )
