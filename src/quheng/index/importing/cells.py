"""Cells of foreign tables: numbers, and the marks by which a tool says that one is missing."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import polars as pl

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.observations.problem_rows import problems_by_row


def without_marks(frame: pl.DataFrame, columns: Sequence[str], marks: Collection[str]) -> pl.DataFrame:
    """Return the frame as stripped text, with the empty and the marked cells of `columns` null."""
    text = frame.with_columns(pl.all().cast(pl.String).str.strip_chars().replace("", None))
    marked = pl.col(columns)
    return text.with_columns(pl.when(~marked.is_in(list(marks))).then(marked))


def number_problems(
    frame: pl.DataFrame, columns: Sequence[str], file: str, marks: Collection[str]
) -> list[Problem]:
    """Return a problem for each cell of `columns` that is neither null nor a finite number."""
    problems: list[Problem] = []
    for column in columns:
        finite = frame[column].cast(pl.Float64, strict=False).is_finite().fill_null(value=False)
        wrong = frame[column].is_not_null() & ~finite
        problems += problems_by_row(
            frame.filter(wrong),
            wrong.arg_true(),
            file,
            column,
            lambda cell: Text(zh=f"{cell!r} 不是有限的数", en=f"{cell!r} is not a finite number"),
            number_remedy(marks),
        )
    return problems


def number_remedy(marks: Collection[str]) -> Text:
    """Say what a cell of numbers may hold."""
    shown = ", ".join(marks)
    return Text(
        zh=f"请只写数字（不带千分位逗号和单位）；缺失请留空或写 {shown}",
        en="write digits only (no thousands separator, no measure); "
        f"where missing, leave it empty or write {shown}",
    )


def is_number(cell: str) -> bool:
    """Whether a text is a finite number."""
    try:
        return math.isfinite(float(cell))
    except ValueError:
        return False


def not_a_number(cell: str, where: Where, remedy: Text) -> Problem:
    """Word a cell that should have held a number."""
    return Problem(Text(zh=f"{cell!r} 不是有限的数", en=f"{cell!r} is not a finite number"), where, remedy)
