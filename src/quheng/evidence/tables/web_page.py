"""The tables of an HTML page, each by itself: nested tables, spans and footnote marks included."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from quheng.bilingual import Text
from quheng.errors import DataError
from quheng.evidence.tables.delimited import empty_file
from quheng.evidence.tables.grid import MOST_CELLS, Grid, Spot, area
from quheng.evidence.tables.workbook import too_large
from quheng.observations.text_file import decode

UNREAD = frozenset({"script", "style", "template", "noscript", "svg", "math", "object", "iframe"})
BREAKS = frozenset(
    {"br", "caption", "div", "dd", "dt", "hr", "li", "p", "pre", "section", "td", "th", "tr"}
) | {f"h{level}" for level in range(1, 7)}
WIDEST_SPAN = 1000
"""The largest colspan that the HTML standard lets count; a rowspan counts up to the last row there is."""

CAPTION_LINES = 3
LONGEST_CAPTION = 80
MARK = re.compile(r"\s*(?:\[?\(?\d{1,2}\)?\]?|[*†‡]+|注\d*|[a-z])\s*")
LENGTH = re.compile(r"(?:[kcdm]?m|公里|米)\Z")


def read_web_page(path: Path) -> tuple[tuple[Grid, ...], tuple[Text, ...], str]:
    """Return the tables of a page in the order of their beginnings, notes on its encoding, and its title.

    Raises
    ------
    DataError
        Where the file is empty, in an unknown encoding, or a table has more cells than can be read.
    """
    text, notes = decode(path.read_bytes(), path.name)
    if not text.strip():
        raise DataError(empty_file(path))
    page = _Page()
    page.feed(text)
    page.close()
    grids = []
    for number, table in enumerate(page.tables, 1):
        grid = table.grid(f"table {number}")
        if grid is None:
            raise DataError(too_large(path, f"table {number}"))
        grids.append(grid)
    return tuple(grids), notes, " ".join(page.title.split())


@dataclass(slots=True)
class _Cell:
    across: int
    down: int
    text: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """A table while its tags are read."""

    captions: tuple[str, ...]
    rows: list[list[_Cell]] = field(default_factory=list)
    caption: list[str] = field(default_factory=list)
    reads_caption: bool = False
    is_in_cell: bool = False

    @property
    def sink(self) -> list[str] | None:
        """Where text goes; None between cells."""
        if self.reads_caption:
            return self.caption
        return self.rows[-1][-1].text if self.is_in_cell else None

    def grid(self, name: str) -> Grid | None:
        """Lay the cells out, spans and all; None where there are too many."""
        laid: list[dict[int, str]] = [{} for _ in self.rows]
        covered: dict[Spot, Spot] = {}
        width = 0
        for number, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while column in laid[number]:
                    column += 1
                last = min(number + cell.down, len(self.rows)) - 1
                if len(covered) + (last - number + 1) * cell.across > MOST_CELLS:
                    return None
                covered |= area((number + 1, column), (last + 1, column + cell.across - 1))
                for below in range(number, last + 1):
                    laid[below] |= dict.fromkeys(range(column, column + cell.across), "")
                laid[number][column] = _text(cell.text)
                column += cell.across
            width = max(width, column, max(laid[number], default=-1) + 1)
        rows = [tuple(row.get(column, "") for column in range(width)) for row in laid]
        caption = [line for line in (_text(self.caption),) if line]
        return Grid(name, rows, captions=(*self.captions, *caption), covered=covered, knows_spans=True)


class _Page(HTMLParser):
    """Reads a page in one pass, without recursion: tables lie on a stack."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.title = ""
        self._open: list[_Table] = []
        self._unread = 0
        self._in_title = False
        self._raised: list[str] | None = None
        self._lines: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self._unread += 1
            return
        if self._unread:
            return
        if tag in BREAKS:
            self._break()
        if tag == "table":
            table = _Table(self._captions() or (self._open[-1].captions if self._open else ()))
            self.tables.append(table)
            self._open.append(table)
        elif tag == "title":
            self._in_title = True
        elif tag == "sup" and self._open:
            self._raised = []
        elif self._open:
            self._in_table(self._open[-1], tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD:
            self._unread = max(0, self._unread - 1)
            return
        if self._unread:
            return
        if tag in BREAKS:
            self._break()
        if tag == "title":
            self._in_title = False
        elif tag == "sup":
            self._lower()
        elif tag == "table" and self._open:
            self._open.pop()
            self._lines = [""]
        elif tag == "caption" and self._open:
            self._open[-1].reads_caption = False
        elif tag in ("td", "th", "tr") and self._open:
            self._open[-1].is_in_cell = False

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        if self._in_title:
            self.title += data
        elif self._raised is not None:
            self._raised.append(data)
        elif self._open:
            self._put(data)
        else:
            self._lines[-1] += data

    def _in_table(self, table: _Table, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "caption":
            table.reads_caption = True
        elif tag == "tr":
            table.is_in_cell = False
            table.rows.append([])
        elif tag in ("td", "th"):
            if not table.rows:
                table.rows.append([])
            across = min(max(_number(attributes.get("colspan"), 1), 1), WIDEST_SPAN)
            down = _number(attributes.get("rowspan"), 1) or len(self.rawdata)
            table.rows[-1].append(_Cell(across, down))
            table.is_in_cell = True

    def _put(self, text: str) -> None:
        self._lines[-1] += text
        sink = self._open[-1].sink
        if sink is not None:
            sink.append(text)

    def _lower(self) -> None:
        """Put a raised text in its place: as a mark in brackets, or as the square of a length."""
        if self._raised is None:
            return
        raised, self._raised = "".join(self._raised), None
        sink = self._open[-1].sink if self._open else None
        if sink is None:
            return
        is_power = raised.strip() in ("2", "3", "²", "³") and LENGTH.search("".join(sink[-2:]).rstrip())
        is_mark = MARK.fullmatch(raised) and not is_power
        sink.append(f"[{raised.strip().strip('[]()')}]" if is_mark else raised)

    def _break(self) -> None:
        if self._open:
            self._put(" ")
        if self._lines[-1].strip():
            self._lines.append("")

    def _captions(self) -> tuple[str, ...]:
        """Return the short lines right above a table: its title and its unit."""
        lines = [" ".join(line.split()) for line in self._lines if line.strip()][-CAPTION_LINES:]
        self._lines = [""]
        kept: list[str] = []
        for line in reversed(lines):
            if len(line) > LONGEST_CAPTION or line.endswith(("。", "；", "！", "？")):
                break
            kept.insert(0, line)
        return tuple(kept)


def _text(pieces: list[str]) -> str:
    """Return the text of a cell; its leading no-break and wide spaces stay, for they indent it."""
    text = "".join(pieces)
    indent = re.match(r"[ \t\r\n]*([\xa0\u3000\u2002\u2003 ]*)", text)
    lead = "".join(c for c in (indent[0] if indent else "") if c in "\xa0\u3000\u2002\u2003")
    return lead + " ".join(text.split()) if text.strip() else ""


def _number(text: str | None, default: int) -> int:
    found = re.match(r"\s*(\d{1,9})", text or "")
    return int(found[1]) if found else default
