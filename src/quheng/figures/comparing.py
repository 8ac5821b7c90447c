"""A figure beside the period before and the year before, and at its rate to the end of the year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from quheng.bilingual import Text
from quheng.figures.asking import Asked
from quheng.figures.cells import Cell
from quheng.figures.compute import tables_at_once
from quheng.figures.grouping import Grouping
from quheng.figures.seeking import Question
from quheng.figures.spans import Span
from quheng.figures.table import Table
from quheng.ledger.programmes.declared import Figure
from quheng.observations.period import Period
from quheng.scorecard.exact import rounded_text

MONTHS_OF_A_YEAR = 12
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Compared:
    """One figure, and what it was.

    Parameters
    ----------
    table
        The period.
    before, year_before
        The period before and the same a year before; where the period runs, as far as it has run.
    """

    table: Table
    before: Table
    year_before: Table

    def change(self, other: Table) -> Text:
        """Say how it changed: a count by its share, a rate by percentage points."""
        now, then = self.table.total.value, other.total.value
        if now is None or then is None:
            return Text(zh="—", en="—")
        if self.table.figure.kind == "rate":
            points = _signed((now - then) * 100)
            return Text(zh=f"{points} 个百分点", en=f"{points} points")
        if then == 0:
            return Text(zh="—", en="—")
        percent = _signed((now - then) / then * 100)
        return Text(zh=f"{percent}%", en=f"{percent} %")


def compare(asked: Asked, table: Table) -> Compared:
    """Put a figure beside what it was, by the same breakdown."""
    (before,), (year_before,) = tables_at_once(asked, _earlier(_question(table)))
    return Compared(table, before, year_before)


@dataclass(frozen=True)
class RunRate:
    """A year at the rate of its months so far: a forecast, and flagged as one.

    Parameters
    ----------
    cell
        What the year would come to; its status is F.
    so_far
        What the whole months came to.
    months
        How many they are.
    """

    cell: Cell
    so_far: Cell
    months: int

    @property
    def basis(self) -> Text:
        """Say how it was computed: 按已过 10 个月推算全年."""
        return Text(
            zh=f"预测：按已过 {self.months} 个月推算全年",
            en=f"forecast: the year at the rate of its first {self.months} months",
        )


def run_rate(asked: Asked, table: Table) -> RunRate | None:
    """Return what a count or a sum comes to by the end of the year at its present rate.

    Whole months count alone: the month that runs does not. None where none is whole yet, where the period
    does not reach from the beginning of the year to the last month that is whole, and where the figure is no
    flow: a rate, a median and what is open do not add up.
    """
    so_far = _so_far(_question(table))
    return None if so_far is None else _rate(tables_at_once(asked, [so_far])[0][0])


@dataclass(frozen=True)
class Context:
    """A figure with all that stands beside it.

    Parameters
    ----------
    compared
        The figure, and what it was.
    rate
        What it comes to by the end of the year, see `run_rate`.
    """

    compared: Compared
    rate: RunRate | None


def in_context(asked: Asked, figure: Figure, span: Span, grouping: Grouping) -> Context:
    """Compute a figure, what it was, and what it comes to, in one statement."""
    question = Question([figure], span, grouping)
    so_far = _so_far(question)
    questions = [question, *_earlier(question), *([so_far] if so_far else [])]
    (table,), (before,), (year_before,), *rest = tables_at_once(asked, questions)
    return Context(Compared(table, before, year_before), _rate(rest[0][0]) if rest else None)


def _question(table: Table) -> Question:
    return Question([table.figure], table.span, table.grouping)


def _earlier(question: Question) -> list[Question]:
    """Return a question as it was the period before, and the year before."""
    return [replace(question, span=span) for span in (question.span.before(), question.span.year_before())]


def _so_far(question: Question) -> Question | None:
    """Return what the whole months of the year came to, as a question; None where `run_rate` has none."""
    (figure,), span = question.figures, question.span
    if figure.kind not in ("count", "sum") or figure.over in ("open", "overdue_open", "due"):
        return None
    last = span.now.date().replace(day=1) - ONE_DAY
    begin = date(span.now.year, 1, 1)
    if last < begin or span.start != begin or span.end < last:
        return None
    whole_year = replace(question.grouping, name="")
    return Question([figure], Span(Period(last, begin), span.now), whole_year)


def _rate(so_far: Table) -> RunRate | None:
    """Return the year at the rate of its whole months."""
    cell, months = so_far.total, so_far.span.end.month
    if cell.value is None:
        return None
    value = cell.value * Fraction(MONTHS_OF_A_YEAR, months)
    return RunRate(replace(cell, value=value, status="F"), cell, months)


def _signed(number: Fraction) -> str:
    text = rounded_text(number, 1)
    return text if text.startswith("-") or text == "0.0" else f"+{text}"
