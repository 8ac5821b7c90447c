"""Pages of cases as they are answered: what stands on the row, and no value of a field."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema

from quheng.ledger.listing import Page


class DueOut(Schema):
    """When it is due; `provisional` while a calendar is not published, `paused` while the clock stands."""

    at: datetime | None
    status: str


class CaseBrief(Schema):
    """A case in a list."""

    number: str
    programme: str
    stage: str
    organisation: str
    handler: str | None
    channel: str
    accepted_on: date
    opened_at: datetime
    closed_at: datetime | None
    due: DueOut | None
    seq: int


class CountOut(Schema):
    """How many there are: exact, or as many at least."""

    number: int
    at_least: bool


class CasesOut(Schema):
    """Some cases; `after` leads to the next, and is null on the last page."""

    cases: list[CaseBrief]
    after: str | None


class CountedCasesOut(CasesOut):
    """A page of cases, and how many there are on all pages."""

    count: CountOut


def page_out(page: Page) -> dict[str, Any]:
    """Return a page as it is answered."""
    return {
        "cases": [brief(row) for row in page.rows],
        "after": page.after,
        "count": {"number": page.count.number, "at_least": page.count.is_more},
    }


def brief(row: Any) -> dict[str, Any]:
    """Return the row of a case as it stands in a list."""
    return {
        "number": row.number,
        "programme": row.programme,
        "stage": row.stage,
        "organisation": row.organisation.code,
        "handler": row.handler or None,
        "channel": row.channel,
        "accepted_on": row.accepted_on,
        "opened_at": row.opened_at,
        "closed_at": row.closed_at,
        "due": {"at": row.due_at, "status": row.due_status} if row.due_status else None,
        "seq": row.seq,
    }
