"""Compute figures from the tallies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from quheng.bilingual import Text
from quheng.figures.asking import Asked, Asker, ask
from quheng.figures.cells import Cell, cell_of, median_cell, status_of, sum_cell
from quheng.figures.counting import Counted
from quheng.figures.grouping import ELSEWHERE, UNKNOWN, Grouping, Offices, require_breakdown
from quheng.figures.seeking import Answer, Question, answers
from quheng.figures.spans import MONTHS_IN, Span, Step
from quheng.figures.table import Table
from quheng.ledger.paths import WIDTH
from quheng.ledger.programmes.declared import Counted as What
from quheng.ledger.programmes.declared import Figure
from quheng.ledger.tallies.marks import amount_name, mark_name, repeat_name
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
    grouping = Grouping(by, asked.offices, top_of(viewer, asked.offices, under), (), asked.programme)
    return table_of(asked, one, Span(period, now), grouping)


def table_of(asked: Asked, figure: Figure, span: Span, grouping: Grouping) -> Table:
    """Compute a figure that was asked for."""
    return tables_of(asked, [figure], span, grouping)[0]


def tables_of(asked: Asked, figures: Sequence[Figure], span: Span, grouping: Grouping) -> list[Table]:
    """Compute several figures of one span by one breakdown."""
    return tables_at_once(asked, [Question(figures, span, grouping)])[0]


def tables_at_once(asked: Asked, questions: Sequence[Question]) -> list[list[Table]]:
    """Compute what several questions ask for, in one statement, however many they are."""
    steps = [_steps(question) for question in questions]
    answered = iter(answers(asked, [step for found in steps for step in found]))
    return [
        _tables(question, [next(answered) for _ in found])
        for question, found in zip(questions, steps, strict=True)
    ]


def _steps(question: Question) -> list[Question]:
    """Return a question as it is counted: by time, as the whole of it and of each month, quarter or year."""
    grouping = question.grouping
    if grouping.name not in MONTHS_IN:
        return [question]
    step: Step = "quarter" if grouping.name == "quarter" else "year" if grouping.name == "year" else "month"
    whole = replace(question, grouping=replace(grouping, name=""))
    return [whole, *(replace(whole, span=part) for part in question.span.steps(step))]


def _tables(question: Question, answered: Sequence[Answer]) -> list[Table]:
    """Return the figures of a question, from what was counted for its steps."""
    whole, *parts = answered
    tables = [_table(whole, figure) for figure in question.figures]
    if question.grouping.name not in MONTHS_IN:
        return tables
    return [
        replace(table, grouping=question.grouping, rows=tuple(_row(part, table.figure) for part in parts))
        for table in tables
    ]


def _row(part: Answer, figure: Figure) -> Cell:
    """Return the whole of a month, quarter or year as a row."""
    name = str(part.question.span.period)
    return replace(_table(part, figure).total, key=name, title=Text(zh=name, en=name))


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


def _table(answer: Answer, figure: Figure) -> Table:
    span, grouping = answer.question.span, answer.question.grouping
    status = status_of(span.runs)
    if figure.kind in ("median", "sum"):
        keys = set(answer.marked.by_key(amount_name(figure)))
        total = _amount(figure, answer.marked, keys, UNKNOWN, TOTAL, status)
        rows = [_amount(figure, answer.marked, [key], key, grouping.title_of(key), status) for key in keys]
    else:
        over, under = _numbers(answer, figure)
        sums = over.total(), None if under is None else under.total()
        total = cell_of(figure, UNKNOWN, TOTAL, status, *sums)
        rows = [
            cell_of(
                figure, key, grouping.title_of(key), status, over[key], None if under is None else under[key]
            )
            for key in {*over, *(under or ())}
        ]
    if not grouping.name:
        return Table(answer.asked.programme, figure, span, grouping, total)
    there = (cell for cell in rows if cell.numerator or cell.denominator)
    return Table(answer.asked.programme, figure, span, grouping, total, tuple(sorted(there, key=_order)))


def _numbers(answer: Answer, figure: Figure) -> Numbers:
    if figure.repeat is not None:
        return answer.marked.by_key(repeat_name(figure.id)), None
    over = _number(answer, figure, figure.over or "created", when=True)
    if figure.under is None:
        return over, None
    return over, _number(answer, figure, figure.under, when=False)


def _number(answer: Answer, figure: Figure, what: What, *, when: bool) -> Counter[str]:
    """Return one part of a figure, by key."""
    if what == "open":
        return answer.open(figure, when=when)
    found = Counter[str]()
    if what != "overdue_open":
        found += answer.marked.by_key(mark_name(figure, "closed" if what == "due" else what, when=when))
    if what in ("overdue_open", "due"):
        found += answer.overdue(mark_name(figure, "created", when=when))
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


def _order(cell: Cell) -> tuple[bool, str]:
    """Put what is not known, or elsewhere, last."""
    return cell.key in (UNKNOWN, ELSEWHERE), cell.key
