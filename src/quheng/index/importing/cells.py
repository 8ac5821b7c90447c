"""Cells of foreign tables: numbers, and the marks by which a tool says that one is missing."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import polars as pl


def without_marks(frame: pl.DataFrame, columns: Sequence[str], marks: Collection[str]) -> pl.DataFrame:
    """Return the frame as stripped text, with the empty and the marked cells of `columns` null."""
    text = frame.with_columns(pl.all().cast(pl.String).str.strip_chars().replace("", None))
    marked = pl.col(columns)
    return text.with_columns(pl.when(~marked.is_in(list(marks))).then(marked))


def is_number(cell: str) -> bool:
    """Whether a text is a finite number."""
    try:
        return math.isfinite(float(cell))
    except ValueError:
        return False
