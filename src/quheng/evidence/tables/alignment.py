"""Rows and columns from the places of characters on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from quheng.evidence.tables.figures import is_missing, looks_numeric
from quheng.evidence.tables.grid import Spot, area

GAP = 0.8
"""A wider gap, in heights of a line, parts two cells."""

OVERLAP = 0.5
"""Two characters stand in one line where so much of the lower one's height is shared."""

FAR = 3.0
"""Lines further apart, in heights, are of different tables."""

CAPTIONS = 3

TWO_TEXTS = " | "
"""Between two texts that fall into one column, so that nobody takes two figures for one."""


class Character(NamedTuple):
    """A character on a page; y grows downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(slots=True)
class Fragment:
    """Characters of a line without a wide gap."""

    text: str
    left: float
    right: float

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure, or says that one is missing."""
        return looks_numeric(self.text) or is_missing(self.text)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page.

    Parameters
    ----------
    fragments
        From left to right.
    top, bottom
        Where.
    """

    fragments: tuple[Fragment, ...]
    top: float
    bottom: float

    @property
    def has_figures(self) -> bool:
        """Whether it may be a row of a table: a label, or a column, with figures beside it."""
        return len(self.fragments) > 1 and any(one.is_figure for one in self.fragments[1:])


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of a page.

    Parameters
    ----------
    rows
        Its cells.
    captions
        The lines right above it.
    covered
        The cells that a header over several columns covers.
    shared
        In how many rows two texts fall into one column.
    """

    rows: list[tuple[str, ...]]
    captions: tuple[str, ...]
    covered: dict[Spot, Spot]
    shared: int


def tables_of(characters: Sequence[Character]) -> Iterator[PageTable]:
    """Yield the tables of a page, from top to bottom.

    A table is a run of at least two lines with figures in them, with the lines of several texts above them as
    its header. The columns are the stretches that the figures and labels of its rows take up together; a text
    of the header belongs to every column that it stands over.
    """
    lines = page_lines(characters)
    begin = 0
    for first, last in _runs(lines):
        head = first
        while head > begin and len(lines[head - 1].fragments) > 1 and _near(lines[head - 1], lines[head]):
            head -= 1
        top = head
        while (
            top > max(begin, head - CAPTIONS)
            and len(lines[top - 1].fragments) == 1
            and _near(lines[top - 1], lines[top])
        ):
            top -= 1
        foot = last + 1
        while foot < len(lines) and len(lines[foot].fragments) == 1 and _near(lines[foot - 1], lines[foot]):
            foot += 1
        captions = tuple(line.fragments[0].text for line in lines[top:head])
        yield _table(lines[head:first], lines[first : last + 1], lines[last + 1 : foot], captions)
        begin = foot


def page_lines(characters: Sequence[Character]) -> list[PageLine]:
    """Return the lines of a page from top to bottom, each cut where a wide gap stands."""
    lines: list[list[Character]] = []
    for one in sorted(
        characters, key=lambda character: ((character.top + character.bottom) / 2, character.left)
    ):
        if lines and _shares_line(lines[-1], one):
            lines[-1].append(one)
        else:
            lines.append([one])
    return [_cut(sorted(line, key=lambda character: character.left)) for line in lines]


def _shares_line(line: Sequence[Character], one: Character) -> bool:
    last = line[0]
    shared = min(last.bottom, one.bottom) - max(last.top, one.top)
    return shared > OVERLAP * min(last.bottom - last.top, one.bottom - one.top)


def _cut(line: Sequence[Character]) -> PageLine:
    height = median(character.bottom - character.top for character in line)
    fragments: list[Fragment] = []
    for one in line:
        gap = one.left - fragments[-1].right if fragments else 0
        if not fragments or gap > GAP * height:
            fragments.append(Fragment(one.text, one.left, one.right))
            continue
        spaced = gap > height / 5 and one.text.isascii() and fragments[-1].text[-1].isascii()
        fragments[-1].text += f" {one.text}" if spaced else one.text
        fragments[-1].right = max(fragments[-1].right, one.right)
    return PageLine(tuple(fragments), min(one.top for one in line), max(one.bottom for one in line))


def _runs(lines: Sequence[PageLine]) -> Iterator[tuple[int, int]]:
    """Yield first and last line of each run of rows; one line with a single text may stand between two."""
    first = last = -1
    for number, line in enumerate(lines):
        if not line.has_figures:
            continue
        if (
            first >= 0
            and number - last <= 2
            and (number - last == 1 or len(lines[number - 1].fragments) == 1)
            and _near(lines[last], line, number - last)
        ):
            last = number
            continue
        if last > first >= 0:
            yield first, last
        first = last = number
    if last > first >= 0:
        yield first, last


def _near(above: PageLine, below: PageLine, steps: int = 1) -> bool:
    return below.top - above.bottom < steps * FAR * (above.bottom - above.top)


def _table(
    header: Sequence[PageLine], body: Sequence[PageLine], foot: Sequence[PageLine], captions: tuple[str, ...]
) -> PageTable:
    columns = _columns(body)
    rows: list[tuple[str, ...]] = []
    covered: dict[Spot, Spot] = {}
    shared = 0
    for line in (*header, *body):
        cells = [""] * len(columns)
        for fragment in line.fragments:
            under = _columns_under(fragment, columns)
            cells[under[0]] += f"{TWO_TEXTS}{fragment.text}" if cells[under[0]] else fragment.text
            if line in header:
                covered |= area((len(rows) + 1, under[0]), (len(rows) + 1, under[-1]))
        shared += any(TWO_TEXTS in cell for cell in cells)
        rows.append(tuple(cells))
    rows += [(line.fragments[0].text, *[""] * (len(columns) - 1)) for line in foot]
    return PageTable(rows, captions, covered, shared)


def _columns(body: Sequence[PageLine]) -> list[tuple[float, float]]:
    """Return the stretches that texts of rows with figures take up, from left to right."""
    stretches = sorted((one.left, one.right) for line in body if line.has_figures for one in line.fragments)
    columns: list[tuple[float, float]] = []
    for left, right in stretches:
        if columns and left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    return columns


def _columns_under(fragment: Fragment, columns: Sequence[tuple[float, float]]) -> list[int]:
    """Return the columns that a text overlaps, or the nearest one."""
    under = [
        number
        for number, (left, right) in enumerate(columns)
        if fragment.left < right and left < fragment.right
    ]
    if under:
        return under
    middle = (fragment.left + fragment.right) / 2
    return [min(range(len(columns)), key=lambda number: abs(sum(columns[number]) / 2 - middle))]
