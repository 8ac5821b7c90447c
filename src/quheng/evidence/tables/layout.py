"""How a table is laid out: its title, its header, what each column holds, where its figures begin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from quheng.evidence.tables.figures import is_missing, looks_numeric
from quheng.evidence.tables.grid import Grid
from quheng.evidence.tables.labels import Label, read_label
from quheng.evidence.tables.line import YEAR_LIKE, Line
from quheng.evidence.tables.places import PlaceNames, by_code
from quheng.evidence.tables.plain import compact, plain
from quheng.evidence.tables.units import unit_of
from quheng.evidence.tables.words import Role, table_words

SAMPLE = 200
"""How many lines of figures are looked at to tell what a column holds."""

MOST_HEADER_LINES = 8

CENTRED_TITLE = 10
"""So long a text alone in the first line is its title, wherever it stands."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    index
        Its place, from 0.
    role
        What it holds.
    path
        The texts of its header, from the widest to the narrowest.
    panel
        Which stub it belongs to, where a table stands twice side by side.
    """

    index: int
    role: Role
    path: tuple[str, ...]
    panel: int = 0

    @property
    def labels(self) -> tuple[Label, ...]:
        """The texts of its header taken apart; one that only says what the column holds says nothing."""
        roles = table_words().roles
        return tuple(read_label(text) for text in self.path if roles.get(compact(text)) != self.role)


@dataclass(frozen=True)
class Layout:
    """The parts of a table.

    Parameters
    ----------
    titles
        The lines above the header.
    header
        The lines of the header.
    body
        Where, among the lines of the piece, the figures begin.
    columns
        Its columns.
    """

    titles: tuple[str, ...]
    header: tuple[Line, ...]
    body: int
    columns: tuple[Column, ...]

    @classmethod
    def of(
        cls, lines: Sequence[Line], grid: Grid, names: Callable[[Iterable[str]], PlaceNames]
    ) -> Layout | None:
        """Find the parts of a table; None where there are no figures in columns.

        Parameters
        ----------
        lines
            Its first lines, none of them blank.
        grid
            The sheet, for its captions and its merged cells.
        names
            Looks up places under the titles that it is given.
        """
        body = _body(lines)
        if body is None:
            return None
        split = _title_end(lines[:body])
        above = (line.cells[column].strip() for line in lines[:split] for column in line.filled)
        titles = (*grid.captions, *above)
        header = tuple(line for line in lines[split:body] if not line.is_numbering)
        sample = [line for line in lines[body : body + SAMPLE] if line.has_figures or line.has_years_only]
        width = max(len(line.cells) for line in (*header, *sample))
        paths = _paths(header, width, grid)
        places = names(titles)
        places.learn(plain(line.cells[column]) for line in sample for column in range(len(line.cells)))
        columns = tuple(
            Column(column, _role(column, paths[column], sample, places), paths[column])
            for column in range(width)
            if any(column < len(line.cells) and line.cells[column].strip() for line in (*header, *sample))
        )
        columns = _in_panels(_stub_first(columns))
        if not any(column.role == "value" for column in columns):
            return None
        return cls(titles, header, body, columns)

    @property
    def values(self) -> tuple[Column, ...]:
        """The columns of figures."""
        return tuple(column for column in self.columns if column.role == "value")

    def stubs(self, panel: int, *roles: Role) -> tuple[Column, ...]:
        """Return the columns of a panel that label its rows, of the given roles."""
        return tuple(column for column in self.columns if column.panel == panel and column.role in roles)

    @property
    def header_texts(self) -> tuple[str, ...]:
        """The last line of the header, which comes back at the top of a page."""
        return self.header[-1].cells if self.header else ()


def _body(lines: Sequence[Line]) -> int | None:
    """Return where the figures begin; a line of years over them still belongs to the header."""
    seen: dict[int, str] = {}
    for place, line in enumerate(lines):
        if line.is_numbering and place <= MOST_HEADER_LINES:
            continue
        if line.has_figures and not line.is_of_the_form:
            return place
        if line.has_years_only and len(line.filled) > 1 and not line.is_of_the_form:
            roles = [table_words().roles.get(compact(seen.get(column, ""))) for column in line.filled]
            if any(role in ("value", "period", "place", "code") for role in roles):
                return place
        seen |= {column: line.cells[column] for column in line.filled}
    return None


def _title_end(lines: Sequence[Line]) -> int:
    """Return where the header begins: behind lines of one text in the first column, and those of the form."""
    left = min((line.filled[0] for line in lines), default=0)
    for place, line in enumerate(lines):
        filled = line.filled
        is_alone = len(filled) == 1
        is_centred = is_alone and not place and len(line.cells[filled[0]].strip()) >= CENTRED_TITLE
        if not (line.is_of_the_form or (is_alone and filled[0] == left) or is_centred):
            return place
    return len(lines)


def _paths(header: Sequence[Line], width: int, grid: Grid) -> list[tuple[str, ...]]:
    """Return the texts over each column, merged cells carried to every column that they cover.

    Where the file does not know of merged cells, a blank one in a line that is not the last takes the text to
    its left, as far as a text stands below it.
    """
    merged = any((line.number, column) in grid.covered for line in header for column in range(width))
    infers = not merged and not grid.knows_spans
    filled: list[list[str]] = []
    for place, line in enumerate(header):
        row = [line.cells[column].strip() if column < len(line.cells) else "" for column in range(width)]
        below = header[place + 1 :]
        for column in range(width):
            if row[column]:
                continue
            origin = grid.covered.get((line.number, column))
            if origin and origin[0] == line.number:
                row[column] = row[origin[1]]
            elif infers and column and _stands_below(below, column) and _stands_below(below, column - 1):
                row[column] = row[column - 1]
        filled.append(row)
    return [
        tuple(text for text, _ in groupby(row[column] for row in filled if row[column]))
        for column in range(width)
    ]


def _stands_below(lines: Sequence[Line], column: int) -> bool:
    return any(column < len(line.cells) and line.cells[column].strip() for line in lines)


def _role(column: int, path: Sequence[str], sample: Sequence[Line], places: PlaceNames) -> Role:
    """Tell what a column holds: by its header, else by its cells."""
    cells = [
        line.cells[column].strip()
        for line in sample
        if column < len(line.cells) and line.cells[column].strip()
    ]
    told = [cell for cell in cells if not is_missing(cell)]
    numeric = sum(map(looks_numeric, told))
    mostly = 2 * numeric > len(told)
    role = next((role for text in reversed(path) if (role := table_words().roles.get(compact(text)))), None)
    if role == "measure" and told and not _share(told, _is_unit):
        role = "place" if _share(told, lambda cell: _is_place(cell, places)) else "indicator"
    if role in ("period", "serial", "code", "value") or (role and not mostly):
        return (
            "indicator"
            if role == "code" and not _share(told, lambda cell: by_code(cell) is not None)
            else role
        )
    if mostly or not told:
        is_time = column == 0 and told and all(YEAR_LIKE.fullmatch(compact(cell)) for cell in told)
        return "period" if is_time else "value"
    if _share(told, _is_unit):
        return "measure"
    if _share(told, lambda cell: _is_place(cell, places)):
        return "place"
    return "period" if _share(told, lambda cell: read_label(cell).is_time) else "indicator"


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> bool:
    """Tell whether at least half of the cells are so."""
    return bool(cells) and 2 * sum(map(holds, cells)) >= len(cells)


def _is_unit(cell: str) -> bool:
    return unit_of(cell) is not None


def _is_place(cell: str, places: PlaceNames) -> bool:
    words = read_label(cell).words
    found = places.at_head(words) if words else None
    return found is not None and not found.rest


def _stub_first(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Turn texts behind the figures into remarks, unless their header names a stub again."""
    first = next((column.index for column in columns if column.role == "value"), 0)
    heads = {column.path for column in columns if column.index < first and column.path}
    kept = []
    for column in columns:
        is_stub = column.role in ("indicator", "place", "period", "measure", "code", "serial")
        plain_text = (
            column.role in ("indicator", "place") and column.index > first and column.path not in heads
        )
        named = any(compact(text) in table_words().roles for text in column.path)
        if is_stub and plain_text and not named:
            column = Column(column.index, "remark", column.path)
        kept.append(column)
    return tuple(kept)


def _in_panels(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns in panels: one begins where the header of the first stub comes back."""
    head = columns[0].path if columns else ()
    panel, placed = 0, []
    for column in columns:
        if column.index and head and column.path == head and column.role == columns[0].role:
            panel += 1
        placed.append(Column(column.index, column.role, column.path, panel))
    return tuple(placed)
