"""The figures of tables as observations, each with its cell for a source.

Two ways lead to an index. `observations` shows what a table says before anyone has looked at it. After a
review of `TableReading.reading`, whose spans lie in the text of the cells, `with_cells` puts the cells into
the frame that the review gives.
"""

from __future__ import annotations

import math
from typing import Any

import polars as pl

from quheng.evidence.preliminary import is_preliminary
from quheng.evidence.review.observations import SCHEMA as REVIEWED
from quheng.evidence.review.observations import period_text, variable_of
from quheng.evidence.tables.plain import plain
from quheng.evidence.tables.reading import TableClaim, TableReading
from quheng.observations.observation import Status

OF_THE_TABLE = {
    "cell": pl.String,
    "row_label": pl.String,
    "column_label": pl.String,
    "parent": pl.String,
    "modifier": pl.String,
    "is_total": pl.Boolean,
    "footnotes": pl.String,
}
SCHEMA = {**{name: kind for name, kind in REVIEWED.items() if not name.startswith("review")}, **OF_THE_TABLE}


def observations(tables: TableReading) -> pl.DataFrame:
    """Return every figure as an observation, unreviewed.

    Returns
    -------
    frame
        One row a figure, in the order of the file: the columns of reviewed observations (unit, indicator,
        period, value, measure, status, source, low, high, ...; null where unknown) but for those of the
        review; then cell, row_label, column_label, parent, modifier, is_total, footnotes. The source is the
        file and the cell, `bulletin.xlsx@Sheet1!C7`. Missing figures have no row.
    """
    rows = [_row(tables, one) for one in tables.claims]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def with_cells(frame: pl.DataFrame, tables: TableReading) -> pl.DataFrame:
    """Return reviewed observations of `tables.reading` with the cells that they came from.

    Parameters
    ----------
    frame
        What `quheng.evidence.review.observations` returns for a review of `tables.reading`.
    tables
        The tables.

    Returns
    -------
    frame
        The same rows; source names the cell, sentence its labels, status what the table says of it, and the
        columns of the table are beside.
    """
    claims = [tables.by_span[span] for span in frame.select("start", "end").iter_rows()]
    mine = pl.DataFrame([_row(tables, one) for one in claims], schema=SCHEMA, orient="row")
    return frame.with_columns(mine.select("source", "sentence", "status", *OF_THE_TABLE))


def status_of(tables: TableReading, one: TableClaim) -> Status:
    """Return the status: a plan F, a preliminary figure P, a hedged one E, any other A."""
    if one.claim.kind == "forecast":
        return "F"
    said = (*tables.footnotes_of(one), one.row_label)
    preliminary = any(is_preliminary(plain(text)) for text in said)
    if preliminary or tables.tables[one.table].is_provisional:
        return "P"
    return "A" if one.claim.hedge == "none" else "E"


def _row(tables: TableReading, one: TableClaim) -> dict[str, Any]:
    claim, quantity = one.claim, one.claim.quantity
    return {
        "unit": claim.place.code,
        "indicator": variable_of(claim),
        "period": period_text(claim.period),
        "value": quantity.point,
        "measure": quantity.measure,
        "status": status_of(tables, one),
        "source": f"{tables.file}@{one.reference}",
        "low": quantity.low if math.isfinite(quantity.low) else None,
        "high": quantity.high if math.isfinite(quantity.high) else None,
        "vintage": 1,
        "place": claim.place.name,
        "kind": claim.kind,
        "hedge": claim.hedge,
        "relative_to": claim.relative_to,
        "phrase": claim.phrase,
        "quote": claim.text,
        "sentence": f"{one.row_label} | {one.column_label} | {claim.text}",
        "file": tables.file,
        "sha256": tables.reading.sha256,
        "start": claim.start,
        "end": claim.end,
        "cell": one.reference,
        "row_label": one.row_label,
        "column_label": one.column_label,
        "parent": one.parent,
        "modifier": claim.modifier,
        "is_total": one.is_total,
        "footnotes": "\n".join(tables.footnotes_of(one)),
    }
