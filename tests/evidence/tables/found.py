"""What was read in a table, short enough to be compared in a line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from quheng.evidence.claim import ClaimPeriod
from quheng.evidence.tables import TableClaim, TableReading, read_tables

ZHENGZHOU = "410100"


class Short(NamedTuple):
    """A figure: what, how much, in which measure, of whom, when, and what sort of figure."""

    indicator: str | None
    value: float
    measure: str
    place: str | None
    period: str
    kind: str


def read_csv(
    folder: Path, text: str, home: str | None = ZHENGZHOU, published: date | None = None
) -> TableReading:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return read_tables(path, published, home)


def short(one: TableClaim) -> Short:
    claim = one.claim
    quantity = claim.quantity
    return Short(
        claim.indicator,
        quantity.point,
        quantity.measure,
        claim.place.code,
        when(claim.period),
        claim.kind,
    )


def by_cell(tables: TableReading) -> dict[str, Short]:
    return {one.reference: short(one) for one in tables.claims}


def when(period: ClaimPeriod) -> str:
    """Return a day for a stock, else first and last day, in months where they are whole years."""
    if period.as_of:
        return period.as_of.isoformat()
    if period.end is None:
        return "?"
    first, last = period.start, period.end
    if first == date(last.year, 1, 1) and last == date(last.year, 12, 31):
        return str(last.year)
    return f"{first}/{last}"
