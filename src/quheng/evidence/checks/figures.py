"""Arithmetic with the intervals that the wording of numbers admits, and how it is written down."""

from __future__ import annotations

import re
from math import inf, isclose, isinf
from typing import NamedTuple
from unicodedata import normalize

from quheng.evidence.checks.statement import Statement

EXCEEDED = re.compile(r"(?:突破|首破|[破超逾过]|跨越|迈上|站上|跃上)了?[约近]?\Z")
"""Words right before a round number that make it a lower bound: 首次突破 1000亿元."""

SCALES = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))
LONGEST = 100
"""Counts are written out up to so many of a scale, money up to one: 1964家, 196.4万家, 261.4亿元."""


class Interval(NamedTuple):
    """All values from `low` to `high`."""

    low: float
    high: float

    def is_disjoint_from(self, other: Interval) -> bool:
        """Tell whether no value is in both, rounding of the arithmetic aside."""
        return _is_below(self.high, other.low) or _is_below(other.high, self.low)

    def plus(self, other: Interval) -> Interval:
        """Return the interval of the sums."""
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: Interval) -> Interval:
        """Return the interval of the differences."""
        return Interval(self.low - other.high, self.high - other.low)

    def over(self, other: Interval) -> Interval | None:
        """Return the interval of the quotients; None where a term may be negative or the divisor zero."""
        if self.low < 0 or other.low <= 0 or (isinf(self.high) and isinf(other.high)):
            return None
        return Interval(self.low / other.high, self.high / other.low)

    def times(self, factor: float) -> Interval:
        """Return the interval multiplied by a positive number."""
        return Interval(self.low * factor, self.high * factor)


def _is_below(one: float, other: float) -> bool:
    return one < other and not isclose(one, other, rel_tol=1e-9)


def interval(statement: Statement) -> Interval:
    """Return the values that a statement admits; without an upper end after 突破."""
    quantity = statement.claim.quantity
    if statement.claim.hedge == "none" and EXCEEDED.search(statement.before):
        return Interval(quantity.low, inf)
    return Interval(quantity.low, quantity.high)


def is_bounded(statement: Statement) -> bool:
    """Tell whether a statement fixes its number, to the rounding, from above and below."""
    return not isinf(interval(statement).high) and not isinf(interval(statement).low)


def lenient(statement: Statement) -> Interval:
    """Return the values that a statement admits if its last digit was cut off instead of rounded."""
    low, high = interval(statement)
    if statement.claim.hedge != "none" or isinf(high) or isinf(low):
        return Interval(low, high)
    half = (high - low) / 2
    return Interval(low - half, high + half)


def digits(statement: Statement) -> int:
    """Return how many digits a number has without the zeros around them."""
    return len(f"{statement.claim.quantity.point:.12g}".replace(".", "").strip("0-"))


def shown(value: float, measure: str) -> str:
    """Write a value in its measure, scaled as texts do: 261.4亿元, 1964家."""
    for scale, word in SCALES:
        if abs(value) >= scale * (1 if measure.endswith("元") else LONGEST):
            return f"{value / scale:.6g}{word}{measure}"
    return f"{value:.7g}{measure}"


def written(statement: Statement) -> str:
    """Write the number of a statement as the text does, without line breaks and in narrow digits."""
    return "".join(normalize("NFKC", statement.claim.text).split())


def spread(values: Interval, measure: str) -> str:
    """Write an interval: from 259亿元 to 262亿元, as 259亿元..262亿元."""
    if isinf(values.high):
        return f"≥ {shown(values.low, measure)}"
    return f"{shown(values.low, measure)}..{shown(values.high, measure)}"
