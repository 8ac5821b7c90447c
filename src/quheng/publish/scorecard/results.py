"""Write results to the kind of file that the ending names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, Where
from quheng.publish.scorecard.result_frame import flat, result_frame
from quheng.publish.scorecard.result_lines import result_lines
from quheng.publish.scorecard.workbook import write_result_workbook
from quheng.scorecard.files import Assessed

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula."""

MOST_ROWS = 1_048_575
"""Rows that a sheet of Excel holds below its header."""


def write_results(found: Assessed, path: Path | str) -> None:
    """Write the results of a file, in its order, none lost.

    Parameters
    ----------
    found
        What `assess_file` gives.
    path
        The file; its ending is one of `ENDINGS`: .jsonl (a line for each subject), .csv (an apostrophe keeps
        a spreadsheet from computing text), .parquet, .xlsx (sheets for results, errors, and the rule).

    Raises
    ------
    DataError
        For another ending, for XLSX without the extra `tables`, or with more rows than it holds.
    """
    path = Path(path)
    require_result_ending(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    _WRITERS[path.suffix.lower()](found, path)


def require_result_ending(path: Path) -> None:
    """Raise a DataError where no results can be written to such a file; asked before the work starts."""
    if path.suffix.lower() not in _WRITERS:
        known = listed(ENDINGS)
        raise DataError(
            Problem(
                Text(
                    zh=f"不支持写出 {path.suffix or '没有扩展名的'} 文件",
                    en=f"cannot write a file of kind {path.suffix!r}",
                ),
                Where(file=str(path)),
                Text(zh=f"可用扩展名：{known.zh}", en=f"use one of the endings {known.en}"),
            )
        )
    if path.suffix.lower() == ".xlsx" and find_spec("xlsxwriter") is None:
        raise DataError(
            Problem(
                Text(zh="写出 XLSX 需要附加组件 tables", en="writing XLSX needs the extra `tables`"),
                Where(file=str(path)),
                Text(zh='请运行 pip install "quheng[tables]"', en='run: pip install "quheng[tables]"'),
            )
        )


def _jsonl(found: Assessed, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
        file.writelines(f"{line}\n" for line in result_lines(found))


def _csv(found: Assessed, path: Path) -> None:
    path.write_bytes(without_formulas(flat(result_frame(found), "; ")).write_csv().encode())


def without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table whose texts and titles no spreadsheet takes for a formula: an apostrophe goes before."""
    guarded = [
        pl.when(pl.any_horizontal(pl.col(name).str.starts_with(mark) for mark in FORMULA_STARTS))
        .then(pl.lit("'") + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
        for name, kind in frame.schema.items()
        if kind == pl.String
    ]
    titles = {name: f"'{name}" for name in frame.columns if name.startswith(FORMULA_STARTS)}
    return frame.with_columns(guarded).rename(titles)


def _parquet(found: Assessed, path: Path) -> None:
    result_frame(found).write_parquet(path)


def _xlsx(found: Assessed, path: Path) -> None:
    if len(found) > MOST_ROWS:
        raise DataError(
            Problem(
                Text(
                    zh=f"有 {len(found)} 行，XLSX 的一张表至多 {MOST_ROWS} 行",
                    en=f"there are {len(found)} rows, and a sheet of XLSX holds {MOST_ROWS}",
                ),
                Where(file=str(path)),
                Text(zh="请写成 .parquet、.csv 或 .jsonl", en="write .parquet, .csv or .jsonl"),
            )
        )
    write_result_workbook(found, path)


_WRITERS: Final[Mapping[str, Callable[[Assessed, Path], None]]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}

ENDINGS: Final = tuple(_WRITERS)
"""The endings of the files that results can be written to."""
