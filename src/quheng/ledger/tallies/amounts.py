"""What a case adds to a sum, and on which day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from quheng.ledger.cases import Case
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import EntriesField, Figure
from quheng.ledger.programmes.entry_rows import seen_row
from quheng.ledger.tallies.marks import MILLIONTHS
from quheng.scorecard.exact import read_number


def amounts_of(
    figure: Figure, case: Case, programme: Programme, days: Mapping[Any, date]
) -> Iterator[tuple[date, int]]:
    """Yield the days on which a case adds to a sum, and how many millionths.

    A field is summed on the day of acceptance or of closing; rows of entries in their own month or on their
    own day, together where several fall on one. What is empty adds nothing.

    Parameters
    ----------
    figure
        A sum.
    case, programme
        The case, and the version that it keeps.
    days
        On which day it did what.
    """
    day = days.get("closed" if figure.over == "closed" else "created")
    if day is None:
        return
    if figure.rows is None:
        amount = case.values.get(figure.field or "")
        if amount is not None:
            yield day, _millionths(amount)
        return
    added = Counter[date]()
    for when, amount in _rows(figure, case, programme):
        added[when] += _millionths(amount)
    yield from sorted(added.items())


def _rows(figure: Figure, case: Case, programme: Programme) -> Iterator[tuple[date, Any]]:
    """Yield the day and the amount of the rows that certainly count."""
    entries = programme.fields.get(figure.field or "")
    if figure.rows is None or not isinstance(entries, EntriesField):
        return
    condition = programme.conditions.get(("figures", figure.id, "where"))
    for row in case.values.get(entries.id, ()):
        when, amount = row.get(figure.rows.at), row.get(figure.rows.of)
        holds = condition is None or condition.value(seen_row(entries, row)) is True
        if holds and when is not None and amount is not None:
            yield date.fromisoformat(when if len(when) > len("2026-03") else f"{when}-01"), amount


def _millionths(amount: Any) -> int:
    return round(Fraction(read_number(amount) or 0) * MILLIONTHS)
