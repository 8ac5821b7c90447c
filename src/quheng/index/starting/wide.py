"""Take a wide table: one row a unit (and period), one column an indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem
from quheng.index.starting.column_measure import agreed_measure, column_problems
from quheng.index.starting.draft import OWN_DATA, Indicator, StartingDraft, indicators
from quheng.index.starting.foreign_table import ForeignTable
from quheng.index.starting.headers import NUMBERING_HEADERS, caption, code_candidates, found
from quheng.index.starting.keys import Keys, find_keys, repeated_problems
from quheng.index.starting.namesakes import check_namesakes
from quheng.index.starting.numbers import NumberColumn, missing_note
from quheng.index.starting.periods import read_periods
from quheng.index.starting.unit_table import coordinate_headers, differing_units, unit_table

CODE_WIDTH = 6
"""Whole numbers of this many digits or more, all different, may be codes: those of districts have six."""


def from_wide(table: ForeignTable, period: str | None) -> StartingDraft:
    """Take each column of numbers for an indicator, and each of text for a group.

    Parameters
    ----------
    table
        With a column that names the units.
    period
        Of the figures, where no column gives it.

    Raises
    ------
    DataError
        With every problem of the columns, each with its row in the table.
    """
    period_header, periods, period_notes = read_periods(table, period)
    table, dropped = without_numbering(table)
    rest = table.without(period_header) if period_header else table
    keys = find_keys(rest)
    own = {keys.code_header, keys.name_header, *coordinate_headers(rest).values()}
    columns = [NumberColumn.read(h, cells) for h, cells in rest.columns.items() if h not in own]
    empty = [column.header for column in columns if column.is_missing]
    codes = code_candidates(rest.columns)
    numeric = [c for c in columns if c.is_numeric and c.header not in codes]
    texts = [c for c in columns if c not in numeric and c.header not in empty]
    problems = [
        *repeated_problems(rest, keys, periods),
        *(problem for column in numeric for problem in _numeric_problems(rest, column, keys)),
        *(problem for column in texts for problem in _text_problems(rest, column)),
    ]
    if not numeric:
        problems.append(
            rest.problem(
                Text(zh="没有数值列", en="there is no column of numbers"),
                Text(zh="每个指标一列", en="give each indicator a column"),
            )
        )
    if problems:
        raise DataError(problems)
    units, unit_notes = unit_table(rest, keys, periods, [column.header for column in texts])
    captions = [caption(column.header) for column in numeric]
    found_indicators = indicators(
        (c.title, agreed_measure(column, c.measure)) for c, column in zip(captions, numeric, strict=True)
    )
    notes = [
        *table.notes,
        *dropped,
        *period_notes,
        *keys.notes,
        *check_namesakes(rest, keys, units),
        *unit_notes,
        *_dropped_empty(empty),
        *(column.note for column in numeric if column.note),
        *_fractions(found_indicators, numeric),
        *filter(None, [missing_note(numeric)]),
    ]
    observations = pl.concat(
        _observations(indicator, column, keys, periods)
        for indicator, column in zip(found_indicators, numeric, strict=True)
    )
    return StartingDraft(table.file, keys, found_indicators, units, observations, (OWN_DATA,), tuple(notes))


def without_numbering(table: ForeignTable) -> tuple[ForeignTable, list[Text]]:
    """Return the table without a column that only numbers its rows, and a note where there was one."""
    header = found(table.columns, NUMBERING_HEADERS)
    if header is None:
        return table, []
    note = Text(
        zh=f"“{header}”列只是行的编号，未使用", en=f"column {header!r} only numbers the rows, and is left out"
    )
    return table.without(header), [note]


def _numeric_problems(table: ForeignTable, column: NumberColumn, keys: Keys) -> Iterator[Problem]:
    measure = caption(column.header).measure
    yield from column_problems(table, column, measure, range(len(table.rows)))
    if measure is None and _may_be_codes(column, keys.codes):
        first = next(number.text for number in column.numbers if number)
        yield table.problem(
            Text(
                zh=f"不知道这一列是代码还是指标：取值互不相同，位数相同（如 {first}）",
                en="is this a column of codes or an indicator? "
                f"Its values are all different and of one length (such as {first})",
            ),
            Text(
                zh=f"若是代码，请把列名改为“代码”；若是指标，请在列名写明单位，如“{column.header}（元）”",
                en="if these are codes, name the column `code`; if it is an indicator, give it a measure: "
                f"{column.header} (persons)",
            ),
            column=column.header,
        )


def _may_be_codes(column: NumberColumn, units: Sequence[str]) -> bool:
    numbers = [number for number in column.numbers if number is not None]
    texts = {number.text for number in numbers}
    widths = {len(text) for text in texts}
    return (
        all(text.isdigit() for text in texts)
        and all(set(number.done) <= {"spaces", "apostrophe"} for number in numbers)
        and len(widths) == 1
        and (min(widths) >= CODE_WIDTH or any(len(text) > 1 and text.startswith("0") for text in texts))
        and len(texts) == len(set(units)) > 1
        and not differing_units(column.values, units)
    )


def _text_problems(table: ForeignTable, column: NumberColumn) -> Iterator[Problem]:
    given = caption(column.header)
    if given.has_known_measure:
        example = next(column.cells[position] for position in column.strays)
        yield table.problem(
            Text(
                zh=f"列名有计量单位 {given.measure}，但多数单元格不是数（如 {example!r}）",
                en=f"the header has the measure {given.measure}, but most cells are no numbers "
                f"(such as {example!r})",
            ),
            Text(
                zh="请把单元格改为数；若是文字列，请从列名去掉计量单位",
                en="write numbers; if it is a column of text, take the measure out of the header",
            ),
            column=column.header,
        )


def _dropped_empty(headers: list[str]) -> Iterator[Text]:
    if headers:
        shown = listed(headers)
        yield Text(zh=f"空列未使用：{shown.zh}", en=f"empty columns left out: {shown.en}")


def _fractions(found_indicators: Sequence[Indicator], columns: Sequence[NumberColumn]) -> Iterator[Text]:
    """Yield a note on percentages that look like fractions: a workbook keeps 5% as 0.05."""
    for indicator, column in zip(found_indicators, columns, strict=True):
        values = [abs(float(value)) for value in column.values if value]
        if indicator.measure == "%" and not column.measures and 0 < max(values) <= 1:
            yield Text(
                zh=f"“{column.header}”列的计量单位是 %，但取值都不超过 1；"
                "若原为百分比格式（5% 存为 0.05），请换算",
                en=f"column {column.header!r} is in %, but no value is above 1: "
                "if the cells were formatted as percentages (5% is kept as 0.05), convert them",
            )


def _observations(
    indicator: Indicator, column: NumberColumn, keys: Keys, periods: Sequence[str]
) -> pl.DataFrame:
    values = pl.Series(column.values, dtype=pl.String)
    return pl.DataFrame({"unit": keys.codes, "period": periods, "value": values}).select(
        "unit",
        pl.lit(indicator.code).alias("indicator"),
        "period",
        "value",
        pl.lit(indicator.measure).alias("measure"),
        pl.when(pl.col("value").is_null()).then(pl.lit("M")).otherwise(pl.lit("A")).alias("status"),
        pl.lit(OWN_DATA).alias("source"),
    )
