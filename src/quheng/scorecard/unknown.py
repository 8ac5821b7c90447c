"""What is not known: an open value with its bounds, the inputs to blame, and the holes in the rule.

Known values are plain Python values. An expression over unknown inputs gives an `Unknown`, unless the
result is certain whatever they turn out to be (`false && unknown` is false: strong Kleene logic).
Bounds are closed intervals that contain every possible value, so what they decide is certain.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quheng.bilingual import Text

NO_CAUSE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that the inputs leave open.

    Parameters
    ----------
    causes
        The inputs that would decide it.
    low, high
        For a number: every possible value lies between them, both included.
    holes
        Why the rule itself may give no value (a denominator of 0, a case that it does not settle).
    unavailable
        A ratio without a denominator: a branch that cannot be chosen, which is not a branch of 0 points.
    """

    causes: frozenset[str] = NO_CAUSE
    low: Any = -math.inf
    high: Any = math.inf
    holes: tuple[Text, ...] = ()
    unavailable: bool = False

    @property
    def never_defined(self) -> bool:
        """Whether no input could decide it: the rule gives no value."""
        return bool(self.holes) and not self.causes


Truth = bool | Unknown


def hole(why: Text, *, unavailable: bool = False) -> Unknown:
    """Return the value that the rule does not give."""
    return Unknown(holes=(why,), unavailable=unavailable)


def bounds(value: Any) -> tuple[Any, Any]:
    """Return the least and the greatest number that `value` may be."""
    return (value.low, value.high) if isinstance(value, Unknown) else (value, value)


def blend(values: Iterable[Any], low: Any = -math.inf, high: Any = math.inf) -> Unknown:
    """Return an unknown with the causes and holes of all the unknown ones among `values`."""
    causes, unavailable = NO_CAUSE, False
    holes: tuple[Text, ...] = ()
    for value in values:
        if isinstance(value, Unknown):
            causes |= value.causes
            holes += tuple(why for why in value.holes if why not in holes)
            unavailable = unavailable or value.unavailable
    return Unknown(causes, low, high, holes, unavailable)


def undetermined(value: Any) -> tuple[Unknown, ...]:
    """Return what is unknown of a value: all of it, or some entries of a map."""
    if isinstance(value, Mapping):
        return tuple(entry for entry in value.values() if isinstance(entry, Unknown))
    return (value,) if isinstance(value, Unknown) else ()


def needing_all(values: Iterable[Any], low: Any = -math.inf, high: Any = math.inf) -> Unknown:
    """Return the unknown result of what needs each of `values`.

    Where the rule never gives one of them, no input would decide the result.
    """
    values = tuple(values)
    never = [value for value in values if isinstance(value, Unknown) and value.never_defined]
    return blend(never or values, low, high)


def negate(value: Truth) -> Truth:
    """Return the opposite; of the unknown, the same unknown."""
    return value if isinstance(value, Unknown) else not value


def every(values: Iterable[Truth]) -> Truth:
    """Return whether all hold: one false is enough for false, whatever is unknown."""
    open_ones = []
    for value in values:
        if value is False:
            return False
        if value is not True:
            open_ones.append(value)
    return blend(open_ones) if open_ones else True


def some(values: Iterable[Truth]) -> Truth:
    """Return whether one holds: one true is enough for true, whatever is unknown."""
    open_ones = []
    for value in values:
        if value is True:
            return True
        if value is not False:
            open_ones.append(value)
    return blend(open_ones) if open_ones else False


def at_most(left: Any, right: Any, *, strict: bool) -> Truth:
    """Return whether left <= right (strict: left < right), as far as the bounds tell."""
    if not isinstance(left, Unknown) and not isinstance(right, Unknown):
        return bool(left < right if strict else left <= right)
    either = needing_all((left, right))
    if either.holes or not (_measured(left) and _measured(right)):
        return either
    (left_low, left_high), (right_low, right_high) = bounds(left), bounds(right)
    sure = left_high < right_low if strict else left_high <= right_low
    never = left_low >= right_high if strict else left_low > right_high
    return True if sure else False if never else either


def same(left: Any, right: Any) -> Truth:
    """Return whether two values are equal, as far as it can be known."""
    if not isinstance(left, Unknown) and not isinstance(right, Unknown):
        return bool(left == right)
    either = needing_all((left, right))
    if either.holes or not (_measured(left) and _measured(right)):
        return either
    (left_low, left_high), (right_low, right_high) = bounds(left), bounds(right)
    return False if left_high < right_low or right_high < left_low else either


def _measured(value: Any) -> bool:
    return isinstance(value, Unknown | int | Fraction)
