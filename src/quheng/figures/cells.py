"""What a figure comes to: numerator, denominator and value, and how they are shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quheng.bilingual import Text
from quheng.ledger.programmes.declared import EntriesField, Figure, NumberField
from quheng.ledger.programmes.declared.entries import NumberColumn
from quheng.ledger.programmes.programme import Programme
from quheng.ledger.tallies.marks import MILLIONTHS, TENTHS
from quheng.observations.observation import Status
from quheng.scorecard.exact import decimal_text, rounded_text

NOTHING = Text(zh="—", en="—")

MEASURES = {
    "hour": Text(zh="小时", en="hours"),
    "day": Text(zh="日", en="days"),
    "workday": Text(zh="个工作日", en="working days"),
}

CASES = Text(zh="件", en="cases")


@dataclass(frozen=True)
class Cell:
    """One number of a figure.

    Parameters
    ----------
    key
        What it is for: see `Table.grouping`; empty for the whole, or for what is not known.
    title
        The same in words.
    numerator
        How many cases it counts; of a median or a sum, from how many it is made.
    denominator
        Of a rate, out of how many.
    value
        The number itself, exact; None where there is none, or too few to say.
    least
        The fewest with which it is shown.
    status
        A for a period that is over, P for one that runs, F for a forecast.
    rank
        Its place, where it is ranked.
    """

    key: str
    title: Text
    numerator: int
    denominator: int | None
    value: Fraction | None
    least: int
    status: Status
    rank: int | None = None

    @property
    def base(self) -> int:
        """How many cases it rests on."""
        return self.numerator if self.denominator is None else self.denominator

    @property
    def is_too_few(self) -> bool:
        """Whether it is not shown because it rests on too few."""
        return self.base < self.least


def cell_of(
    figure: Figure, key: str, title: Text, status: Status, numerator: int, denominator: int | None
) -> Cell:
    """Return a count or a rate."""
    least = figure.least or 0
    value: Fraction | None = Fraction(numerator)
    if denominator is not None:
        value = Fraction(numerator, denominator) if denominator >= max(least, 1) else None
    return Cell(key, title, numerator, denominator, value, least, status)


def median_cell(figure: Figure, key: str, title: Text, status: Status, tenths: Counter[int]) -> Cell:
    """Return the median of durations; the mean of the two in the middle where their number is even."""
    number = tenths.total()
    least = max(figure.least or 1, 1)
    value = None if number < least else Fraction(_middle(tenths), TENTHS)
    return Cell(key, title, number, None, value, least, status)


def sum_cell(figure: Figure, key: str, title: Text, status: Status, number: int, millionths: int) -> Cell:
    """Return a sum over so many cases."""
    return Cell(key, title, number, None, Fraction(millionths, MILLIONTHS), 0, status)


def shown(cell: Cell, figure: Figure, programme: Programme) -> Text:
    """Say what a cell comes to: 99.7%, 1105件, 3个工作日, or 样本不足（7 件，少于 30 件）."""
    if cell.is_too_few:
        return Text(
            zh=f"样本不足（{cell.base} 件，少于 {cell.least} 件）",
            en=f"too few ({cell.base} of {cell.least})",
        )
    if cell.value is None:
        return NOTHING
    if figure.kind == "rate":
        percent = percent_text(cell)
        return Text(zh=f"{percent}%", en=f"{percent} %")
    if figure.kind == "median":
        measure = MEASURES[figure.measure or "day"]
        number = rounded_text(cell.value, 1).removesuffix(".0")
        return Text(zh=f"{number}{measure.zh}", en=f"{number} {measure.en}")
    if figure.kind == "sum":
        measure = measure_of(figure, programme)
        number = decimal_text(cell.value).removesuffix(".0")
        return Text(zh=f"{number}{measure.zh}", en=f"{number} {measure.en}".strip())
    number = rounded_text(cell.value, 0)
    return Text(zh=f"{number}件", en=f"{int(number):,} {'case' if number == '1' else 'cases'}")


def percent_text(cell: Cell) -> str:
    """Return a rate in per cent to one decimal; one that is not all is never shown as 100, nor some as 0."""
    if cell.value is None:
        return "—"
    text = rounded_text(cell.value * 100, 1)
    if text == "100.0" and cell.value < 1:
        return "99.9"
    if text == "0.0" and cell.value > 0:
        return "0.1"
    return text.removesuffix(".0")


def measure_of(figure: Figure, programme: Programme) -> Text:
    """Return in what a figure is measured."""
    if figure.kind == "rate":
        return Text(zh="%", en="%")
    if figure.kind == "median":
        return MEASURES[figure.measure or "day"]
    if figure.kind == "sum":
        summed: object = programme.fields.get(figure.field or "")
        if isinstance(summed, EntriesField) and figure.rows:
            summed = next(column for column in summed.columns if column.id == figure.rows.of)
        if isinstance(summed, NumberField | NumberColumn) and summed.measure:
            return summed.measure
        return Text(zh=" ", en=" ")
    return CASES


def status_of(runs: bool) -> Literal["A", "P"]:
    """Return the status of a number: provisional while its period runs."""
    return "P" if runs else "A"


def _middle(counts: Counter[int]) -> Fraction:
    """Return the median of values by how often each occurs."""
    number, passed = counts.total(), 0
    low, high = (number - 1) // 2, number // 2
    below: int | None = None
    for value in sorted(counts):
        passed += counts[value]
        if below is None and passed > low:
            below = value
        if below is not None and passed > high:
            return Fraction(below + value, 2)
    raise ValueError("no values")
