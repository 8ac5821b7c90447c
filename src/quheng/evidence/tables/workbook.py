"""Workbooks: the sheets of an XLSX file, with the merged cells, indents and per cent of their XML."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where
from quheng.evidence.tables.grid import MOST_CELLS, Grid, Spot, area
from quheng.evidence.tables.sheet_xml import SheetFacts, WorkbookXml
from quheng.observations.table_file import open_workbook

NOT_AVAILABLE = "#N/A"

SHOWN_SPOTS = 200
"""How many cells without a result get a remark each."""


def read_workbook(path: Path) -> Iterator[Grid]:
    """Yield the sheets of a workbook, the hidden ones too.

    A number that its cell shows in per cent is read as it is shown: 0.083 is 8.3%. Of a formula its stored
    result is read, and nothing is computed: without one, and where it is an error, the cell holds #N/A.

    Raises
    ------
    DataError
        Where it is no workbook, or the extra `tables` is not installed.
    """
    xml = WorkbookXml(path)
    with open_workbook(path) as book:
        for name in book.sheet_names:
            sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            if sheet.height * sheet.width > MOST_CELLS:
                raise DataError(too_large(path, name))
            facts = xml.facts(name)
            rows = _rows(sheet.to_polars().rows(), facts)
            hidden = sheet.visible != "visible"
            yield Grid(
                name,
                rows,
                is_sheet=True,
                covered=_covered(facts, sheet.height, sheet.width),
                indents=facts.indents,
                knows_spans=bool(facts.merged),
                remarks=(*_hidden(name, hidden), *_without_result(facts)),
            )


def too_large(path: Path, name: str) -> Problem:
    """Word a table of more cells than can be read."""
    return Problem(
        Text(
            zh=f"表格过大，超过 {MOST_CELLS:,} 个单元格", en=f"the table has more than {MOST_CELLS:,} cells"
        ),
        Where(file=path.name, field=name),
        Text(zh="请拆分，或存为 CSV", en="split it, or save it as CSV"),
    )


def _rows(rows: list[tuple[str | None, ...]], facts: SheetFacts) -> list[tuple[str, ...]]:
    plain = [[cell or "" for cell in row] for row in rows]
    for number, column in facts.percents:
        if number <= len(plain) and column < len(plain[number - 1]):
            plain[number - 1][column] = _in_percent(plain[number - 1][column])
    for number, column in (*facts.uncomputed, *facts.errors):
        if number <= len(plain) and column < len(plain[number - 1]):
            plain[number - 1][column] = plain[number - 1][column] or NOT_AVAILABLE
    return [tuple(row) for row in plain]


def _in_percent(text: str) -> str:
    try:
        return f"{(Decimal(text) * 100).normalize():f}%"
    except InvalidOperation:
        return text


def _covered(facts: SheetFacts, height: int, width: int) -> dict[Spot, Spot]:
    """Return what merged cells cover within the rows and columns in use."""
    covered: dict[Spot, Spot] = {}
    for first, last in facts.merged:
        covered |= area(first, (min(last[0], height), min(last[1], width - 1)))
    return covered


def _hidden(name: str, hidden: bool) -> Iterator[tuple[Spot | None, str, str, str]]:
    if hidden:
        yield (
            None,
            "hidden-sheet",
            f"工作表“{name}”是隐藏的，也已读取",
            f"the sheet {name!r} is hidden; it was read",
        )


def _without_result(facts: SheetFacts) -> Iterator[tuple[Spot | None, str, str, str]]:
    for spot in facts.uncomputed[:SHOWN_SPOTS]:
        yield (
            spot,
            "formula",
            "公式没有保存计算结果，按缺失处理；请在 Excel 中打开并保存",
            "the formula has no stored result: missing; open the file in Excel and save it",
        )
    for spot in facts.errors[:SHOWN_SPOTS]:
        yield (
            spot,
            "formula",
            "公式的结果是错误值，按缺失处理",
            "the result of the formula is an error: missing",
        )
