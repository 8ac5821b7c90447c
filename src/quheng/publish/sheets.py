"""Sheets of text and numbers, and the workbook (XLSX) that holds them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xlsxwriter

CREATED = datetime.datetime(2000, 1, 1)
"""A fixed date of creation: the same input gives the same bytes."""

LONGEST_CELL = 32_767
"""Characters that a cell holds; Excel refuses more."""


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Parameters
    ----------
    title
        Its name, at most 31 characters in both languages together.
    heads
        Header rows, each as long as the table is wide.
    rows
        Cells: text, numbers, or None where empty.
    """

    title: str
    heads: Sequence[Sequence[str]]
    rows: Iterable[Sequence[Any]]


def write_sheets(sheets: Iterable[Sheet], title: str, path: Path) -> None:
    """Write a workbook; it needs the extra `tables`. Text stays text: none of it is ever a formula."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False})
    book.set_properties({"title": title, "created": CREATED})
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": False})
    for sheet in sheets:
        _write_sheet(book, sheet, head)
    book.close()


def _write_sheet(book: xlsxwriter.Workbook, sheet: Sheet, head: Any) -> None:
    page = book.add_worksheet(sheet.title)
    page.freeze_panes(len(sheet.heads), 2)
    for column, title in enumerate(sheet.heads[-1]):
        page.set_column(
            column, column, min(40, max(12, 2 * len(title) if not title.isascii() else len(title)))
        )
    for row, cells in enumerate(sheet.heads):
        for column, cell in enumerate(cells):
            page.write_string(row, column, cell, head)
    for row, cells in enumerate(sheet.rows, len(sheet.heads)):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                page.write_string(row, column, cell[:LONGEST_CELL])
            elif cell is not None:
                page.write_number(row, column, cell)
