"""A line of a table, and what it is: figures, years, a count of the columns, a note, a line of the form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from quheng.evidence.tables.figures import is_missing, looks_numeric
from quheng.evidence.tables.marks import footnote
from quheng.evidence.tables.plain import compact, plain
from quheng.evidence.tables.words import table_words

YEAR_LIKE = re.compile(r"(?:19|20)\d\d(?:[.\-/年]?(?:0?[1-9]|1[0-2])月?)?年?")
"""A number that may as well head a column."""

SHORTEST_COUNT = 2
SHORTEST_NOTE = 5


@dataclass(frozen=True)
class Line:
    """A row of a table.

    Parameters
    ----------
    number
        Its row, counted from 1 as the file shows it.
    cells
        Its cells, empty where there is nothing.
    start
        Where its first cell begins in the text of the reading.
    """

    number: int
    cells: tuple[str, ...]
    start: int = 0

    @cached_property
    def filled(self) -> tuple[int, ...]:
        """The columns in which something stands."""
        return tuple(column for column, cell in enumerate(self.cells) if cell and not cell.isspace())

    @cached_property
    def numeric(self) -> tuple[int, ...]:
        """The columns in which a figure seems to stand."""
        return tuple(column for column in self.filled if looks_numeric(self.cells[column]))

    @cached_property
    def has_years_only(self) -> bool:
        """Whether every number may be a year or a month: a header, or data that look like one."""
        return bool(self.numeric) and all(YEAR_LIKE.fullmatch(compact(self.cells[c])) for c in self.numeric)

    @cached_property
    def has_figures(self) -> bool:
        """Whether figures, or marks of missing ones, stand beside its label."""
        if self.numeric:
            return len(self.filled) == 1 or not self.has_years_only
        return len(self.filled) > 1 and all(is_missing(self.cells[column]) for column in self.filled[1:])

    @property
    def is_numbering(self) -> bool:
        """Whether it only counts the columns: 甲 乙 1 2 3, or (1) (2) (3)."""
        if len(self.filled) < SHORTEST_COUNT or not _counts(self.cells[self.filled[-1]]):
            return False
        cells = [compact(self.cells[column]).strip("()") for column in self.filled]
        while cells and cells[0] in table_words().numbering:
            cells = cells[1:]
        if len(cells) < SHORTEST_COUNT or not all(map(str.isdecimal, cells)):
            return False
        first = int(cells[0])
        starts = first in (0, 1) or (first == 2 and not self.cells[0].strip())
        return starts and list(map(int, cells)) == list(range(first, first + len(cells)))

    @property
    def is_of_the_form(self) -> bool:
        """Whether it is about the form or the unit: 单位：万元; 填报单位：… with 2023年 beside it."""
        opens = any(_form().match(plain(self.cells[column])) for column in self.filled)
        return opens and (not self.numeric or self.has_years_only)

    @property
    def note(self) -> tuple[str, str] | None:
        """The mark and the text of a note below a table; the mark is empty where it has none."""
        if not self.filled or set(self.filled[1:]) & set(self.numeric):
            return None
        text = plain(" ".join(self.cells[column].strip() for column in self.filled))
        if found := footnote(text):
            is_sign = not found[0].isalnum() or text.startswith("注")
            is_note = is_sign or len(self.filled) > 1 or len(found[1]) > SHORTEST_NOTE
            return found if is_note else None
        return ("", text) if _note().match(text) else None

    @property
    def opens_note(self) -> bool:
        """Whether it says that it is a note: 注：, 资料来源：."""
        return bool(self.filled) and _note().match(plain(self.cells[self.filled[0]])) is not None

    def repeats(self, header: tuple[str, ...]) -> bool:
        """Tell whether it is the header once more, as at the top of a page."""
        return self.cells == header


def _counts(cell: str) -> bool:
    return len(cell) < SHORTEST_NOTE and compact(cell).strip("()").isdecimal()


@cache
def _form() -> re.Pattern[str]:
    words = "|".join(map(re.escape, (*table_words().units, *table_words().forms)))
    return re.compile(rf"\(?(?:{words})\s*:", re.IGNORECASE)


@cache
def _note() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table_words().notes))
    return re.compile(rf"[(\[]?(?:{words})\d*\s*[:.、)\]]|本表", re.IGNORECASE)
