"""Results as a table: the row in the file, the subject's own columns, then the result."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import polars as pl

from quheng.scorecard import RowShape, Scorecard
from quheng.scorecard.files import Assessed
from quheng.scorecard.files.columns import scalar_column

ROW = "row"

OWN = "own."
"""Before the title of a column of the subject's own that a result has too."""

STANDARD = (
    "verdict",
    "total",
    "points",
    "route",
    "failed",
    "missing",
    "reasons",
    "version",
    "error",
    "inputs",
)
"""Names that every result may have."""


def result_frame(found: Assessed) -> pl.DataFrame:
    """Return a row for each subject of the file, in its order; texts and numbers, and lists of texts."""
    rows = pl.Series(ROW, found.subjects.rows)
    table = found.table.with_columns(_whole(found.table))
    return pl.DataFrame([rows, *own_frame(found).get_columns(), *table.get_columns()])


def own_frame(found: Assessed) -> pl.DataFrame:
    """Return the subject's own columns under names that no result has."""
    names = own_names(found.subjects.own.columns, found.card)
    return pl.DataFrame([_plain(one).alias(names[one.name]) for one in found.subjects.own.get_columns()])


def own_names(columns: Iterable[str], card: Scorecard) -> dict[str, str]:
    """Return what each column of the subject's own is called beside the result."""
    columns = list(columns)
    taken = {ROW, *STANDARD, *RowShape.of(card).columns, *columns}
    names = {}
    for column in columns:
        name = column
        if column in {ROW, *STANDARD, *RowShape.of(card).columns}:
            while name in taken:
                name = f"{OWN}{name}"
            taken.add(name)
        names[column] = name
    return names


def _plain(column: pl.Series) -> pl.Series:
    """Return a column of any values as one of numbers, booleans or texts."""
    return scalar_column(column.name, column.to_list()) if column.dtype == pl.Object else column


def _whole(table: pl.DataFrame) -> list[pl.Series]:
    """Return the columns of numbers that are all whole, as whole numbers."""
    floats = [column for column in table.get_columns() if column.dtype == pl.Float64]
    return [column.cast(pl.Int64) for column in floats if bool((column.drop_nulls() % 1 == 0).all())]


def flat(frame: pl.DataFrame, separator: str) -> pl.DataFrame:
    """Return a table of texts, numbers and booleans alone: lists joined (none where empty), else JSON."""
    joined = []
    for name, kind in frame.schema.items():
        if kind == pl.List(pl.String):
            entries = pl.col(name).list
            joined.append(pl.when(entries.len() > 0).then(entries.join(separator)).alias(name))
        elif kind.is_nested():
            texts = [as_text(value) for value in frame[name].to_list()]
            joined.append(pl.lit(pl.Series(name, texts, dtype=pl.String)).alias(name))
    return frame.with_columns(joined)


def as_text(value: Any) -> str | None:
    """Return a nested value as JSON."""
    return None if value is None else json.dumps(value, ensure_ascii=False, default=as_json)


def as_json(value: Any) -> Any:
    """Return what JSON can carry in place of a value of a table."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value) if Decimal(str(float(value))) == value else str(value)
    return str(value)
