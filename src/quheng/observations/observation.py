"""Observations: unit × indicator × period → value, measure, status, source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import Literal, get_args

import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, Where
from quheng.observations.findings import not_a_number, not_a_period, number_remedy, shown
from quheng.observations.interval import wrong_intervals
from quheng.observations.measure import known_measures
from quheng.observations.period import Period
from quheng.observations.problem_rows import problems_by_row
from quheng.observations.table_file import FIRST_ROW, TableFile

Status = Literal["A", "E", "F", "P", "M"]
"""Actual, estimated, forecast, provisional, missing (SDMX code list CL_OBS_STATUS)."""

STATUSES: tuple[Status, ...] = get_args(Status)

REQUIRED = ("unit", "indicator", "period", "value")
OPTIONAL = ("measure", "status", "source", "low", "high")


def read_observations(
    table: TableFile,
    *,
    units: Iterable[str],
    measures: Mapping[str, str],
    sources: Iterable[str],
) -> tuple[pl.DataFrame, tuple[Text, ...]]:
    """Check a tidy table of observations and bring it into the measures that are wanted.

    Parameters
    ----------
    table
        With the columns unit, indicator, period, value, and measure, status, source where they are known;
        low and high are the ends of the interval in which the value is stated to lie.
    units
        The codes that observations may speak of.
    measures
        The wanted measure of each known indicator or denominator.
    sources
        The known source ids.

    Returns
    -------
    frame
        unit, indicator, period, value (float, null where missing), measure, status, source, low and high
        (floats, null where no interval is stated), row (of the file), period_start and period_end (dates);
        values and intervals converted exactly to the wanted measure.
    notes
        On what was not used.

    Raises
    ------
    DataError
        With every row that names an unknown unit, indicator, measure, status or source, has no readable
        period, a value that is no finite number, a status that contradicts its value, an interval that does
        not hold it, or stands twice.
    """
    table.require(*REQUIRED)
    unused = [c for c in table.frame.columns if c not in (*REQUIRED, *OPTIONAL)]
    notes = (
        *table.notes,
        *(
            Text(zh=f"{table.name} 的“{c}”列未使用", en=f"column {c!r} of {table.name} is not used")
            for c in unused
        ),
    )
    raw = _as_text(table.frame)
    ends, period_problems = _period_spans(raw, table.name)
    factors, measure_problems = _conversions(raw, measures, table.name)
    value, low, high = (pl.col(name).cast(pl.Float64, strict=False) for name in ("value", "low", "high"))
    problems = [
        *_unknown(
            raw, table.name, "unit", units, Text(zh="请先写入 units 表", en="add it to the units first")
        ),
        *_unknown(
            raw,
            table.name,
            "indicator",
            measures,
            Text(
                zh="请写入 index.yaml 的 framework 或 denominators，或删除这些行",
                en="declare it in index.yaml under framework or denominators, or remove the rows",
            ),
        ),
        *_unknown(
            raw.filter(pl.col("source").is_not_null()),
            table.name,
            "source",
            sources,
            Text(zh="请写入 sources.yaml", en="describe it in sources.yaml"),
        ),
        *_unknown(
            raw,
            table.name,
            "status",
            STATUSES,
            Text(zh=f"可用：{listed(STATUSES).zh}", en=f"allowed: {listed(STATUSES).en}"),
        ),
        *period_problems,
        *measure_problems,
        *_unreadable_numbers(raw, table.name),
        *wrong_intervals(raw, table.name),
        *_contradicted_statuses(raw, table.name),
        *_repeated(raw, table.name),
    ]
    if problems:
        raise DataError(sorted(problems, key=lambda problem: problem.where.row or 0))
    frame = (
        raw.join(ends, on="period", how="left", maintain_order="left")
        .join(factors, on=["indicator", "measure"], how="left", nulls_equal=True, maintain_order="left")
        .with_columns(
            *(number * pl.col("numerator") / pl.col("denominator") for number in (value, low, high)),
            measure=pl.col("wanted"),
        )
        .drop("numerator", "denominator", "wanted")
    )
    return frame, notes


def _as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Keep the known columns as stripped text, with the row; an empty status follows from the value."""
    for column in OPTIONAL:
        if column not in frame.columns:
            frame = frame.with_columns(pl.lit(None, pl.String).alias(column))
    text = frame.select(
        *(
            pl.col(column).cast(pl.String).str.strip_chars().replace("", None)
            for column in (*REQUIRED, *OPTIONAL)
        )
    ).with_row_index("row", offset=FIRST_ROW)
    has_value = pl.col("value").is_not_null()
    return text.with_columns(
        pl.col("status").fill_null(pl.when(has_value).then(pl.lit("A")).otherwise(pl.lit("M")))
    )


def _failing(raw: pl.DataFrame, wrong: pl.Expr) -> pl.DataFrame:
    return raw.filter(wrong.fill_null(value=True))


def _problems(
    failing: pl.DataFrame, file: str, column: str, what: Callable[[object], Text], remedy: Text
) -> list[Problem]:
    return problems_by_row(failing, failing["row"].cast(pl.Int64) - FIRST_ROW, file, column, what, remedy)


