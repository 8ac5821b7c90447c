"""A sheet of a workbook as a grid of text cells, for tools that lay out their sheets by position."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import DataError, NotFoundError, Problem, Where
from quheng.observations.table_file import open_workbook, require_file


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet.

    Parameters
    ----------
    file, sheet
        Its names, for messages.
    cells
        A column of text for each column of the sheet, from the first one in use; rows from the first row.
    """

    file: str
    sheet: str
    cells: pl.DataFrame

    @property
    def height(self) -> int:
        """The number of rows."""
        return self.cells.height

    @property
    def width(self) -> int:
        """The number of columns."""
        return self.cells.width

    def cell(self, row: int, column: int) -> str | None:
        """Return a cell, stripped; None where it is empty or lies outside."""
        if not (0 <= row < self.height and 0 <= column < self.width):
            return None
        found = self.cells[row, column]
        return None if found is None else str(found).strip() or None

    def where(self, row: int, column: str | None = None) -> Where:
        """Return the place of a row, as Excel counts rows, and of a column by its name."""
        return Where(file=f"{self.file} [{self.sheet}]", row=row + 1, column=column)

    def find(self, pattern: re.Pattern[str]) -> tuple[int, int]:
        """Return the first row, and in it the first column, of a cell that matches in full.

        Raises
        ------
        DataError
            Where there is none.
        """
        for row in range(self.height):
            for column in range(self.width):
                if pattern.fullmatch(self.cell(row, column) or ""):
                    return row, column
        raise DataError(
            Problem(
                Text(
                    zh=f"找不到形如 {pattern.pattern} 的代码",
                    en=f"there is no code of the form {pattern.pattern}",
                ),
                Where(file=f"{self.file} [{self.sheet}]"),
                Text(
                    zh="请使用 COIN Tool 的工作簿，代码行保持原样",
                    en="use a workbook of the COIN Tool, with its codes as they were",
                ),
            )
        )


def read_grid(path: Path, sheet: str) -> Grid:
    """Read one sheet of an XLSX or XLSM file.

    Raises
    ------
    NotFoundError
        Where there is no such file or sheet.
    DataError
        Where it is no workbook, or the extra `tables` is not installed.
    """
    require_file(path)
    with open_workbook(path) as book:
        if sheet not in book.sheet_names:
            there = listed(book.sheet_names)
            raise NotFoundError(
                Problem(
                    Text(zh=f"没有工作表 {sheet}", en=f"there is no sheet {sheet}"),
                    Where(file=path.name),
                    Text(zh=f"现有工作表：{there.zh}", en=f"available sheets: {there.en}"),
                )
            )
        # skip_rows=0 keeps the empty rows at the top, so that rows count as Excel counts them.
        cells = book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string").to_polars()
    return Grid(path.name, sheet, cells)
