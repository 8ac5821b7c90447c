"""Make the table of units: codes, names, coordinates, groups and remarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from quheng.bilingual import Text, counted, listed
from quheng.errors import DataError
from quheng.index.starting.column_measure import column_problems
from quheng.index.starting.foreign_table import ForeignTable
from quheng.index.starting.headers import COORDINATE_HEADERS, found
from quheng.index.starting.keys import Keys
from quheng.index.starting.numbers import NumberColumn
from quheng.observations import Period


def unit_table(
    table: ForeignTable, keys: Keys, periods: Sequence[str], headers: Iterable[str]
) -> tuple[pl.DataFrame, list[Text]]:
    """Return one row a unit, as its latest period has it, and notes.

    Parameters
    ----------
    table
        Its columns longitude and latitude (经度, 纬度) become coordinates.
    keys, periods
        Of each row.
    headers
        The columns of text. One that tells every unit apart groups none: it becomes the remark `X_note`.
    """
    latest: dict[str, int] = {}
    ends = [Period.parse(period) for period in periods]
    for position, code in enumerate(keys.codes):
        if code not in latest or ends[position] >= ends[latest[code]]:
            latest[code] = position
    columns: dict[str, list[str | None]] = {
        "code": list(latest),
        "name": [keys.names[position] for position in latest.values()],
    }
    notes = _changes(keys.name_header, keys.names, keys.codes)
    for wanted, header in coordinate_headers(table).items():
        column = NumberColumn.read(header, table.columns[header])
        if problems := column_problems(table, column, None, range(len(table.rows))):
            raise DataError(problems)
        notes += [column.note] if column.note else []
        columns[wanted] = [column.values[position] for position in latest.values()]
    remarks = []
    for header in headers:
        cells = [cell and cell.strip() for cell in table.columns[header]]
        notes += _changes(header, cells, keys.codes)
        kept = [cells[position] for position in latest.values()]
        apart = len(latest) > 1 and len(set(kept) - {None}) == len(latest)
        own = header in columns or (apart and not header.endswith(("_en", "note")))
        name = f"{header}_note" if own else header
        remarks += [name] if own else []
        columns[name] = kept
    if remarks:
        shown = listed(remarks)
        notes.append(
            Text(
                zh=f"各评价对象取值互不相同，不能分组，作为备注保留：{shown.zh}",
                en=f"kept as remarks, since no two units share a value: {shown.en}",
            )
        )
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)), notes


def coordinate_headers(table: ForeignTable) -> dict[str, str]:
    """Return the headers of the longitude and latitude, where there are any."""
    headers = {wanted: found(table.columns, spellings) for wanted, spellings in COORDINATE_HEADERS.items()}
    return {wanted: header for wanted, header in headers.items() if header}


def differing_units(cells: Sequence[str | None], codes: Sequence[str]) -> list[str]:
    """Return the units that have several values in a column."""
    values: dict[str, set[str | None]] = {}
    for code, cell in zip(codes, cells, strict=True):
        values.setdefault(code, set()).add(cell)
    return [code for code, found_values in values.items() if len(found_values) > 1]


def _changes(header: str, cells: Sequence[str | None], codes: Sequence[str]) -> list[Text]:
    changing = differing_units(cells, codes)
    if not changing:
        return []
    shown = listed(changing[:5])
    return [
        Text(
            zh=f"“{header}”列：{len(changing)} 个评价对象前后不同（如 {shown.zh}），取最近时期的值",
            en=f"column {header!r} changes for {counted(len(changing), 'unit', 'units')} "
            f"(such as {shown.en}): the latest period's is kept",
        )
    ]