def _unknown(raw: pl.DataFrame, file: str, column: str, known: Iterable[str], remedy: Text) -> list[Problem]:
    failing = _failing(raw, ~pl.col(column).is_in(list(known)))
    return _problems(
        failing,
        file,
        column,
        lambda cell: Text(zh=f"未知的取值 {shown(cell).zh}", en=f"unknown {column} {shown(cell).en}"),
        remedy,
    )


def _unreadable_numbers(raw: pl.DataFrame, file: str) -> Iterator[Problem]:
    for column in ("value", "low", "high"):
        number = pl.col(column).cast(pl.Float64, strict=False)
        failing = raw.filter(pl.col(column).is_not_null() & ~number.is_finite().fill_null(value=False))
        yield from _problems(failing, file, column, not_a_number, number_remedy())


def _contradicted_statuses(raw: pl.DataFrame, file: str) -> list[Problem]:
    missing = pl.col("status") == "M"
    empty = pl.col("value").is_null()
    return [
        *_problems(
            raw.filter(missing & ~empty),
            file,
            "status",
            lambda _: Text(
                zh="状态为 M（缺失），但有数值", en="the status is M (missing), but there is a value"
            ),
            Text(zh="请删除数值或更正状态", en="remove the value or correct the status"),
        ),
        *_problems(
            raw.filter(~missing & empty),
            file,
            "status",
            lambda cell: Text(
                zh=f"状态为 {cell!r}，但没有数值", en=f"the status is {cell!r}, but there is no value"
            ),
            Text(zh="缺失值的状态应为 M", en="a missing value has the status M"),
        ),
    ]


def _repeated(raw: pl.DataFrame, file: str) -> list[Problem]:
    key = ["unit", "indicator", "period"]
    repeated = raw.filter(pl.struct(key).is_duplicated())
    return [
        Problem(
            Text(
                zh=f"{unit} 的 {indicator}（{period}）写了 {len(rows)} 次：第 {listed(rows).zh} 行",
                en=f"{unit}, {indicator}, {period} stands {len(rows)} times: rows {listed(rows).en}",
            ),
            Where(file=file, row=rows[1], column="unit, indicator, period"),
            Text(zh="每个观测值只写一行", en="give each observation one row"),
        )
        for unit, indicator, period, rows in repeated.group_by(key, maintain_order=True)
        .agg("row")
        .iter_rows()
    ]


def _period_spans(raw: pl.DataFrame, file: str) -> tuple[pl.DataFrame, list[Problem]]:
    """Return the first and last day of each period that occurs, and the rows whose period cannot be read."""
    readable: dict[str, Period] = {}
    for text in raw["period"].drop_nulls().unique(maintain_order=True).to_list():
        try:
            readable[text] = Period.parse(text)
        except ValueError:
            continue
    failing = _failing(raw, ~pl.col("period").is_in(list(readable)))
    ends = pl.DataFrame(
        {
            "period": list(readable),
            "period_start": [period.start for period in readable.values()],
            "period_end": [period.end for period in readable.values()],
        },
        schema={"period": pl.String, "period_start": pl.Date, "period_end": pl.Date},
    )
    return ends, _problems(
        failing,
        file,
        "period",
        not_a_period,
        Text(
            zh="例如 2020、2020-Q1、2020-03、2020-11-01、2020-01-01/2020-06-30",
            en="for example 2020, 2020-Q1, 2020-03, 2020-11-01, 2020-01-01/2020-06-30",
        ),
    )


def _conversions(
    raw: pl.DataFrame, measures: Mapping[str, str], file: str
) -> tuple[pl.DataFrame, list[Problem]]:
    """Return the factor from each measure that occurs to the wanted one, and the rows that do not convert."""
    problems: list[Problem] = []
    known: list[tuple[str, str | None, str, float, float]] = []
    pairs = raw.filter(pl.col("indicator").is_in(list(measures))).select("indicator", "measure").unique()
    for indicator, measure in pairs.sort("indicator", "measure").iter_rows():
        wanted = measures[indicator]
        ratio = Fraction(1) if measure in (None, wanted) else known_measures().ratio(measure, wanted)
        if ratio is not None:
            known.append((indicator, measure, wanted, float(ratio.numerator), float(ratio.denominator)))
            continue
        failing = raw.filter((pl.col("indicator") == indicator) & (pl.col("measure") == measure))
        problems += _problems(
            failing,
            file,
            "measure",
            partial(_not_convertible, indicator=indicator, wanted=wanted),
            Text(
                zh="请更正计量单位，或换算后再写入",
                en="correct the measure, or convert the values first",
            ),
        )
    schema = {
        "indicator": pl.String,
        "measure": pl.String,
        "wanted": pl.String,
        "numerator": pl.Float64,
        "denominator": pl.Float64,
    }
    return pl.DataFrame(known, schema=schema, orient="row"), problems


def _not_convertible(cell: object, indicator: str, wanted: str) -> Text:
    return Text(
        zh=f"{cell!r} 不能换算为 {indicator} 的计量单位 {wanted}",
        en=f"{cell!r} does not convert to {wanted}, the measure of {indicator}",
    )
