"""Figures as observations: the work of the ledger becomes evidence for an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.figures.asking import definition_digest
from quheng.figures.cells import Cell, measure_of
from quheng.figures.comparing import RunRate
from quheng.figures.grouping import ELSEWHERE, UNKNOWN
from quheng.figures.spans import MONTHS_IN
from quheng.figures.table import Table
from quheng.observations.observation import Status
from quheng.observations.source import Source
from quheng.scorecard.exact import decimal_text

COLUMNS = ("unit", "indicator", "period", "value", "measure", "status", "source")

DIGITS = 12
"""How much of the definition's digest names a source; the whole digest stands in its note."""


@dataclass(frozen=True)
class Exported:
    """Observations, and the sources that they name.

    Parameters
    ----------
    rows
        One a number, in the order of `COLUMNS`.
    sources
        One a number: by which definition, from how many records, as of when.
    """

    rows: tuple[tuple[str, ...], ...]
    sources: tuple[Source, ...]


def observations_of(tables: Iterable[Table], forecasts: Iterable[tuple[Table, RunRate]] = ()) -> Exported:
    """Return figures as observations: of the whole, or of each organisation or period of a breakdown.

    What rests on too few is missing, not zero. A period that runs is provisional (P), a run rate a forecast
    (F).

    Parameters
    ----------
    tables
        The figures.
    forecasts
        Run rates, each with the figure that it carries on.

    Raises
    ------
    MethodError
        Where a breakdown is neither by organisation nor by time: an observation has a unit and a period only.
    """
    rows, sources = [], []
    for table in tables:
        for unit, period, cell in _cells(table):
            source = source_of(table, cell, unit, period)
            rows.append(_row(table, cell, unit, period, cell.status, source))
            sources.append(source)
    for table, forecast in forecasts:
        unit, year = _top(table), str(table.span.end.year)
        source = source_of(table, forecast.cell, unit, year, forecast.basis)
        rows.append(_row(table, forecast.cell, unit, year, "F", source))
        sources.append(source)
    return Exported(tuple(rows), tuple(sources))


def source_of(table: Table, cell: Cell, unit: str, period: str, basis: Text | None = None) -> Source:
    """Return where a number comes from: the definition by its digest, how many records, as of when."""
    digest, moment = definition_digest(table.figure), table.as_of.isoformat()
    short = digest.partition(":")[2][:DIGITS]
    name = f"{table.programme.name}/{table.figure.id}/{short}/{unit}/{period}"
    zh = f"定义 {digest}；计入 {cell.base} 件；截至 {moment}"
    en = f"definition {digest}; {cell.base} records counted; as of {moment}"
    if basis is not None:
        name, zh, en = f"{name}/F", f"{basis.zh}；{zh}", f"{basis.en}; {en}"
    title, of = table.programme.declared.title, table.figure.title
    return Source(
        id=name,
        title=Text(zh=f"服务台账：{title.zh}·{of.zh}", en=f"Service ledger: {title.en}, {of.en}"),
        publisher=table.programme.declared.owner,
        year=table.span.period.start.year,
        note=Text(zh=zh, en=en),
    )


def _cells(table: Table) -> Iterator[tuple[str, str, Cell]]:
    """Yield the unit, the period and the cell of every number that can be an observation."""
    grouping, period = table.grouping, str(table.span.period)
    if not grouping.name:
        yield _top(table), period, table.total
    elif grouping.name in MONTHS_IN:
        for cell in table.rows:
            yield _top(table), cell.key, cell
    elif grouping.is_of_places:
        for cell in table.rows:
            if cell.key not in (UNKNOWN, ELSEWHERE):
                yield grouping.label_of(cell.key), period, cell
    else:
        raise MethodError(
            Problem(
                Text(
                    zh=f"按 {grouping.name} 分组的统计数不能导出为观测值",
                    en=f"a figure by {grouping.name} cannot be exported as observations",
                ),
                Where(field="by"),
                Text(
                    zh="请按机构或时间分组，或只导出合计",
                    en="break it down by organisation or by time, or export the whole alone",
                ),
            )
        )


def _top(table: Table) -> str:
    """Return the code of the place that the whole is of."""
    return table.grouping.label_of(table.grouping.node) or "all"


def _row(table: Table, cell: Cell, unit: str, period: str, status: Status, source: Source) -> tuple[str, ...]:
    value = None if cell.is_too_few else cell.value
    if value is not None and table.figure.kind == "rate":
        value *= 100
    measure = measure_of(table.figure, table.programme).zh.strip().removeprefix("个")
    name = f"{table.programme.name}.{table.figure.id}"
    number = "" if value is None else _number_text(value)
    return unit, name, period, number, measure, "M" if value is None else status, source.id


def _number_text(value: Fraction) -> str:
    """Return a number in full where a decimal can say it, else as the nearest float."""
    text = decimal_text(value)
    return repr(float(value)) if "/" in text else text.removesuffix(".0")
