"""Read the tables of a file, cell by cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from quheng.bilingual import Text, counted
from quheng.evidence.claim import Claim, How
from quheng.evidence.preliminary import is_preliminary
from quheng.evidence.tables.assemble import ColumnLabels, Meaning, Sense
from quheng.evidence.tables.figures import Figure, is_missing, read_figure, turned
from quheng.evidence.tables.grid import Grid
from quheng.evidence.tables.labels import Label, read_label
from quheng.evidence.tables.layout import Layout
from quheng.evidence.tables.line import Line
from quheng.evidence.tables.periods import TableTime
from quheng.evidence.tables.pieces import Piece, pieces
from quheng.evidence.tables.places import PlaceNames
from quheng.evidence.tables.plain import plain
from quheng.evidence.tables.reading import Gap, Table, TableClaim, TableNote
from quheng.evidence.tables.stub import RowLabels, Stub
from quheng.evidence.tables.units import PLAIN

MOST_NOTES = 100
"""Of one table; what is beyond them is counted."""

SHOWN = 40
"""So much of a cell is quoted in a note."""

LACKS = {
    "no-unit": ("没有计量单位", "without a unit"),
    "no-period": ("没有时间", "without a time"),
    "no-place": ("没有地区", "without a place"),
}
"""What a table may not tell of its figures: code → the words in Chinese and English."""

DEFAULT_NAME = re.compile(r"(?:sheet|工作表|table |page ).*|", re.IGNORECASE)
"""The name of a sheet that nobody chose."""

_BREAKS = str.maketrans("\t\n\r\x0b\x0c\x85\u2028\u2029", " " * 8)
_BREAK = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of a file besides its cells.

    Parameters
    ----------
    name, title
        The name of the file without its ending, and the title that it gives itself.
    published, home
        The day of publication, and the code of the place that issued it.
    """

    name: str
    title: str
    published: date | None
    home: str | None


@dataclass
class TextOfCells:
    """The cells as text, written while they are read: a line a row, a tab before each cell.

    Parameters
    ----------
    keeps
        Whether the text is kept, or only counted.
    """

    keeps: bool = True
    length: int = 0
    _pieces: list[str] = field(default_factory=list)

    def add(self, text: str) -> int:
        """Append a text and return where it begins."""
        start = self.length
        self.length += len(text)
        if self.keeps:
            self._pieces.append(text)
        return start

    def lines(self, grid: Grid) -> Iterator[Line]:
        """Yield the rows of a sheet as lines, each written first; blank ones are not."""
        for caption in grid.captions:
            self.add(f"\t{caption.translate(_BREAKS)}\n")
        for number, row in enumerate(grid.rows, 1):
            cells = tuple(cell.translate(_BREAKS) for cell in row) if _BREAK.search("".join(row)) else row
            start = self.add("\t" + "\t".join(cells) + "\n") + 1 if any(cells) else self.length
            yield Line(number, cells, start)

    @property
    def whole(self) -> str:
        """All of it."""
        return "".join(self._pieces)


Found = TableClaim | Gap | TableNote | Table


def read_grid(grid: Grid, document: Document, text: TextOfCells, first: int) -> Iterator[Found]:
    """Yield what the tables of a sheet hold, in order; each `Table` comes behind its cells.

    Parameters
    ----------
    grid
        The sheet.
    document
        The file.
    text
        Where its cells are written.
    first
        The number of its first table.
    """
    for spot, code, zh, en in grid.remarks:
        yield TableNote(grid.reference(*spot) if spot else grid.name, code, Text(zh=zh, en=en))
    reader: _TableReader | None = None
    for piece in pieces(text.lines(grid)):
        if piece.continues and reader:
            yield from reader.body(piece.lines)
            continue
        if reader:
            yield from reader.lacks()
            yield reader.table()
            first += 1
        reader = _TableReader.of(piece, grid, document, first)
        if reader:
            yield from reader.body(piece.lines[reader.meaning.layout.body :])
    if reader:
        yield from reader.lacks()
        yield reader.table()


