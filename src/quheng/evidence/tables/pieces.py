"""Cut the lines of a sheet into its tables, as they are read, and a long table into pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quheng.evidence.tables.line import Line

LONGEST_PIECE = 20_000
"""So many lines are held at once."""

WIDE = 6
"""Of a wider table, so many columns count."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive lines of one table.

    Parameters
    ----------
    lines
        The lines, none of them blank.
    continues
        Whether the table began in the piece before.
    """

    lines: tuple[Line, ...]
    continues: bool = False


def pieces(lines: Iterable[Line]) -> Iterator[Piece]:
    """Yield the tables of a sheet one after another.

    A table ends where, below its figures, a title or a blank line stands and then a header: a line of several
    texts without a figure. A line with one text alone before more figures is a section of the same table.
    """
    held: list[Line] = []
    waiting: list[Line] = []
    has_figures = continues = gap = False
    for line in lines:
        filled = line.filled
        if not filled:
            gap = True
            continue
        if has_figures and _may_open(line, filled):
            waiting.append(line)
            continue
        if has_figures and (waiting or gap) and _is_header(line, filled, held):
            yield Piece((*held, *_notes(waiting)), continues)
            held, waiting = [*_titles(waiting), line], []
            has_figures = continues = gap = False
            continue
        if waiting:
            held += waiting
            waiting = []
        held.append(line)
        gap = False
        has_figures = has_figures or line.has_figures
        if len(held) >= LONGEST_PIECE:
            yield Piece(tuple(held), continues)
            held, continues = [], True
    if held or waiting:
        yield Piece((*held, *waiting), continues)


def _may_open(line: Line, filled: Sequence[int]) -> bool:
    """Tell whether a line may stand over another table, or be a section or a note of this one."""
    return (len(filled) == 1 and not line.has_figures) or line.is_of_the_form


def _is_header(line: Line, filled: Sequence[int], held: list[Line]) -> bool:
    """Tell whether several texts stand in a line without a figure, about as many as the table has columns."""
    if line.has_figures or len(filled) < 2:
        return False
    width = max((len(one.filled) for one in held[-3:]), default=0)
    return 2 * len(filled) >= min(width, WIDE)


def _notes(waiting: list[Line]) -> list[Line]:
    """Return the notes below the table that ended."""
    last = max((place for place, line in enumerate(waiting) if line.note), default=-1)
    return waiting[: last + 1]


def _titles(waiting: list[Line]) -> list[Line]:
    return waiting[len(_notes(waiting)) :]
