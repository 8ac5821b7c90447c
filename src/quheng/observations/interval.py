"""The interval in which a value is stated to lie: columns `low` and `high` of the observations."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from quheng.bilingual import Text
from quheng.errors import Problem
from quheng.observations.problem_rows import problems_by_row
from quheng.observations.table_file import FIRST_ROW


def wrong_intervals(raw: pl.DataFrame, file: str) -> Iterator[Problem]:
    """Yield a problem for each row whose interval has one end alone, has no value, or does not hold it.

    Parameters
    ----------
    raw
        Text columns value, low and high, null where empty, and row, the row of the file. Numbers that cannot
        be read are somebody else's finding.
    file
        Where they stand.
    """
    value, low, high = (pl.col(name) for name in ("value", "low", "high"))
    numbers = [column.cast(pl.Float64, strict=False) for column in (low, value, high)]
    either = low.is_not_null() | high.is_not_null()
    both = low.is_not_null() & high.is_not_null()
    holds = ((numbers[0] <= numbers[1]) & (numbers[1] <= numbers[2])).fill_null(value=True)
    yield from _problems(
        raw.filter(either & ~both),
        file,
        Text(zh="区间只有一端", en="the interval has one end alone"),
        Text(zh="请同时给出 low 与 high，或都留空", en="give both low and high, or neither"),
    )
    yield from _problems(
        raw.filter(either & value.is_null()),
        file,
        Text(zh="有区间而无数值", en="there is an interval, but no value"),
        Text(zh="请写入数值，或删除区间", en="give the value, or remove the interval"),
    )
    yield from _problems(
        raw.filter(both & ~holds),
        file,
        Text(zh="数值不在区间内", en="the value is not within its interval"),
        Text(zh="应为 low ≤ value ≤ high", en="low ≤ value ≤ high must hold"),
    )


def _problems(failing: pl.DataFrame, file: str, what: Text, remedy: Text) -> list[Problem]:
    """Return the problem of each row, with the three numbers as they stand."""
    stated = failing.with_columns(
        pl.concat_str(
            [pl.col(name).fill_null("…") for name in ("low", "value", "high")], separator=" ≤ "
        ).alias("low, high")
    )

    def found(numbers: object) -> Text:
        return Text(zh=f"{what.zh}：{numbers}", en=f"{what.en}: {numbers}")

    return problems_by_row(stated, stated["row"].cast(pl.Int64) - FIRST_ROW, file, "low, high", found, remedy)
