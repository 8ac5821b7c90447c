"""Compute figures from the tallies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from quheng.bilingual import Text
from quheng.figures.asking import Asked, Asker, ask
from quheng.figures.cells import Cell, cell_of, median_cell, status_of, sum_cell
from quheng.figures.counting import Counted, count_marks
from quheng.figures.grouping import ELSEWHERE, UNKNOWN, Grouping, Offices, require_breakdown
from quheng.figures.overdue import by_key, count_open, count_overdue
from quheng.figures.spans import MONTHS_IN, Span, Step
from quheng.figures.table import Table
from quheng.ledger.paths import WIDTH
from quheng.ledger.programmes.declared import Counted as What
from quheng.ledger.programmes.declared import Figure
from quheng.ledger.tallies.marks import NEEDED, amount_name, mark_name, repeat_name
from quheng.observations.period import Period

Numbers = tuple[Counter[str], Counter[str] | None]
"""Numerators and denominators by key."""

TOTAL = Text(zh="合计", en="total")


def compute(
    programme: str,
    figure: str,
    period: Period,
    viewer: Asker,
    now: datetime,
    by: str = "",
    under: str | None = None,
) -> Table:
    """Compute a figure of a period.

    Parameters
    ----------
    programme, figure
        Which.
    period
        Of when: a flow is counted over its days, a stock at its end, or now while it runs.
    viewer
        Whose reach it is counted in; None for the public.
    now
        The moment of counting.
    by
        A breakdown that the figure declares; empty for the whole alone.
    under
        The code of the organisation whose children are compared; by default the top of the viewer's reach.

    Raises
    ------
    NotFoundError
        Where there is no such programme, figure or organisation for this viewer.
    MethodError
        Where the figure does not declare the breakdown.
    """
    asked = ask(programme, viewer, now)
    one = asked.figure(figure)
    if by:
        require_breakdown(by, one.breakdowns, f"{programme}.{figure}")
    offices = Offices.load()
    grouping = Grouping(by, offices, top_of(viewer, offices, under), (), asked.programme)
    return table_of(asked, one, Span(period, now), grouping)


def table_of(asked: Asked, figure: Figure, span: Span, grouping: Grouping) -> Table:
    """Compute a figure that was asked for."""
    if grouping.name in MONTHS_IN:
        return _by_time(asked, figure, span, grouping)
    return tables_of(asked, [figure], span, grouping)[0]


def tables_of(asked: Asked, figures: Sequence[Figure], span: Span, grouping: Grouping) -> list[Table]:
    """Compute several figures of one span by one breakdown: what they share is read once."""
    marks = {mark for figure in figures for mark in marks_of(figure)}
    counted = count_marks(asked.programme.name, marks, span, grouping, asked.reach)
    counting = _Counting(asked, span, grouping, counted)
    return [_table(counting, figure) for figure in figures]


@dataclass(frozen=True)
class _Counting:
    """What several figures of a span are counted from."""

    asked: Asked
    span: Span
    grouping: Grouping
    counted: Counted
    known_overdue: dict[str, Counter[str]] = field(default_factory=dict)

    def overdue(self, mark: str) -> Counter[str]:
        """Return the overdue cases that have a mark, by key."""
        if mark not in self.known_overdue:
            name, reach = self.asked.programme.name, self.asked.reach
            self.known_overdue[mark] = count_overdue(name, mark, self.span, self.grouping, reach)
        return self.known_overdue[mark]


def marks_of(figure: Figure) -> set[str]:
    """Return the marks that a figure is counted from in its own span."""
    if figure.kind in ("median", "sum"):
        return {amount_name(figure)}
    if figure.repeat is not None:
        return {repeat_name(figure)}
    parts = [(figure.over, True), (figure.under, False)]
    return {
        mark_name(figure, base, when=when)
        for counted, when in parts
        if counted and counted not in ("open", "overdue_open")
        for base in NEEDED[counted]
        if (counted, base) != ("due", "created")
    }


def top_of(viewer: Asker, offices: Offices, under: str | None = None) -> str:
    """Return the path of the place whose children are compared."""
    if under is not None:
        return offices.find(under)
    roots = sorted(offices.by_path) if viewer is None else sorted({one.path for one in viewer.permits})
    if not roots:
        return ""
    first, last = roots[0], roots[-1]
    while first and not last.startswith(first):
        first = first[:-WIDTH]
    return first


def _table(counting: _Counting, figure: Figure) -> Table:
    span, grouping, counted = counting.span, counting.grouping, counting.counted
    status = status_of(span.runs)
    if figure.kind in ("median", "sum"):
        keys = set(by_key(counted, amount_name(figure)))
        total = _amount(figure, counted, keys, UNKNOWN, TOTAL, status)
        rows = [_amount(figure, counted, [key], key, grouping.title_of(key), status) for key in keys]
    else:
        over, under = _numbers(counting, figure)
        sums = over.total(), None if under is None else under.total()
        total = cell_of(figure, UNKNOWN, TOTAL, status, *sums)
        rows = [
            cell_of(
                figure, key, grouping.title_of(key), status, over[key], None if under is None else under[key]
            )
            for key in {*over, *(under or ())}
        ]
    if not grouping.name:
        return Table(counting.asked.programme, figure, span, grouping, total)
    there = (cell for cell in rows if cell.numerator or cell.denominator)
    return Table(counting.asked.programme, figure, span, grouping, total, tuple(sorted(there, key=_order)))


def _numbers(counting: _Counting, figure: Figure) -> Numbers:
    if figure.repeat is not None:
        return by_key(counting.counted, repeat_name(figure)), None
    over = _number(counting, figure, figure.over or "created", when=True)
    if figure.under is None:
        return over, None
    return over, _number(counting, figure, figure.under, when=False)


def _number(counting: _Counting, figure: Figure, what: What, *, when: bool) -> Counter[str]:
    """Count one part of a figure, by key."""
    created = mark_name(figure, "created", when=when)
    if what == "open":
        ended, asked = mark_name(figure, "ended", when=when), counting.asked
        return count_open(asked.programme.name, created, ended, counting.span, counting.grouping, asked.reach)
    found = Counter[str]()
    if what != "overdue_open":
        found += by_key(counting.counted, mark_name(figure, "closed" if what == "due" else what, when=when))
    if what in ("overdue_open", "due"):
        found += counting.overdue(created)
    return found


def _amount(
    figure: Figure, counted: Counted, keys: Iterable[str], key: str, title: Text, status: Literal["A", "P"]
) -> Cell:
    """Return a median or a sum over some keys."""
    mark, amounts = amount_name(figure), Counter[int]()
    wanted = set(keys)
    for (name, under, amount), count in counted.counts.items():
        if name == mark and under in wanted:
            amounts[amount] += count
    if figure.kind == "median":
        return median_cell(figure, key, title, status, amounts)
    total = sum(counted.totals[mark, one] for one in wanted)
    return sum_cell(figure, key, title, status, amounts.total(), total)


def _by_time(asked: Asked, figure: Figure, span: Span, grouping: Grouping) -> Table:
    """Compute each month, quarter or year of a span, and the whole."""
    step: Step = "quarter" if grouping.name == "quarter" else "year" if grouping.name == "year" else "month"
    whole = Grouping("", grouping.offices, grouping.node, (), asked.programme)
    rows = []
    for part in span.steps(step):
        cell = table_of(asked, figure, part, whole).total
        name = str(part.period)
        rows.append(replace(cell, key=name, title=Text(zh=name, en=name)))
    total = table_of(asked, figure, span, whole).total
    return Table(asked.programme, figure, span, grouping, total, tuple(rows))


def _order(cell: Cell) -> tuple[bool, str]:
    """Put what is not known, or elsewhere, last."""
    return cell.key in (UNKNOWN, ELSEWHERE), cell.key
