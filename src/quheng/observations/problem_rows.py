"""Turn the rows of a table that fail a check into problems with their row numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import polars as pl

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.observations.findings import not_a_number, number_remedy
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


def number_problems(
    frame: pl.DataFrame, columns: Iterable[str], file: str, marks: Collection[str]
) -> list[Problem]:
    """Return a problem for each cell of text columns that is neither null nor a finite number.

    Parameters
    ----------
    frame
        The whole table.
    columns
        Those that should hold numbers.
    file
        Where they stand.
    marks
        By which a missing number may be told; their cells are null by now.
    """
    problems: list[Problem] = []
    for column in columns:
        finite = frame[column].cast(pl.Float64, strict=False).is_finite().fill_null(value=False)
        wrong = frame[column].is_not_null() & ~finite
        problems += problems_by_row(
            frame.filter(wrong), wrong.arg_true(), file, column, not_a_number, number_remedy(marks)
        )
    return problems
