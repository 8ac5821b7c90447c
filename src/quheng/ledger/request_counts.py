"""How many requests come from somebody in a minute: one statement each, right for any number of workers.

What is tried seldom and dearly, such as a sign-in, is counted by `quheng.ledger.limiting`, try by try.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import connection

from quheng.ledger.models import RequestCount

SPAN_SECONDS = 60
"""A span is a minute of the clock."""

COUNT = (
    "INSERT INTO ledger_requestcount (who, span, number) VALUES (%s, %s, 1)"
    " ON CONFLICT (who, span) DO UPDATE SET number = ledger_requestcount.number + 1 RETURNING number"
)


def count_request(who: str, now: datetime) -> int:
    """Count a request, and return how many there are in this span with it.

    Parameters
    ----------
    who
        Who asks; only a digest is kept.
    now
        When.
    """
    span = int(now.timestamp()) // SPAN_SECONDS
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [hashlib.sha256(who.encode()).hexdigest(), span])
        number = int(cursor.fetchone()[0])
    if number == 1:
        RequestCount.objects.filter(span__lt=span - 1).delete()
    return number


def seconds_left(now: datetime) -> int:
    """Return after how many seconds the next span begins; one at least."""
    return SPAN_SECONDS - int(now.timestamp()) % SPAN_SECONDS
