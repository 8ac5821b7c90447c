"""Find the table on a sheet: its header, the rows below it, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median_high

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, Where
from quheng.observations.raw_table import RawTable, Row, read_raw_tables
from quheng.observations.table_file import ragged_problem

_FOOTNOTE = re.compile(
    r"\s*(数据来源|资料来源|来源|注|备注|说明|source|notes?)\s*\d*\s*[:：.．]", re.IGNORECASE
)
_YEAR = re.compile(r"(19|20)\d\d年?")


@dataclass(frozen=True)
class ForeignTable:
    """A table in the form of whoever made it.

    Parameters
    ----------
    file
        The file's name, for messages.
    columns
        The cells below each header; an empty cell is None, any other is kept with its spaces.
    rows
        The number of each row in the file.
    notes
        What was taken for the header, and what was left out.
    """

    file: str
    columns: dict[str, tuple[str | None, ...]]
    rows: tuple[int, ...]
    notes: tuple[Text, ...]

    def without(self, *headers: str) -> ForeignTable:
        """Return the table without some columns."""
        rest = {header: cells for header, cells in self.columns.items() if header not in headers}
        return ForeignTable(self.file, rest, self.rows, self.notes)

    def problem(
        self, what: Text, remedy: Text, position: int | None = None, column: str | None = None
    ) -> Problem:
        """Word a problem of the table, or of one row of it."""
        row = None if position is None else self.rows[position]
        return Problem(what, Where(file=self.file, row=row, column=column), remedy)


def read_foreign_table(path: Path, sheet: str | None = None) -> ForeignTable:
    """Read the first sheet that has a table.

    Raises
    ------
    NotFoundError
        Where there is no such file or sheet.
    DataError
        Where no sheet has a table, or a row or a header of it is faulty.
    """
    raw = None
    for raw in read_raw_tables(path, sheet):
        header = _header_row(raw)
        if header is not None and any(number > header for number, _ in raw.filled_rows):
            return _table(raw, header)
    raise DataError(_no_table(path.name, raw))


def _no_table(name: str, raw: RawTable | None) -> Problem:
    if raw is not None and not raw.sheets and _header_row(raw) is not None:
        return Problem(
            Text(zh="表头之下没有数据行", en="there are no rows below the header"),
            Where(file=name),
            Text(zh="每个评价对象写一行", en="write one unit a row"),
        )
    sheets = listed(raw.sheets if raw is not None else ())
    found = (
        Text(zh=f"（工作表：{sheets.zh}）", en=f" (its sheets: {sheets.en})")
        if raw is not None and raw.sheets
        else None
    )
    return Problem(
        Text(
            zh=f"没有找到表格{found.zh if found else ''}",
            en=f"there is no table in it{found.en if found else ''}",
        ),
        Where(file=name),
        Text(
            zh="需要一行列名，其下每行一个评价对象，至少两列",
            en="have a row of column names, and below it one unit a row, in two columns or more",
        ),
    )


def _header_row(raw: RawTable) -> int | None:
    """Return the number of the first row with three quarters as many filled cells as is usual, and two."""
    counts = {number: sum(cell is not None for cell in row) for number, row in raw.filled_rows}
    wide = {number: count for number, count in counts.items() if count >= 2}
    usual = median_high(wide.values()) if wide else 0
    return next((number for number, count in wide.items() if 4 * count >= 3 * usual), None)


def _table(raw: RawTable, header: int) -> ForeignTable:
    names = [_one_line(cell) for cell in raw.rows[header - 1]]
    last = max(position for position, name in enumerate(names) if name)
    names = names[: last + 1]
    notes = [*raw.notes, *_sheet_note(raw), *_header_notes(raw, header)]
    below = [(number, row) for number, row in raw.filled_rows if number > header]
    footnotes = _footnotes(below)
    if footnotes:
        quoted = listed(f"“{footnotes[number]}”" for number in footnotes)
        rows = listed(footnotes)
        notes.append(
            Text(
                zh=f"第 {rows.zh} 行是表注，未使用：{quoted.zh}",
                en=f"footnotes left out (row {rows.en}): {quoted.en}",
            )
        )
    body = [(number, row) for number, row in below if number not in footnotes]
    problems = [
        *_header_problems(raw.name, header, names),
        *_width_problems(raw, len(names), body),
        *_unnamed_problems(raw, header, names, body),
    ]
    if problems:
        raise DataError(problems)
    if not body:
        raise DataError(_no_table(raw.name, raw))
    columns = {name: tuple(row[position] for _, row in body) for position, name in enumerate(names) if name}
    return ForeignTable(raw.name, columns, tuple(number for number, _ in body), tuple(notes))


def _one_line(cell: str | None) -> str:
    """Return a header without the line breaks by which it was folded."""
    folded = re.sub(r"(?<=[A-Za-z0-9])\s*[\r\n]+\s*(?=[A-Za-z0-9])", " ", (cell or "").strip())
    return re.sub(r"\s*[\r\n]+\s*", "", folded)


def _sheet_note(raw: RawTable) -> Iterator[Text]:
    if len(raw.sheets) > 1:
        sheets = listed(raw.sheets)
        yield Text(
            zh=f"使用工作表“{raw.sheet}”（共有：{sheets.zh}；可用 --sheet 另选）",
            en=f"sheet {raw.sheet!r} was used (available: {sheets.en}; choose another with --sheet)",
        )


def _header_notes(raw: RawTable, header: int) -> Iterator[Text]:
    above = [" ".join(filter(None, row)).strip() for number, row in raw.filled_rows if number < header]
    if header > 1:
        quoted = listed(f"“{_one_line(text)}”" for text in above)
        zh, en = (f"；其上未使用：{quoted.zh}", f"; left out above it: {quoted.en}") if above else ("", "")
        yield Text(zh=f"第 {header} 行作为表头{zh}", en=f"row {header} was taken as the header{en}")


def _footnotes(below: list[tuple[int, Row]]) -> dict[int, str]:
    """Return the rows whose first cell alone is filled, with a footnote's words; at the end, any sentence."""
    found: dict[int, str] = {}
    at_the_end = True
    for number, row in reversed(below):
        text = row[0]
        alone = text is not None and not any(row[1:])
        if alone and text and (_FOOTNOTE.match(text) or (at_the_end and re.search(r"[:：。]", text))):
            found[number] = text.strip()
        else:
            at_the_end = False
    return dict(sorted(found.items()))


