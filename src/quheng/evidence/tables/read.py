"""Read the tables of a CSV, XLSX, HTML or PDF file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from quheng.bilingual import Text
from quheng.errors import DataError
from quheng.evidence.arguments import day_of, require_known
from quheng.evidence.tables.delimited import empty_file, read_delimited
from quheng.evidence.tables.file_kind import require_own_kind
from quheng.evidence.tables.grid import Grid
from quheng.evidence.tables.pdf import read_pdf
from quheng.evidence.tables.reader import Document, Found, TextOfCells, read_grid
from quheng.evidence.tables.reading import Gap, Table, TableClaim, TableNote, TableReading
from quheng.evidence.tables.web_page import read_web_page
from quheng.evidence.tables.workbook import read_workbook
from quheng.observations.table_file import require_file

TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".html", ".htm", ".pdf")


def read_tables(path: Path, published: date | str | None = None, home: str | None = None) -> TableReading:
    """Read the figures of the tables in a file, each with its meaning and its cell.

    Parameters
    ----------
    path
        A CSV, TSV or text table (UTF-8, UTF-16 or GB18030), a workbook, an HTML page, or a PDF with text.
    published
        The day of publication, or `2024-12-12`: relative words (本年, 上年) count from it where nothing in
        the table states a year.
    home
        The code (GB/T 2260) of the place that issued the tables: they speak of it where they name no other.

    Raises
    ------
    NotFoundError
        Where there is no such file, or `home` is no code of the gazetteer.
    DataError
        Where the file is empty, is not of the kind that its ending says, is protected by a password, holds
        images of pages only, or where `published` is no date.
    """
    text = TextOfCells()
    found: dict[type, list[Found]] = {TableClaim: [], Gap: [], TableNote: [], Table: []}
    day = day_of(published)
    for one in _found(path, day, home, text):
        found[type(one)].append(one)
    claims = tuple(one for one in found[TableClaim] if isinstance(one, TableClaim))
    gaps = tuple(one for one in found[Gap] if isinstance(one, Gap))
    notes = tuple(one for one in found[TableNote] if isinstance(one, TableNote))
    tables = tuple(one for one in found[Table] if isinstance(one, Table))
    if not tables:
        message = Text(zh="没有找到数据表格", en="no table with figures was found")
        notes = (*notes, TableNote("", "no-table", message))
    return TableReading(path.name, text.whole, day, home, tables, claims, gaps, notes)


def stream_tables(
    path: Path, published: date | str | None = None, home: str | None = None
) -> Iterator[TableClaim]:
    """Yield the figures of a file one by one, as `read_tables` gives them, without holding them.

    For text tables of millions of rows. Raises as `read_tables` does, once the first figure is asked for.
    """
    text = TextOfCells(keeps=False)
    for one in _found(path, day_of(published), home, text):
        if isinstance(one, TableClaim):
            yield one


def _found(path: Path, published: date | None, home: str | None, text: TextOfCells) -> Iterator[Found]:
    require_file(path)
    require_known(home)
    require_own_kind(path, TABLE_ENDINGS)
    if not path.stat().st_size:
        raise DataError(empty_file(path))
    grids, notes, title = _grids(path)
    for note in notes:
        yield TableNote("", "encoding", note)
    document = Document(path.stem, title, published, home)
    number = 0
    for grid in grids:
        for one in read_grid(grid, document, text, number):
            number += isinstance(one, Table)
            yield one


def _grids(path: Path) -> tuple[Iterable[Grid], tuple[Text, ...], str]:
    """Return the sheets of a file, notes on how it was decoded, and its title."""
    match path.suffix.lower():
        case ".xlsx" | ".xlsm":
            return read_workbook(path), (), ""
        case ".html" | ".htm":
            return read_web_page(path)
        case ".pdf":
            return read_pdf(path), (), ""
        case _:
            grid, notes = read_delimited(path)
            return (grid,), notes, ""
