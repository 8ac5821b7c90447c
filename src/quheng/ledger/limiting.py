"""How often something may be tried: counted in the database, so that it holds with any number of workers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from quheng.ledger.models import Attempt

FORGOTTEN_AFTER = timedelta(days=1)
"""Older attempts count for no limit."""


@dataclass(frozen=True)
class Limit:
    """So many attempts in a span of time.

    Parameters
    ----------
    what
        What is tried: each has a count of its own.
    times, span
        How often, in which time; the span is a day at most.
    """

    what: str
    times: int
    span: timedelta


def is_allowed(limit: Limit, who: str, now: datetime) -> bool:
    """Count an attempt, and say whether it is within the limit.

    An attempt beyond the limit does not count, so that whoever waits is let in again. It is written down
    before it is counted: of two at once, none can overlook the other.

    Parameters
    ----------
    limit
        How often.
    who
        By whom: an address, a number, a telephone. Only a digest of it is kept.
    now
        When.
    """
    key = hashlib.sha256(f"{limit.what}\n{who}".encode()).hexdigest()
    Attempt.objects.filter(at__lt=now - FORGOTTEN_AFTER).delete()
    mine = Attempt.objects.create(key=key, at=now)
    if Attempt.objects.filter(key=key, at__gt=now - limit.span, at__lte=now).count() <= limit.times:
        return True
    mine.delete()
    return False
