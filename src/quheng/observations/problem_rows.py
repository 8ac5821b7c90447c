"""Turn the rows of a table that fail a check into problems with their row numbers."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.observations.table_file import FIRST_ROW


def problems_by_row(
    failing: pl.DataFrame,
    rows: pl.Series,
    file: str,
    column: str,
    what: Callable[[object], Text],
    remedy: Text,
) -> list[Problem]:
    """Return one problem for each failing row.

    Parameters
    ----------
    failing
        The rows that failed.
    rows
        Their positions in the table, from 0.
    file, column
        Where they stand.
    what
        Words the cell of `column`.
    remedy
        What to do.
    """
    return [
        Problem(what(cell), Where(file=file, row=row + FIRST_ROW, column=column), remedy)
        for row, cell in zip(rows.to_list(), failing[column].to_list(), strict=True)
    ]