@dataclass
class _TableReader:
    """Reads one table from top to bottom."""

    grid: Grid
    meaning: Meaning
    stub: Stub
    number: int
    start: int
    end: int
    is_provisional: bool
    footnotes: dict[str, str] = field(default_factory=dict)
    noted: int = 0
    lacking: Counter[str] = field(default_factory=Counter)
    lacking_first: dict[str, str] = field(default_factory=dict)
    _ruled: dict[tuple[str, str, bool, str, int], Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, piece: Piece, grid: Grid, document: Document, number: int) -> _TableReader | None:
        known: list[PlaceNames] = []

        def names(titles: Iterable[str]) -> PlaceNames:
            sheet = [] if _is_default_name(grid.name) else [grid.name]
            known.append(PlaceNames([*titles, *sheet, document.title, document.name], document.home))
            return known[-1]

        layout = Layout.of(piece.lines, grid, names)
        if layout is None:
            return None
        places = known[0]
        meaning = Meaning(layout, TableTime.of(_sources(layout, grid, document), document.published), places)
        said = [*layout.titles, document.title, *(text for column in layout.columns for text in column.path)]
        return cls(
            grid,
            meaning,
            Stub(grid, layout, places),
            number,
            piece.lines[0].start,
            piece.lines[-1].start,
            is_provisional=any(is_preliminary(plain(text)) for text in said),
        )

    def body(self, lines: Iterable[Line]) -> Iterator[Found]:
        """Yield what stands in the lines below the header."""
        layout = self.meaning.layout
        lines = tuple(lines)
        self.stub.places.learn(self._places_of(lines))
        for line in lines:
            self.end = line.start + sum(map(len, line.cells)) + len(line.cells)
            has_figures = line.has_figures or any(
                column.index < len(line.cells) and line.cells[column.index].strip()
                for column in layout.values
            )
            if not has_figures or line.opens_note:
                yield from self._words(line)
            elif not line.is_numbering and not line.repeats(layout.header_texts):
                yield from self._row(line)

    def table(self) -> Table:
        """Return the table, once its last line is read."""
        layout = self.meaning.layout
        header = tuple(column.text for column in self.meaning.columns)
        return Table(
            self.grid.name,
            layout.titles,
            header,
            dict(self.footnotes),
            self.is_provisional,
            self.start,
            self.end,
        )

    def lacks(self) -> Iterator[TableNote]:
        """Say what the table does not tell of its figures, with the first cell of each sort."""
        for code, number in self.lacking.items():
            (zh, en), first = LACKS[code], self.lacking_first[code]
            message = Text(
                zh=f"{number} 个数字{zh}，如 {first}",
                en=f"{counted(number, 'figure', 'figures')} {en}, such as {first}",
            )
            yield TableNote(self.grid.name, code, message)

    def _places_of(self, lines: Iterable[Line]) -> Iterator[str]:
        """Yield the words in which a place is looked for."""
        indices = [c.index for c in self.meaning.layout.columns if c.role in ("place", "indicator")]
        for column in self.meaning.layout.values:
            yield from (label.words for label in column.labels)
        for line in lines:
            for index in indices:
                if index < len(line.cells) and line.cells[index].strip():
                    yield read_label(line.cells[index]).words

    def _words(self, line: Line) -> Iterator[Found]:
        """Read a line without figures: a note below the table, a section, or a row of blanks."""
        if note := line.note:
            mark, text = note
            known = self.footnotes.get(mark)
            self.footnotes[mark] = f"{known}\n{text}" if known else text
            self.is_provisional = self.is_provisional or (not mark and is_preliminary(plain(text)))
            return
        filled = line.filled
        if len(filled) == 1:
            self.stub.open_section(line.cells[filled[0]])
            return
        yield from self._row(line)

    def _row(self, line: Line) -> Iterator[Found]:
        labels: dict[int, RowLabels | None] = {}
        offsets = _offsets(line)
        for column in self.meaning.columns:
            index = column.index
            if index >= len(line.cells) or (line.number, index) in self.grid.covered:
                continue
            panel = column.panel
            if panel not in labels:
                labels[panel] = self.stub.row(line, panel)
                yield from self._unlabelled(line, labels[panel])
            row = labels[panel]
            if row is None:
                continue
            cell = line.cells[index].strip()
            if is_missing(cell):
                yield Gap(self.grid.reference(line.number, index), cell, row.text, column.text)
                continue
            start = offsets[index] + line.cells[index].index(cell)
            sense = self.meaning.sense(row, column)
            figure = read_figure(cell, sense.unit)
            if figure is None or figure.has_own_unit:
                yield from self._remarked(self.grid.reference(line.number, index), cell, sense, figure)
            if figure is not None:
                yield self._claim(line, row, column, cell, start, sense, figure)

    def _remarked(
        self, reference: str, cell: str, sense: Sense, figure: Figure | None
    ) -> Iterator[TableNote]:
        """Say that a cell holds no figure, or one in another unit than its labels say."""
        if figure is None:
            message = Text(
                zh=f"“{cell[:SHOWN]}”不是数字，未读取", en=f"{cell[:SHOWN]!r} is no figure; it was not read"
            )
            yield from self._note(reference, "no-figure", message)
        elif sense.unit.measure not in ("", figure.quantity.measure):
            found, wanted = figure.quantity.measure, sense.unit.text
            message = Text(
                zh=f"单元格写的是{found}，表头的单位是{wanted}，按单元格读取",
                en=f"the cell says {found}, its header {wanted}; it was read as the cell says",
            )
            yield from self._note(reference, "own-unit", message)

    def _claim(
        self,
        line: Line,
        row: RowLabels,
        column: ColumnLabels,
        cell: str,
        start: int,
        sense: Sense,
        figure: Figure,
    ) -> TableClaim:
        reference = self.grid.reference(line.number, column.index)
        place, place_rule = self.meaning.place(row, column)
        falls = sense.sign < 0 and sense.kind == "growth"
        claim = Claim(
            start,
            start + len(cell),
            cell,
            turned(figure.quantity) if falls else figure.quantity,
            figure.hedge,
            sense.kind,
            sense.period,
            place,
            sense.named.code,
            sense.named.phrase,
            sense.relative_to,
            self._rules(figure, place_rule, sense),
            sense.named.modifier,
        )
        if not claim.quantity.measure and sense.unit is PLAIN:
            self._lacks("no-unit", reference)
        if claim.period.how == "unresolved":
            self._lacks("no-period", reference)
        if place.how == "unresolved":
            self._lacks("no-place", reference)
        marks = (*figure.marks, *row.marks, *column.marks)
        is_total = row.is_total or column.is_total
        return TableClaim(claim, reference, self.number, row.text, column.text, row.parent, is_total, marks)

    def _lacks(self, code: str, reference: str) -> None:
        self.lacking[code] += 1
        self.lacking_first.setdefault(code, reference)

    def _rules(self, figure: Figure, place_rule: str, sense: Sense) -> Mapping[str, str]:
        """Return the rules of a claim; claims that were read alike share them."""
        key = figure.rule, figure.hedge, figure.has_own_unit, place_rule, id(sense)
        found = self._ruled.get(key)
        if found is None:
            found = self._ruled[key] = {
                "value": figure.rule,
                "hedge": f"hedge.{figure.hedge}",
                "place": place_rule,
                **sense.rules,
                **({"measure": "measure.cell"} if figure.has_own_unit else {}),
            }
        return found

    def _unlabelled(self, line: Line, row: RowLabels | None) -> Iterator[TableNote]:
        if row is None and line.has_figures:
            message = Text(
                zh="该行有数字而没有行标题，未读取", en="the row has figures but no label; it was not read"
            )
            yield from self._note(self.grid.reference(line.number, 0), "no-label", message)
        elif row and row.place and row.place.alternatives:
            names = "、".join(f"{place.name}（{place.code}）" for place in row.place.alternatives)
            message = Text(
                zh=f"“{row.text}”可能指{names}，表中未能分辨",
                en=f"{row.text} may mean {names}; nothing in the table decides",
            )
            yield from self._note(self.grid.reference(line.number, 0), "ambiguous-place", message)

    def _note(self, reference: str, code: str, message: Text) -> Iterator[TableNote]:
        self.noted += 1
        if self.noted < MOST_NOTES:
            yield TableNote(reference, code, message)
        elif self.noted == MOST_NOTES:
            more = Text(
                zh="类似情况较多，其余不再逐一列出", en="there are more of the kind, which are not listed"
            )
            yield TableNote(self.grid.name, "more", more)


def _offsets(line: Line) -> list[int]:
    """Return where each cell of a line begins in the text."""
    offsets, at = [], line.start
    for cell in line.cells:
        offsets.append(at)
        at += len(cell) + 1
    return offsets


def _sources(layout: Layout, grid: Grid, document: Document) -> Iterator[tuple[Label, How, str]]:
    """Yield what may state the time of a table, the nearest first."""
    for title in layout.titles:
        yield read_label(title), "paragraph", "title"
    yield read_label(grid.name), "default", "sheet"
    yield read_label(document.title), "default", "document"
    yield read_label(document.name), "default", "file"


def _is_default_name(name: str) -> bool:
    return DEFAULT_NAME.fullmatch(name) is not None
