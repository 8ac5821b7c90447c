"""Write figures to files: a table to read, or observations for an index with their sources beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from ruamel.yaml import YAML

from quheng.figures.as_observations import COLUMNS, observations_of
from quheng.figures.cells import Cell
from quheng.figures.comparing import RunRate
from quheng.figures.table import Table
from quheng.observations.source import Source
from quheng.publish.scorecard.results import without_formulas
from quheng.scorecard.exact import plain

SOURCES = "sources.yaml"


def write_table(tables: Iterable[Table], path: Path) -> None:
    """Write figures as CSV: one line a number, with what it is counted from and how it is shown."""
    lines = []
    for table in tables:
        lines.append(_line(table, table.total, ""))
        lines += [_line(table, cell, table.grouping.label_of(cell.key)) for cell in table.rows]
    path.write_bytes(without_formulas(pl.DataFrame(lines, infer_schema_length=None)).write_csv().encode())


def write_observations(
    tables: Sequence[Table], forecasts: Sequence[tuple[Table, RunRate]], path: Path
) -> tuple[Path, Path]:
    """Write observations as tidy CSV, and their sources as sources.yaml beside it; return both places.

    Raises
    ------
    MethodError
        Where a figure is broken down neither by organisation nor by time.
    """
    found = observations_of(tables, forecasts)
    frame = pl.DataFrame(found.rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    values = frame["value"]
    path.write_bytes(without_formulas(frame).with_columns(values).write_csv().encode())
    beside = path.with_name(SOURCES)
    writer = YAML()
    writer.allow_unicode = True
    writer.width = 1_000
    with beside.open("w", encoding="utf-8") as file:
        writer.dump([_source(source) for source in found.sources], file)
    return path, beside


def _line(table: Table, cell: Cell, key: str) -> dict[str, Any]:
    shown = table.shown(cell)
    value = None if cell.value is None or cell.is_too_few else plain(cell.value)
    return {
        "figure": table.figure.id,
        "period": str(table.span.period),
        "by": table.grouping.name,
        "key": key,
        "title_zh": cell.title.zh,
        "title_en": cell.title.en,
        "numerator": cell.numerator,
        "denominator": cell.denominator,
        "value": None if value is None else float(value),
        "status": cell.status,
        "rank": cell.rank,
        "shown_zh": shown.zh,
        "shown_en": shown.en,
    }


def _source(source: Source) -> dict[str, Any]:
    return source.model_dump(mode="json", exclude_none=True)