def _header_problems(name: str, header: int, names: list[str]) -> Iterator[Problem]:
    repeated = sorted({text for text in names if text and names.count(text) > 1})
    if repeated:
        columns = listed(repeated)
        yield Problem(
            Text(zh=f"列名重复：{columns.zh}", en=f"several columns have one name: {columns.en}"),
            Where(file=name, row=header),
            Text(zh="每列请用不同的列名", en="give each column its own name"),
        )
    years = [text for text in names if _YEAR.fullmatch(text)]
    if years:
        shown = listed(years)
        yield Problem(
            Text(zh=f"列名是年份：{shown.zh}", en=f"columns are named after years: {shown.en}"),
            Where(file=name, row=header),
            Text(
                zh="请设一列“年份”，每个评价对象每年一行，每个指标一列",
                en="have a column `year`, one row for each unit and year, and one column for each indicator",
            ),
        )
    for text in names:
        if not _YEAR.fullmatch(text) and re.fullmatch(r"[+-]?\d[\d,]*(\.\d+)?%?", text):
            yield Problem(
                Text(
                    zh=f"第 {header} 行被看作表头，但其中有数 {text}",
                    en=f"row {header} looks like the header, but it holds the number {text}",
                ),
                Where(file=name, row=header),
                Text(
                    zh="请用一行写列名；多行表头请合并为一行",
                    en="write the column names in one row; make one row of a header of several",
                ),
            )


def _width_problems(raw: RawTable, width: int, body: list[tuple[int, Row]]) -> Iterator[Problem]:
    for number, row in body:
        if len(row) < width or (raw.sheet is None and any(row[width:])):
            yield ragged_problem(raw.name, number, len(row), width)


def _unnamed_problems(
    raw: RawTable, header: int, names: list[str], body: list[tuple[int, Row]]
) -> Iterator[Problem]:
    for position in range(max(len(row) for _, row in body) if body else 0):
        named = position < len(names) and names[position]
        beyond = position >= len(names) and raw.sheet is None
        filled = next((number for number, row in body if any(row[position : position + 1])), None)
        if not named and not beyond and filled is not None:
            yield Problem(
                Text(
                    zh=f"第 {position + 1} 列没有列名，但第 {filled} 行有内容",
                    en=f"column {position + 1} has no name, but there is a cell in it in row {filled}",
                ),
                Where(file=raw.name, row=header),
                Text(
                    zh="请写上列名；多行表头请合并为一行",
                    en="give the column a name; make one row of a header of several",
                ),
            )
