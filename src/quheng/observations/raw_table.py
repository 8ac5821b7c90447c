"""Read every row of a file as it stands, without a guess about which of them is the header."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import multimode

import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import DataError, NotFoundError, Problem, Where
from quheng.observations.table_file import open_workbook, read_parquet, require_file, require_kind
from quheng.observations.text_file import decode

Row = tuple[str | None, ...]

DELIMITERS = {
    ",": Text(zh="逗号", en="commas"),
    ";": Text(zh="分号", en="semicolons"),
    "\t": Text(zh="制表符", en="tabs"),
}
SNIFFED_ROWS = 50


@dataclass(frozen=True)
class RawTable:
    """The cells of a file or of one sheet.

    Parameters
    ----------
    name
        The file's name, for messages.
    rows
        All rows from the first, each as long as the file has it; an empty cell is None, any other is kept
        with its spaces.
    sheet, sheets
        The sheet's name, and those of all sheets, in a workbook.
    notes
        How it was read, where that is not plain.
    """

    name: str
    rows: tuple[Row, ...]
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def filled_rows(self) -> Iterator[tuple[int, Row]]:
        """Each row that has a filled cell, behind its number in the file (from 1)."""
        return ((number, row) for number, row in enumerate(self.rows, 1) if any(row))


def read_raw_tables(path: Path, sheet: str | None = None) -> Iterator[RawTable]:
    """Yield the table of a CSV, TSV, text or Parquet file, or the sheets of an XLSX file one by one.

    Parameters
    ----------
    path
        The file. A text file may be UTF-8, UTF-16 or GB18030, with commas, semicolons or tabs.
    sheet
        The one sheet that is wanted; all by default.

    Raises
    ------
    NotFoundError
        Where there is no such file or sheet.
    DataError
        Where it is not of its kind.
    """
    require_file(path)
    require_kind(path, (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".parquet"))
    suffix = path.suffix.lower()
    if suffix in (".xlsx", ".xlsm"):
        yield from _sheets(path, sheet)
        return
    if sheet is not None:
        raise DataError(
            Problem(
                Text(zh="只有 XLSX 文件有工作表", en="only an XLSX file has sheets"),
                Where(file=path.name),
                Text(zh="请去掉 --sheet", en="leave out --sheet"),
            )
        )
    yield _parquet(path) if suffix == ".parquet" else _text(path)


def _text(path: Path) -> RawTable:
    text, notes = decode(path.read_bytes(), path.name)
    delimiter = delimiter_of(text)
    if delimiter != ",":
        words = DELIMITERS[delimiter]
        notes += (
            Text(
                zh=f"{path.name} 的各列以{words.zh}分隔",
                en=f"the columns of {path.name} are separated by {words.en}",
            ),
        )
    return RawTable(path.name, tuple(records(text, delimiter, path.name)), notes=notes)


def delimiter_of(text: str) -> str:
    """Return the mark that cuts most of the first rows into one and the same number of cells, above one."""

    def agreement(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter)
        widths = [len(row) for row in islice(rows, SNIFFED_ROWS)]
        width = max(multimode(widths), default=0)
        return (widths.count(width), width) if width > 1 else (0, 0)

    try:
        return max(DELIMITERS, key=agreement)
    except csv.Error:
        return ","


def records(text: str, delimiter: str, name: str) -> Iterator[Row]:
    """Yield the rows of a text table one by one, an empty cell as None.

    Raises
    ------
    DataError
        At the row where a quote is not closed, or a cell is too long.
    """
    number = 1
    try:
        for row in csv.reader(io.StringIO(text, newline=None), delimiter=delimiter, strict=True):
            yield tuple(cell if cell.strip() else None for cell in row)
            number += 1
    except csv.Error:
        raise DataError(
            Problem(
                Text(
                    zh="引号不成对，或单元格过长，无法读取",
                    en="a quote is not closed, or a cell is too long",
                ),
                Where(file=name, row=number),
                Text(
                    zh="含逗号或引号的单元格请用一对双引号括起，其中的引号写两遍",
                    en="put a cell with a comma or a quote into one pair of quotes, and double a quote in it",
                ),
            )
        ) from None


def _sheets(path: Path, wanted: str | None) -> Iterator[RawTable]:
    with open_workbook(path) as book:
        if wanted is not None and wanted not in book.sheet_names:
            there = listed(book.sheet_names)
            raise NotFoundError(
                Problem(
                    Text(zh=f"没有工作表“{wanted}”", en=f"there is no sheet {wanted!r}"),
                    Where(file=path.name),
                    Text(zh=f"现有工作表：{there.zh}", en=f"available sheets: {there.en}"),
                )
            )
        # skip_rows=0 keeps the empty rows at the top, so that rows count as Excel counts them.
        for name in book.sheet_names if wanted is None else [wanted]:
            frame = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
            rows = (tuple(cell if cell and cell.strip() else None for cell in row) for row in frame.rows())
            yield RawTable(path.name, tuple(rows), name, tuple(book.sheet_names))


def _parquet(path: Path) -> RawTable:
    frame = read_parquet(path)
    nested = [name for name, kind in frame.schema.items() if kind.is_nested()]
    if nested:
        columns = listed(nested)
        raise DataError(
            Problem(
                Text(
                    zh=f"这些列的单元格含有多个值：{columns.zh}", en=f"columns of nested cells: {columns.en}"
                ),
                Where(file=path.name),
                Text(zh="每格请只写一个值", en="keep one value a cell"),
            )
        )
    text = frame.select(pl.all().cast(pl.String))
    return RawTable(path.name, (tuple(frame.columns), *text.rows()))
