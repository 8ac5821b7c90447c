"""The figure in a cell: its value in the base measure, with the interval that its digits admit."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from quheng.evidence.claim import Hedge, Quantity
from quheng.evidence.numbers import find_numerals
from quheng.evidence.numbers.scales import scale_of
from quheng.evidence.tables.marks import figure_without_marks
from quheng.evidence.tables.plain import compact, plain
from quheng.evidence.tables.units import PER_CENT, RANK, Unit
from quheng.evidence.tables.words import table_words

DIGITS = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")
SPACED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:\.\d+)?")
POWER = re.compile(r"([+-]?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,2})")
ACCOUNTING = re.compile(r"\((\d[\d,.]*%?)\)")
ARROW = re.compile(r"(?P<down>[▼↓⬇]|下降|减少|降低?)?(?:[▲↑⬆]|增长|增加|上升|升)?\s*(?P<rest>[+]?\d.*)")
RANKED = re.compile(r"第?(\d{1,4})(?:位|名)?")
LOOKS_NUMERIC = re.compile(
    r"[\s(+\-−－▲▼↑↓<>≥≤≈~约近超第]*\.?\d[\d,，. ]*(?:[eE][+-]?\d+)?\s*"
    r"(?:[%％‰*†)）①-⑳\s]|\[\d+\]|[¹²³]|[万亿]|余|多|以上|以下|个?百分点)*\Z"
)
SIGNS = {">": "超过", "≥": "不少于", "<": "不足", "≤": "不超过", "≈": "约", "~": "约"}
SIGN = re.compile(r"\A[>≥<≤≈~]")
FORMS = ("arabic", "percent", "range")
"""The forms of a numeral that a cell may have: 1/2 or 三 there is something else."""

LONGEST = 60
"""A longer text is no figure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure.

    Parameters
    ----------
    quantity
        The value and its interval.
    hedge
        How the cell qualifies it.
    rule
        How it was read.
    marks
        The footnote marks behind it.
    has_own_unit
        Whether the cell itself says its unit, and not that of its row or column.
    """

    quantity: Quantity
    hedge: Hedge
    rule: str
    marks: tuple[str, ...] = ()
    has_own_unit: bool = False


def looks_numeric(cell: str) -> bool:
    """Tell whether a cell may hold a figure, without reading it."""
    return len(cell) <= LONGEST and LOOKS_NUMERIC.match(cell) is not None


def is_missing(cell: str) -> bool:
    """Tell whether a cell says that there is no figure: blank, —, …, x."""
    if cell[:1].isdigit():
        return False
    return not cell or compact(cell) in table_words().blanks or cell.isspace()


def read_figure(cell: str, unit: Unit) -> Figure | None:
    """Return the figure of a cell; None where it holds none.

    The interval is half of the last digit written, as in prose: 13.6 亿元 is [13.55, 13.65] 亿元. A count
    without a scale is exact (12 家), one with a scale is rounded to it (12 万人 is [11.5, 12.5] 万人). A cell
    that hedges (约120, 200以上, 10-20), or names its own unit (120万, 8.5%), is read as prose.

    Parameters
    ----------
    cell
        The text of the cell.
    unit
        What its row, its column or the table state.
    """
    if found := DIGITS.fullmatch(cell):
        return Figure(quantity(unit, *found.groups("")), "none", "value.number")
    return _unusual(cell, unit) if len(cell) <= LONGEST else None


def quantity(unit: Unit, sign: str, whole: str, places: str) -> Quantity:
    """Return the value of digits, rounded once: integers are multiplied, then divided."""
    number = int(whole.replace(",", "") + places)
    if sign == "-":
        number = -number
    point = number * unit.factor
    divisor = 10 ** len(places)
    if not unit.continuous and unit.factor == 1 and not places:
        return Quantity(float(point), float(point), float(point), unit.measure, unit.dimension)
    low, high = (2 * number - 1) * unit.factor, (2 * number + 1) * unit.factor
    try:
        ends = point / divisor, low / (2 * divisor), high / (2 * divisor)
    except OverflowError:
        ends = (math.copysign(math.inf, number),) * 3
    return Quantity(*ends, unit.measure, unit.dimension)


def turned(amount: Quantity) -> Quantity:
    """Return the negative: the growth that a fall is."""
    return Quantity(-amount.point, -amount.high, -amount.low, amount.measure, amount.dimension)


def _unusual(cell: str, unit: Unit) -> Figure | None:
    text, marks = figure_without_marks(plain(cell))
    if found := DIGITS.fullmatch(text):
        return Figure(quantity(unit, *found.groups("")), "none", "value.number", marks)
    if SPACED.fullmatch(text):
        return _figure(text.replace(" ", ""), unit, "value.spaced", marks)
    if found := POWER.fullmatch(text):
        return _power(found, unit, marks)
    if text.endswith("%") and (found := DIGITS.fullmatch(text[:-1].rstrip())):
        return Figure(quantity(PER_CENT, *found.groups("")), "none", "value.percent", marks, True)
    if unit is RANK and (found := RANKED.fullmatch(text)):
        return _figure(found[1], RANK, "value.rank", marks)
    if found := ACCOUNTING.fullmatch(text):
        return _negative(found[1], unit, "value.accounting", marks)
    if (found := ARROW.fullmatch(text)) and found.start("rest"):
        if found["down"]:
            return _negative(found["rest"], unit, "value.fall", marks)
        inner = read_figure(found["rest"], unit)
        return inner and Figure(inner.quantity, inner.hedge, "value.rise", marks, inner.has_own_unit)
    return _as_prose(text, unit, marks)


def _figure(digits: str, unit: Unit, rule: str, marks: tuple[str, ...]) -> Figure | None:
    found = DIGITS.fullmatch(digits)
    return Figure(quantity(unit, *found.groups("")), "none", rule, marks) if found else None


def _power(found: re.Match[str], unit: Unit, marks: tuple[str, ...]) -> Figure:
    """Read 1.2E+08: its last digit is worth ten millions."""
    sign, whole, places, exponent = found.groups("")
    power = int(exponent)
    if power < 0:
        digits = (whole + places).rjust(len(places) - power + 1, "0")
        whole, places = digits[: power - len(places)], digits[power - len(places) :]
        power = 0
    stated = replace(unit, factor=unit.factor * 10**power, continuous=True)
    return Figure(quantity(stated, sign, whole, places), "none", "value.power", marks)


def _negative(digits: str, unit: Unit, rule: str, marks: tuple[str, ...]) -> Figure | None:
    inner = read_figure(digits, unit)
    return inner and Figure(turned(inner.quantity), inner.hedge, rule, marks, inner.has_own_unit)


def _as_prose(text: str, unit: Unit, marks: tuple[str, ...]) -> Figure | None:
    """Read a cell that one numeral of prose fills: 约120, 200以上, 10-20, 1.2万, 8.5个百分点.

    A scale in the cell stands in place of that of the unit.
    """
    words = SIGN.sub(lambda sign: SIGNS[sign[0]], text)
    numerals = find_numerals(words)
    if len(numerals) != 1 or numerals[0].form not in FORMS:
        return None
    numeral = numerals[0]
    if (numeral.start, numeral.end) != (0, len(words)):
        return None
    if numeral.dimension != "number":
        return Figure(numeral.quantity(), numeral.hedge, numeral.rule, marks, True)
    factor = 1 if scale_of(words[numeral.core_start : numeral.core_end]) > 1 else unit.factor
    plain_one = numeral.quantity()
    scaled = Quantity(
        plain_one.point * factor,
        plain_one.low * factor,
        plain_one.high * factor,
        unit.measure,
        unit.dimension,
    )
    return Figure(scaled, numeral.hedge, numeral.rule, marks)
