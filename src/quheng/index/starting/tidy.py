"""Take a tidy table: one row an observation, with the columns unit, indicator, period and value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem
from quheng.index.new_folder import NO_MEASURE
from quheng.index.starting.column_measure import agreed_measure, column_problems
from quheng.index.starting.draft import OWN_DATA, Indicator, StartingDraft, indicators
from quheng.index.starting.foreign_table import ForeignTable
from quheng.index.starting.headers import (
    INDICATOR_HEADERS,
    MEASURE_HEADERS,
    SOURCE_HEADERS,
    STATUS_HEADERS,
    VALUE_HEADERS,
    caption,
    code_candidates,
    found,
    name_candidates,
)
from quheng.index.starting.keys import Keys, find_keys
from quheng.index.starting.namesakes import check_namesakes
from quheng.index.starting.numbers import NumberColumn, missing_note
from quheng.index.starting.periods import read_periods
from quheng.index.starting.unit_table import coordinate_headers, differing_units, unit_table
from quheng.index.starting.wide import without_numbering
from quheng.observations.measure import known_measures
from quheng.observations.observation import STATUSES


def is_tidy(table: ForeignTable) -> bool:
    """Whether the table has columns of indicators and of values."""
    return (
        found(table.columns, INDICATOR_HEADERS) is not None
        and found(table.columns, VALUE_HEADERS) is not None
    )


@dataclass(frozen=True)
class _Reading:
    """The rows of one indicator."""

    indicator: Indicator
    column: NumberColumn
    positions: tuple[int, ...]


def from_tidy(table: ForeignTable, period: str | None) -> StartingDraft:
    """Take each indicator that occurs, in the order of the rows.

    Parameters
    ----------
    table
        With a column that names the units, one of indicators and one of values; a measure, a status and a
        source are kept where there are columns of them.
    period
        Of the figures, where no column gives it.

    Raises
    ------
    DataError
        With every problem found, each with its row in the table.
    """
    period_header, periods, period_notes = read_periods(table, period)
    plain, dropped = without_numbering(table)
    parts = _parts(plain)
    rest = plain.without(*(header for header in (*parts.values(), period_header) if header))
    keys = find_keys(rest)
    cells = {part: [cell and cell.strip() for cell in table.columns[h]] for part, h in parts.items()}
    measures = cells.get("measure", [None] * len(table.rows))
    readings, empty = _read(table, parts["value"], cells["indicator"], measures)
    problems = [
        *_unnamed(table, parts["indicator"], cells["indicator"]),
        *_repeated(table, keys, cells["indicator"], periods),
        *(problem for reading in readings for problem in _value_problems(table, reading, measures)),
        *_status_problems(table, parts.get("status"), cells.get("status", [])),
    ]
    if not readings:
        problems.append(
            table.problem(
                Text(zh="没有数值", en="there are no numbers"),
                Text(zh="每行写一个观测值", en="write one observation a row"),
                column=parts["value"],
            )
        )
    if problems:
        raise DataError(problems)
    own = {keys.code_header, keys.name_header, *coordinate_headers(rest).values()}
    others = [header for header in rest.columns if header not in own and any(rest.columns[header])]
    of_units = [header for header in others if not differing_units(rest.columns[header], keys.codes)]
    units, unit_notes = unit_table(rest, keys, periods, of_units)
    observations = pl.concat(_observations(r, keys, periods, cells) for r in readings)
    notes = [
        *table.notes,
        *dropped,
        Text(zh="按长表读取：每行一个观测值", en="read as a tidy table: one row an observation"),
        *period_notes,
        *keys.notes,
        *check_namesakes(rest, keys, units),
        *unit_notes,
        *_unused([header for header in others if header not in of_units]),
        *_empty_indicators(empty),
        *(reading.column.note for reading in readings if reading.column.note),
        *filter(None, [missing_note(reading.column for reading in readings)]),
    ]
    return StartingDraft(
        table.file,
        keys,
        tuple(reading.indicator for reading in readings),
        units,
        observations,
        tuple(observations["source"].unique(maintain_order=True)),
        tuple(notes),
    )


def _parts(table: ForeignTable) -> dict[str, str]:
    """Return the headers of indicator, value, measure, status and source; 单位 may be units."""
    wanted = {
        "indicator": INDICATOR_HEADERS,
        "value": VALUE_HEADERS,
        "measure": MEASURE_HEADERS,
        "status": STATUS_HEADERS,
        "source": SOURCE_HEADERS,
    }
    headers = {part: header for part, names in wanted.items() if (header := found(table.columns, names))}
    others = [header for header in table.columns if header not in headers.values()]
    if headers.get("measure") == "单位" and not code_candidates(others) + name_candidates(others):
        del headers["measure"]
    return headers


def _read(
    table: ForeignTable, header: str, names: Sequence[str | None], measures: Sequence[str | None]
) -> tuple[list[_Reading], list[str]]:
    """Return the indicators that have a value, and the names of those that have none."""
    positions: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        if name is not None:
            positions.setdefault(name, []).append(position)
    columns = {
        name: NumberColumn.read(f"{header} / {name}", [table.columns[header][p] for p in own])
        for name, own in positions.items()
    }
    filled = {name: column for name, column in columns.items() if not column.is_missing}
    declared = {name: _declared(name, [measures[p] for p in positions[name]]) for name in filled}
    made = indicators((caption(n).title, agreed_measure(filled[n], declared[n])) for n in filled)
    readings = [
        _Reading(indicator, filled[name], tuple(positions[name]))
        for indicator, name in zip(made, filled, strict=True)
    ]
    return readings, [name for name in columns if name not in filled]


def _declared(name: str, measures: Sequence[str | None]) -> str | None:
    return next(filter(None, measures), None) or caption(name).measure


def _unnamed(table: ForeignTable, header: str, names: Sequence[str | None]) -> Iterator[Problem]:
    for position, name in enumerate(names):
        if name is None:
            yield table.problem(
                Text(zh="没有写指标", en="the row names no indicator"),
                Text(zh="请填写，或删除该行", en="fill it in, or remove the row"),
                position,
                header,
            )


def _repeated(
    table: ForeignTable, keys: Keys, names: Sequence[str | None], periods: Sequence[str]
) -> Iterator[Problem]:
    rows: dict[tuple[str, str | None, str], list[int]] = {}
    for position, key in enumerate(zip(keys.codes, names, periods, strict=True)):
        rows.setdefault(key, []).append(position)
    for (code, name, period), positions in rows.items():
        if len(positions) > 1 and name is not None:
            shown = listed(table.rows[position] for position in positions)
            yield table.problem(
                Text(
                    zh=f"{code} 的 {name}（{period}）重复：第 {shown.zh} 行",
                    en=f"{code}, {name}, {period} stands in several rows: {shown.en}",
                ),
                Text(zh="每个观测值只写一行", en="give each observation one row"),
                positions[1],
            )


def _value_problems(
    table: ForeignTable, reading: _Reading, measures: Sequence[str | None]
) -> Iterator[Problem]:
    wanted = reading.indicator.measure
    declared = None if wanted == NO_MEASURE or wanted in reading.column.measures else wanted
    yield from column_problems(table, reading.column, declared, reading.positions)
    for position in reading.positions:
        measure = measures[position]
        if measure is not None and known_measures().ratio(measure, wanted) is None:
            yield table.problem(
                Text(
                    zh=f"{measure!r} 不能换算为该指标的计量单位 {wanted}",
                    en=f"{measure!r} does not convert to {wanted}, the measure of the indicator",
                ),
                Text(zh="请更正计量单位，或先换算", en="correct the measure, or convert the value first"),
                position,
            )


def _status_problems(
    table: ForeignTable, header: str | None, statuses: Sequence[str | None]
) -> Iterator[Problem]:
    allowed = listed(STATUSES)
    for position, status in enumerate(statuses):
        if status is not None and status not in STATUSES:
            yield table.problem(
                Text(zh=f"未知的状态 {status!r}", en=f"unknown status {status!r}"),
                Text(zh=f"可用：{allowed.zh}", en=f"allowed: {allowed.en}"),
                position,
                header,
            )


def _unused(headers: Sequence[str]) -> Iterator[Text]:
    if headers:
        shown = listed(headers)
        yield Text(
            zh=f"同一评价对象取值不一，未使用：{shown.zh}",
            en=f"left out, since they vary within a unit: {shown.en}",
        )


def _empty_indicators(names: Sequence[str]) -> Iterator[Text]:
    if names:
        shown = listed(names)
        yield Text(
            zh=f"没有数值的指标未使用：{shown.zh}", en=f"indicators without a value left out: {shown.en}"
        )


def _observations(
    reading: _Reading, keys: Keys, periods: Sequence[str], cells: Mapping[str, Sequence[str | None]]
) -> pl.DataFrame:
    def own(part: str, otherwise: str) -> list[str]:
        given = cells.get(part)
        return [given[position] or otherwise if given else otherwise for position in reading.positions]

    values = reading.column.values
    statuses = own("status", "A")
    return pl.DataFrame(
        {
            "unit": [keys.codes[position] for position in reading.positions],
            "indicator": [reading.indicator.code] * len(values),
            "period": [periods[position] for position in reading.positions],
            "value": values,
            "measure": own("measure", reading.indicator.measure),
            "status": ["M" if v is None else s for v, s in zip(values, statuses, strict=True)],
            "source": own("source", OWN_DATA),
        },
        schema_overrides={"value": pl.String},
    )
