"""Numbers of cases: the programme's letters, the year, and a serial number without gaps of its own making."""

from __future__ import annotations

from django.db.models import F

from quheng.ledger.models import Numbering


def next_number(prefix: str, year: int) -> str:
    """Return the next number, such as RX2026000001; to be called in the transaction that uses it."""
    return next_numbers(prefix, year, 1)[0]


def next_numbers(prefix: str, year: int, count: int) -> list[str]:
    """Return the next numbers in order, so many at once; to be called in the transaction that uses them."""
    counter = Numbering.objects.filter(prefix=prefix, year=year)
    if not counter.update(last=F("last") + count):
        Numbering.objects.get_or_create(prefix=prefix, year=year)
        counter.update(last=F("last") + count)
    last = counter.values_list("last", flat=True)[0]
    return [f"{prefix}{year}{serial:06d}" for serial in range(last - count + 1, last + 1)]
