"""Read COINr's data: iData, alone or with further tables such as denominators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, Where
from quheng.index.importing.cells import without_marks
from quheng.index.importing.coinr_meta import MISSING, CoinrMeta
from quheng.observations import Period, TableFile
from quheng.observations.findings import not_a_period
from quheng.observations.problem_rows import number_problems
from quheng.observations.table_file import FIRST_ROW

UNIT = ("uCode", "UnitCode")
NAME = ("uName", "UnitName")
TIME = ("Time", "Year")


@dataclass(frozen=True)
class CoinrData:
    """What the data say.

    Parameters
    ----------
    units
        code, name, and a column for each group.
    observations
        unit, indicator, period, value (text, null where missing).
    divisors
        The codes of the denominators that have a column.
    notes
        On what was not used, or differs from one table or period to another.
    """

    units: pl.DataFrame
    observations: pl.DataFrame
    divisors: tuple[str, ...]
    notes: tuple[Text, ...]


@dataclass(frozen=True)
class _Table:
    """One table: its cells, with the columns `unit`, `label` and `period` put first."""

    name: str
    cells: pl.DataFrame
    by_type: dict[str, list[str]]

    @property
    def variables(self) -> list[str]:
        return [*self.by_type["Indicator"], *self.by_type["Denominator"]]


def read_data(tables: Sequence[TableFile], meta: CoinrMeta, period: str | None) -> CoinrData:
    """Read tables of one row a unit (and time) and one column a variable.

    Parameters
    ----------
    tables
        Each with uCode; uName and Time where they are known.
    meta
        What the columns are.
    period
        The period of a table without the column Time.

    Raises
    ------
    DataError
        With every cell that is no number, column without metadata, indicator or denominator without column,
        row without code, time that is no period, and unit that stands twice in one period.
    """
    read = [_table(table, meta, period) for table in tables]
    problems = [problem for _, found in read for problem in found]
    parts = [part for part, _ in read]
    present = {column for part in parts for column in part.variables}
    problems += _absent(meta, present, tables)
    if not problems:
        problems += _repeated(parts)
    if problems:
        raise DataError(problems)
    notes = [note for table in tables for note in table.notes]
    notes += [note for part in parts for note in _others(part)]
    units, differing = _units(parts)
    return CoinrData(
        units,
        pl.concat(_observations(part) for part in parts),
        tuple(dict.fromkeys(column for part in parts for column in part.by_type["Denominator"])),
        (*notes, *differing),
    )


def _table(table: TableFile, meta: CoinrMeta, period: str | None) -> tuple[_Table, list[Problem]]:
    unit, label, time = (_first(table, names) for names in (UNIT, NAME, TIME))
    if unit is None:
        table.require(UNIT[0])
    columns = [column for column in table.frame.columns if column not in (*UNIT, *NAME, *TIME)]
    by_type: dict[str, list[str]] = {"Indicator": [], "Denominator": [], "Group": [], "Other": []}
    problems: list[Problem] = []
    for column in columns:
        kind = meta.type_of(column)
        if kind in by_type:
            by_type[kind].append(column)
        else:
            problems.append(_without_meta(table, column))
    # A code may well be "NA": Namibia's. Only cells of variables and groups are marked missing.
    cells = without_marks(table.frame, columns, MISSING).with_columns(
        unit=pl.col(unit or UNIT[0]),
        label=pl.col(label or unit or UNIT[0]),
        period=pl.col(time) if time else pl.lit(period),
    )
    part = _Table(table.name, cells, by_type)
    problems += number_problems(cells, part.variables, table.name, MISSING)
    problems += _key_problems(part, unit or UNIT[0], time)
    return part, problems


def _first(table: TableFile, names: Sequence[str]) -> str | None:
    return next((name for name in names if name in table.frame.columns), None)


def _without_meta(table: TableFile, column: str) -> Problem:
    return Problem(
        Text(zh="该列在元数据中没有说明", en="the metadata do not describe this column"),
        Where(file=table.name, row=1, column=column),
        Text(
            zh="请在 iMeta 中增加一行（Type 可为 Other），或删除该列",
            en="give it a row in iMeta (its Type may be Other), or remove the column",
        ),
    )


def _key_problems(part: _Table, unit: str, time: str | None) -> Iterator[Problem]:
    for row in part.cells["unit"].is_null().arg_true():
        yield Problem(
            Text(zh="没有代码", en="there is no code"),
            Where(file=part.name, row=row + FIRST_ROW, column=unit),
            Text(zh="请填写代码，或删除该行", en="fill in the code, or remove the row"),
        )
    if time is None and part.cells["period"].null_count():
        yield Problem(
            Text(zh="不知道数据的时期", en="the period of the figures is not known"),
            Where(file=part.name),
            Text(
                zh="请加 --period，例如 --period 2024，或在表中设 Time 列",
                en="add --period, such as --period 2024, or a column Time in the table",
            ),
        )
        return
    for row, text in enumerate(part.cells["period"].to_list()):
        if not _is_period(text):
            yield Problem(
                not_a_period(text),
                Where(file=part.name, row=row + FIRST_ROW, column=time) if time else Where(field="--period"),
                Text(zh="例如 2018、2018-Q1、2018-03", en="for example 2018, 2018-Q1, 2018-03"),
            )
            if time is None:
                return


def _is_period(text: str | None) -> bool:
    try:
        Period.parse(text or "")
    except ValueError:
        return False
    return True


def _absent(meta: CoinrMeta, present: set[str], tables: Sequence[TableFile]) -> Iterator[Problem]:
    files = listed(table.name for table in tables)
    for entry in meta.entries:
        wanted = ((entry.code, "指标", "indicator"), (entry.denominator, "分母", "denominator"))
        for code, zh, en in wanted if entry.is_indicator else ():
            if code and code not in present:
                yield Problem(
                    Text(zh=f"{zh} {code} 在数据中没有列", en=f"the {en} {code} has no column in the data"),
                    entry.where,
                    Text(
                        zh=f"请在数据中补上该列（{files.zh}）", en=f"add the column to the data ({files.en})"
                    ),
                )


def _repeated(parts: Sequence[_Table]) -> Iterator[Problem]:
    """Yield a problem for each unit that gives one variable twice in one period."""
    keys = pl.concat(
        part.cells.select("unit", "period", pl.lit(part.name).alias("file"))
        .with_row_index("row", offset=FIRST_ROW)
        .join(pl.DataFrame({"variable": part.variables}, schema={"variable": pl.String}), how="cross")
        for part in parts
    )
    twice = keys.filter(~pl.struct("unit", "period", "variable").is_first_distinct())
    for file, row, unit, period in (
        twice.select("file", "row", "unit", "period").unique(maintain_order=True).iter_rows()
    ):
        yield Problem(
            Text(zh=f"{unit} 在 {period} 出现了两次", en=f"{unit} stands twice in {period}"),
            Where(file=file, row=row),
            Text(zh="每个评价对象在每个时期只写一行", en="give each unit one row in each period"),
        )


def _others(part: _Table) -> Iterator[Text]:
    if part.by_type["Other"]:
        columns = listed(part.by_type["Other"])
        yield Text(
            zh=f"{part.name} 的列未导入（Type 为 Other）：{columns.zh}",
            en=f"columns of {part.name} that were not imported (Type Other): {columns.en}",
        )


def _observations(part: _Table) -> pl.DataFrame:
    return (
        part.cells.select("unit", "period", *part.variables)
        .unpivot(index=["unit", "period"], on=part.variables, variable_name="indicator")
        .select("unit", "indicator", "period", "value")
    )


def _units(parts: Sequence[_Table]) -> tuple[pl.DataFrame, tuple[Text, ...]]:
    """Return one row a unit, in the order of the tables; where names or groups differ the latest holds."""
    groups = list(dict.fromkeys(group for part in parts for group in part.by_type["Group"]))
    rows = pl.concat(
        (part.cells.select("unit", "period", "label", *part.by_type["Group"]) for part in parts),
        how="diagonal",
    ).with_columns(
        end=pl.col("period").map_elements(lambda text: Period.parse(text).end, return_dtype=pl.Date)
    )
    order = rows.select("unit").unique(maintain_order=True)
    latest = rows.sort("end", descending=True, maintain_order=True).group_by("unit", maintain_order=True)
    chosen = latest.agg(pl.col("label", *groups).drop_nulls().first())
    differs = latest.agg(pl.col("label", *groups).drop_nulls().n_unique() > 1)
    notes = tuple(
        Text(
            zh=f"{listed(units).zh} 的“{column}”前后不一致，取最近一期",
            en=f"{column!r} of {listed(units).en} differs between rows; the latest is taken",
        )
        for column in ("label", *groups)
        if (units := differs.filter(pl.col(column))["unit"].to_list())
    )
    table = order.join(chosen, on="unit", maintain_order="left").rename({"unit": "code", "label": "name"})
    return table, notes
