"""A figure beside the period before and the year before, and at its rate to the end of the year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from quheng.bilingual import Text
from quheng.figures.asking import Asked
from quheng.figures.cells import Cell
from quheng.figures.compute import table_of
from quheng.figures.spans import Span
from quheng.figures.table import Table
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
    earlier = (
        table_of(asked, table.figure, span, table.grouping)
        for span in (table.span.before(), table.span.year_before())
    )
    return Compared(table, *earlier)


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
    figure, span = table.figure, table.span
    if figure.kind not in ("count", "sum") or figure.over in ("open", "overdue_open", "due"):
        return None
    last = span.now.date().replace(day=1) - ONE_DAY
    begin = date(span.now.year, 1, 1)
    if last < begin or span.start != begin or span.end < last:
        return None
    period = Period(last, begin)
    whole_year = replace(table.grouping, name="")
    so_far = table_of(asked, figure, Span(period, span.now), whole_year).total
    if so_far.value is None:
        return None
    value = so_far.value * Fraction(MONTHS_OF_A_YEAR, last.month)
    return RunRate(replace(so_far, value=value, status="F"), so_far, last.month)


def _signed(number: Fraction) -> str:
    text = rounded_text(number, 1)
    return text if text.startswith("-") or text == "0.0" else f"+{text}"
