"""The command on figures: count them, break them down, rank, watch, export."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quheng.bilingual import Text
from quheng.cli.application import app, worded, wrote
from quheng.cli.ledger_application import moment, start_django

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from quheng.figures import RunRate, Table
    from quheng.ledger.scope import Viewer

OPERATOR = "operator"
"""Whoever has the keys of the machine sees everything; it stands in no record, since nothing is changed."""


@app.command(
    help=worded(
        "统计数：合计、分组、排名、上升、导出。", "Figures: whole, broken down, ranked, rising, exported."
    )
)
def figures(
    programme: Annotated[str, typer.Argument(help=worded("服务事项名。", "The name of a programme."))],
    period: Annotated[
        str | None,
        typer.Option(
            help=worded(
                "时期，如 2026、2026-Q3、2026-10、2026-01-01/2026-10-31；默认本年至今。",
                "The period: 2026, 2026-Q3, 2026-10, 2026-01-01/2026-10-31; by default this year so far.",
            )
        ),
    ] = None,
    by: Annotated[
        str, typer.Option(help=worded("分组项，如 organisation。", "A breakdown, such as organisation."))
    ] = "",
    under: Annotated[
        str | None,
        typer.Option(help=worded("比较哪个机构的下级。", "The organisation whose children are compared.")),
    ] = None,
    rank: Annotated[
        str | None, typer.Option(help=worded("按哪个统计数排名。", "Rank by this figure."))
    ] = None,
    rising: Annotated[
        str | None,
        typer.Option(help=worded("哪个统计数中本周上升的。", "What rises this week in this figure.")),
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help=worded("只看公开的。", "As the public sees it."))
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help=worded("写出表格（CSV）。", "Write the table (CSV)."))
    ] = None,
    observations: Annotated[
        Path | None,
        typer.Option(
            help=worded(
                "写出观测值（CSV），来源写在旁边的 sources.yaml。",
                "Write observations (CSV), their sources in sources.yaml beside it.",
            )
        ),
    ] = None,
) -> None:
    """Count what a programme declares."""
    start_django()
    from quheng.figures import Span, ask, headline, read_period, run_rate, sheet
    from quheng.figures.files import write_observations, write_table
    from quheng.figures.ranking import rank as ranked
    from quheng.observations.period import Period

    now = moment()
    of = read_period(period) if period else Period(date(now.year, 12, 31), date(now.year, 1, 1))
    viewer = None if public else _operator()
    if rising is not None:
        _say_rising(programme, rising, Span(of, now).end, viewer, now)
        return
    tables: Sequence[Table]
    if rank is not None:
        tables = [ranked(programme, rank, of, viewer, now, under)]
    else:
        tables = sheet(programme, of, viewer, now, by, under)
        line = headline(tables)
        if line is not None and not by:
            typer.echo(str(line))
    asked = ask(programme, viewer, now)
    forecasts = [(table, found) for table in tables if not by if (found := run_rate(asked, table))]
    rates = {table.figure.id: found for table, found in forecasts}
    for table in tables:
        _print(table, rates.get(table.figure.id))
    if out is not None:
        write_table(tables, out)
        wrote(out)
    if observations is not None:
        for place in write_observations(tables, forecasts, observations):
            wrote(place)


def _print(table: Table, forecast: RunRate | None) -> None:
    """Print a figure: the whole, what the year would come to at its rate, then its rows."""
    typer.echo(f"{table.figure.title}: {table.shown(table.total)}")
    if forecast is not None:
        typer.echo(f"  {forecast.basis}: {table.shown(forecast.cell)}")
    for cell in table.rows:
        place = f"{cell.rank}. " if cell.rank else ""
        typer.echo(f"  {place}{cell.title}: {table.shown(cell)}")


def _say_rising(programme: str, figure: str, last: date, viewer: Viewer | None, now: datetime) -> None:
    from quheng.figures import rising

    found = rising(programme, figure, last, viewer, now)
    for risen in found:
        typer.echo(f"{risen.title}: {risen.reason}")
    if not found:
        typer.echo(str(Text(zh="本周没有明显上升的", en="nothing rises this week by more than chance")))


def _operator() -> Viewer:
    """Return a viewer who sees everything."""
    from quheng.ledger.models import Organisation
    from quheng.ledger.programmes.declared import SENSITIVITIES
    from quheng.ledger.scope import Permit, Viewer

    roots = Organisation.objects.filter(parent=None).values_list("path", flat=True)
    highest = len(SENSITIVITIES) - 1
    return Viewer(OPERATOR, frozenset(Permit(path, "", sensitivity=highest) for path in roots))
