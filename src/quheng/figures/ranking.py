"""Rank streets or departments by a figure: ties share a rank, and too few cases have none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.figures.asking import Asker, ask
from quheng.figures.cells import Cell
from quheng.figures.compute import table_of, top_of
from quheng.figures.grouping import ELSEWHERE, UNKNOWN, Grouping
from quheng.figures.spans import Span
from quheng.figures.table import Table
from quheng.observations.period import Period


def rank(
    programme: str, figure: str, period: Period, viewer: Asker, now: datetime, under: str | None = None
) -> Table:
    """Return a figure by organisation, the best first.

    The place itself, what names no organisation, and whoever has fewer cases than `least` stand behind,
    without a rank. Two that are equal share a rank, and the next one's tells how many are before it.

    Parameters
    ----------
    programme, figure, period, viewer, now, under
        As of `compute`.

    Raises
    ------
    MethodError
        Where the figure declares no ranking.
    """
    asked = ask(programme, viewer, now)
    one = asked.figure(figure)
    if one.rank is None:
        raise MethodError(
            Problem(
                Text(zh=f"统计数 {figure} 没有声明排名", en=f"the figure {figure} declares no ranking"),
                Where(field="figure"),
                Text(zh="请在事项文件中为它写 rank", en="write `rank` for it in the programme's file"),
            )
        )
    offices = asked.offices
    node = top_of(viewer, offices, under)
    grouping = Grouping(one.rank.by, offices, node, one.rank.kinds, asked.programme)
    table = table_of(asked, one, Span(period, now), grouping)
    return replace(table, rows=ranked(table.rows, node, more_is_better=one.rank.better == "more"))


def ranked(rows: tuple[Cell, ...], node: str, *, more_is_better: bool) -> tuple[Cell, ...]:
    """Return rows in order, with ranks; those without one last, in the order in which they came."""
    apart = {UNKNOWN, ELSEWHERE, node}
    known = [
        cell for cell in rows if cell.key not in apart and cell.value is not None and not cell.is_too_few
    ]
    values = [cell.value for cell in known if cell.value is not None]
    with_rank = [
        replace(
            cell,
            rank=1 + sum(value > cell.value if more_is_better else value < cell.value for value in values),
        )
        for cell in known
        if cell.value is not None
    ]
    rest = [cell for cell in rows if cell not in known]
    return (*sorted(with_rank, key=lambda cell: (cell.rank or 0, cell.key)), *rest)
