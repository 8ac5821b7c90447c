"""Write a table in the format that its file's ending names."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where


def write_table(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame as CSV or Parquet.

    Raises
    ------
    DataError
        For another ending.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    match path.suffix.lower():
        case ".csv":
            frame.write_csv(path)
        case ".parquet":
            frame.write_parquet(path)
        case other:
            raise DataError(
                Problem(
                    Text(zh=f"不支持写出 {other} 文件", en=f"cannot write a file of kind {other!r}"),
                    Where(file=str(path)),
                    Text(zh="请使用 .csv 或 .parquet", en="use .csv or .parquet"),
                )
            )
