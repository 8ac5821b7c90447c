"""Claims as a flat table, for CSV, Parquet and a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl

from quheng.evidence.quotation import Sentences
from quheng.evidence.review.confidence import combination

SCHEMA = {
    "start": pl.Int64,
    "end": pl.Int64,
    "text": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "measure": pl.String,
    "hedge": pl.String,
    "kind": pl.String,
    "period_start": pl.Date,
    "period_end": pl.Date,
    "period_as_of": pl.Date,
    "period_how": pl.String,
    "place": pl.String,
    "place_name": pl.String,
    "place_level": pl.String,
    "indicator": pl.String,
    "phrase": pl.String,
    "modifier": pl.String,
    "relative_to": pl.String,
    "findings": pl.String,
    "rules": pl.String,
    "sentence": pl.String,
    "sha256": pl.String,
}

REVIEW = {
    "review": pl.String,
    "reviewer": pl.String,
    "reviewed": pl.String,
    "reason": pl.String,
    "corrected": pl.String,
}


def claims_frame(records: Iterable[Mapping[str, Any]], text: str) -> pl.DataFrame:
    """Return records of claims as a table.

    Parameters
    ----------
    records
        As `claim_records` or `reviewed_records` give them.
    text
        The text that was read, from which each claim's sentence is quoted.

    Returns
    -------
    frame
        One row a claim: the fields of the record, its period in four columns (days), findings and rules as
        text, sentence; and, under review, review, reviewer, reviewed, reason, corrected. Null where unknown.
    """
    sentences = Sentences(text)
    rows = [_row(record, sentences) for record in records]
    schema = SCHEMA | REVIEW if rows and "review" in rows[0] else SCHEMA
    return pl.DataFrame(rows, schema=schema, orient="row")


def _row(record: Mapping[str, Any], sentences: Sentences) -> dict[str, Any]:
    period = record["period"]
    row = {
        **record,
        **{f"period_{edge}": _day(period[edge]) for edge in ("start", "end", "as_of")},
        "period_how": period["how"],
        "findings": " ".join(record["findings"]),
        "rules": combination(record["rules"]),
        "sentence": sentences.quote(record["start"], record["end"]),
        **{
            bound: None if record[bound] is None else float(record[bound])
            for bound in ("value", "low", "high")
        },
    }
    if "review" in record:
        review = record["review"]
        row |= {
            "review": review["state"],
            "reviewer": review["who"],
            "reviewed": review["when"],
            "reason": review["reason"],
            "corrected": combination({name: str(value) for name, value in review["corrected"].items()}),
        }
    return {name: row[name] for name in (*SCHEMA, *(REVIEW if "review" in record else ()))}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table whose text no spreadsheet takes for a formula: an apostrophe goes before it.

    A CSV says nothing of types, so that a cell `=…` of a hostile text would be computed. Numbers are not
    touched. Formats that know types need none of this.
    """
    return frame.with_columns(_guarded(name) for name, kind in frame.schema.items() if kind == pl.String)


def _guarded(name: str) -> pl.Expr:
    column = pl.col(name)
    begins = pl.any_horizontal(column.str.starts_with(mark) for mark in FORMULA_STARTS)
    return pl.when(begins).then(pl.lit("'") + column).otherwise(column).alias(name)
