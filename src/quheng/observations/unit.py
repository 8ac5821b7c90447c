"""Units: what is scored, with their names and the groups they belong to."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where
from quheng.observations.problem_rows import problems_by_row
from quheng.observations.table_file import TableFile, read_table

COORDINATES = {"longitude": 180.0, "latitude": 90.0}


def read_units(path: Path) -> tuple[pl.DataFrame, tuple[Text, ...]]:
    """Read the units of an index.

    Parameters
    ----------
    path
        `units.csv` (or .xlsx, .parquet) with the columns `code` and `name`; `name_en`, `longitude` and
        `latitude` where they are known; `note` and `X_note` are remarks; every other column is a group, and
        `X_en` is the English of `X`.

    Returns
    -------
    The table, text but for the coordinates (degrees), and notes on how it was read.

    Raises
    ------
    DataError
        For an empty or repeated code, an empty name, or a coordinate that is no number of degrees.
    """
    table = read_table(path)
    table.require("code", "name")
    text_columns = [column for column in table.frame.columns if column not in COORDINATES]
    frame = table.frame.with_columns(pl.col(text_columns).cast(pl.String).str.strip_chars().replace("", None))
    problems = [
        *_empty(frame, table, "code"),
        *_empty(frame, table, "name"),
        *_repeated_codes(frame, table),
    ]
    for column, limit in COORDINATES.items():
        if column in frame.columns:
            degrees = pl.col(column).cast(pl.Float64, strict=False)
            wrong = pl.col(column).is_not_null() & ~(degrees.abs() <= limit).fill_null(value=False)
            problems += problems_by_row(
                frame.filter(wrong),
                frame.select(wrong.arg_true()).to_series(),
                table.name,
                column,
                lambda cell: Text(zh=f"{cell!r} 不是经纬度", en=f"{cell!r} is not a coordinate in degrees"),
                Text(zh="请填写十进制度数，或留空", en="give decimal degrees, or leave it empty"),
            )
    if problems:
        raise DataError(problems)
    if frame.is_empty():
        raise DataError(
            Problem(
                Text(zh="没有任何评价对象", en="there are no units"),
                Where(file=table.name),
                Text(zh="表头之下每行写一个评价对象", en="write one unit a row below the header"),
            )
        )
    here = [column for column in COORDINATES if column in frame.columns]
    return frame.with_columns(pl.col(here).cast(pl.Float64)), table.notes


def group_columns(units: pl.DataFrame) -> tuple[str, ...]:
    """Return the columns by which units can be grouped: no remarks (`note`, `X_note`), no translations."""
    own = {"code", "name", "name_en", *COORDINATES}
    return tuple(
        column for column in units.columns if column not in own and not column.endswith(("_en", "note"))
    )


def _empty(frame: pl.DataFrame, table: TableFile, column: str) -> list[Problem]:
    rows = frame.select(pl.col(column).is_null().arg_true()).to_series()
    return problems_by_row(
        frame[rows],
        rows,
        table.name,
        column,
        lambda _: Text(zh="单元格是空的", en="the cell is empty"),
        Text(zh="请填写，或删除该行", en="fill it in, or remove the row"),
    )


def _repeated_codes(frame: pl.DataFrame, table: TableFile) -> list[Problem]:
    rows = frame.select((pl.col("code").is_not_null() & ~pl.col("code").is_first_distinct()).arg_true())
    return problems_by_row(
        frame[rows.to_series()],
        rows.to_series(),
        table.name,
        "code",
        lambda cell: Text(zh=f"代码 {cell} 重复", en=f"the code {cell} stands twice"),
        Text(zh="每个评价对象只写一行", en="give each unit one row"),
    )
