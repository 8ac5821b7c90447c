"""Broken glass as a value: a look at what was not granted, for a term; it gives sight, and no say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from quheng.ledger.models import BrokenGlassRow


@dataclass(frozen=True)
class BrokenGlass:
    """One look that somebody gave himself.

    Parameters
    ----------
    key
        By which reads under it are marked.
    path
        The organisation; or where the case lies.
    case
        The number of the one case; empty for all of the organisation and below.
    sensitivity
        The highest level that is seen.
    until
        When it ends by itself.
    """

    key: int
    path: str
    case: str
    sensitivity: int
    until: datetime


def live_glass(account_id: int, now: datetime) -> tuple[BrokenGlass, ...]:
    """Return what an account has opened and not closed, and whose term is not over."""
    rows = glass_of(account_id, now).order_by("id")
    return tuple(
        BrokenGlass(key, path, number or "", sensitivity, until)
        for key, path, number, sensitivity, until in rows.values_list(
            "pk", "path", "case__number", "sensitivity", "until"
        )
    )


def glass_of(account_id: int, now: datetime) -> QuerySet[BrokenGlassRow]:
    """Return the rows of what `live_glass` reads."""
    return BrokenGlassRow.objects.filter(account_id=account_id, since__lte=now, until__gt=now, end=None)
