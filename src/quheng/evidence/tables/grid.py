"""A table as its file has it: cells in rows and columns, each with the name by which people find it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

Spot = tuple[int, int]
"""A row, counted from 1 as the file shows it, and a column, counted from 0."""

MOST_CELLS = 20_000_000
"""More than that is no table that people wrote: a span of a million rows, or an archive made to burst."""


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet, of one table of a page, or of a file.

    Parameters
    ----------
    name
        How the file calls it: `Sheet1`, `table 2`, `page 3 table 1`; empty for the one table of a text file.
    rows
        The rows from the first one on, empty ones included; they may be read only once.
    is_sheet
        Whether cells are called as in a workbook (`Sheet1!C7`).
    captions
        Lines that stand above the table, outside its cells.
    covered
        The cells that a merged cell covers → the one that holds its text.
    indents
        How far the text of a cell is indented by its style, in characters.
    knows_spans
        Whether the file itself says which cells are merged: then a blank cell is blank.
    remarks
        What is to be known of cells: place, code, and the words in Chinese and English.
    """

    name: str
    rows: Iterable[tuple[str, ...]]
    is_sheet: bool = False
    captions: tuple[str, ...] = ()
    covered: Mapping[Spot, Spot] = field(default_factory=dict)
    indents: Mapping[Spot, int] = field(default_factory=dict)
    knows_spans: bool = False
    remarks: tuple[tuple[Spot | None, str, str, str], ...] = ()

    def reference(self, row: int, column: int) -> str:
        """Return the name of a cell: `Sheet1!C7`, `table 2 row 3 column 4`, `row 3 column 4`."""
        if self.is_sheet:
            return f"{self.name}!{letters(column)}{row}"
        return f"{self.name} row {row} column {column + 1}".lstrip()


@cache
def letters(column: int) -> str:
    """Return the letters of a column, counted from 0, as a spreadsheet shows it: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def column_of(name: str) -> int:
    """Return the column, counted from 0, that letters name."""
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def area(first: Spot, last: Spot) -> dict[Spot, Spot]:
    """Return the cells that a merged cell from `first` to `last` covers → the one that holds its text."""
    return {
        (row, column): first
        for row in range(first[0], last[0] + 1)
        for column in range(first[1], last[1] + 1)
        if (row, column) != first
    }
