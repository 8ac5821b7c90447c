"""Read the periods of a foreign table: 2023年, 2023.0 and the dates of Excel."""

from __future__ import annotations

import re

from quheng.bilingual import Text, counted
from quheng.errors import DataError
from quheng.index.starting.foreign_table import ForeignTable
from quheng.index.starting.headers import PERIOD_HEADERS, found
from quheng.index.starting.numbers import half_width
from quheng.observations import Period
from quheng.observations.findings import not_a_period

_WHOLE = re.compile(r"(\d{4})\.0+")
_MIDNIGHT = re.compile(r"[ T]0?0:00(:00(\.0+)?)?$")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|月)?")
_QUARTER = re.compile(r"(\d{4})年?\s*(?:第?([1-4一二三四])季度|Q([1-4]))", re.IGNORECASE)
_HALF = re.compile(r"(\d{4})年?([上下])半年")
_REMEDY = Text(
    zh="请写年份或日期，例如 2023、2023年、2023-06、2023-12-31",
    en="write a year or a date, such as 2023, 2023-06 or 2023-12-31",
)


def read_periods(table: ForeignTable, given: str | None) -> tuple[str | None, list[str], list[Text]]:
    """Return the column of periods, the period of each row as quheng writes it, and notes.

    Dates that are all the first of January stand for their years: so Excel keeps a year that was typed as a
    date.

    Parameters
    ----------
    table
        The table.
    given
        The period of all rows, where no column gives it.

    Raises
    ------
    DataError
        Where there is neither or both, or a cell is no period.
    """
    header = found(table.columns, PERIOD_HEADERS)
    if header is None:
        return None, [_given_period(table, given)] * len(table.rows), []
    if given is not None:
        raise DataError(
            table.problem(
                Text(
                    zh=f"“{header}”列已给出时期，又给了 --period {given}",
                    en=f"the column {header!r} gives the periods, and so does --period {given}",
                ),
                Text(
                    zh="请去掉 --period，或删除该列",
                    en="leave out --period, or remove the column",
                ),
            )
        )
    periods, problems = [], []
    for position, cell in enumerate(table.columns[header]):
        period = None if cell is None else _read(cell)
        if period is None:
            problems.append(table.problem(not_a_period(cell), _REMEDY, position, header))
        else:
            periods.append(period)
    if problems:
        raise DataError(problems)
    cells = [cell or "" for cell in table.columns[header]]
    as_years = all(map(_is_new_year, periods))
    texts = [str(period.start.year) if as_years else str(period) for period in periods]
    return header, texts, _notes(header, cells, texts)


def _given_period(table: ForeignTable, given: str | None) -> str:
    period = None if given is None else _read(given)
    if period is None:
        found_text = f" {given!r}" if given else ""
        raise DataError(
            table.problem(
                Text(
                    zh=f"不知道数据的时期{found_text}",
                    en=f"the period of the figures is not known{found_text}",
                ),
                Text(
                    zh="请加 --period，例如 --period 2024，或在表中设“年份”列",
                    en="add --period, such as --period 2024, or a column `year` in the table",
                ),
            )
        )
    return str(period)


def _read(cell: str) -> Period | None:
    text = _MIDNIGHT.sub("", half_width(cell).strip().lstrip("'"))
    if match := _WHOLE.fullmatch(text):
        text = match[1]
    elif match := _QUARTER.fullmatch(text):
        quarter = match[3] or str("一二三四".find(match[2]) + 1 or match[2])
        text = f"{match[1]}-Q{quarter}"
    elif match := _HALF.fullmatch(text):
        text = f"{match[1]}-H{'上下'.index(match[2]) + 1}"
    elif match := _DATE.fullmatch(text):
        text = "-".join(part for part in match.groups() if part)
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _is_new_year(period: Period) -> bool:
    return period.start == period.end and (period.start.month, period.start.day) == (1, 1)


def _notes(header: str, cells: list[str], texts: list[str]) -> list[Text]:
    changed = [(cell, text) for cell, text in zip(cells, texts, strict=True) if cell != text]
    if not changed:
        return []
    cell, text = changed[0]
    return [
        Text(
            zh=f"“{header}”列：{len(changed)} 格改写为时期（如 {cell!r} → {text}）",
            en=f"column {header!r}: {counted(len(changed), 'cell', 'cells')} rewritten as periods "
            f"(such as {cell!r} → {text})",
        )
    ]
