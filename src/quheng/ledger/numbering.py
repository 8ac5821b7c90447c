"""Numbers of cases: the programme's letters, the year, and a serial number without gaps of its own making."""

from __future__ import annotations

from django.db.models import F

from quheng.ledger.models import Numbering


def next_number(prefix: str, year: int) -> str:
    """Return the next number, such as RX2026000001; to be called in the transaction that uses it."""
    Numbering.objects.get_or_create(prefix=prefix, year=year)
    counter = Numbering.objects.filter(prefix=prefix, year=year)
    counter.update(last=F("last") + 1)
    return f"{prefix}{year}{counter.values_list('last', flat=True)[0]:06d}"
