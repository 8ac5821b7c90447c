"""Where an expression cuts the numbers: what matters of a number is on which side of each cut it lies.

Two subjects whose inputs lie on the same sides of all cuts of a line, and agree in everything else that the
line reads, have the same outcome there. So a line is evaluated once for each combination that occurs, by the
very functions that assess a single subject.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quheng.scorecard.brackets import Brackets
from quheng.scorecard.bulk.codes import Ids
from quheng.scorecard.bulk.columns import Column
from quheng.scorecard.cuts import children, names_in
from quheng.scorecard.declared import Input, NumberInput
from quheng.scorecard.exact import read_number
from quheng.scorecard.expressions.syntax import Binary, Call, Literal, Name, Node, Unary

FITS = 1 << 62

Integers = NDArray[Any]
"""int64, or Python integers where the numbers may not fit."""


@dataclass(frozen=True)
class Exactly:
    """Fractions for all rows.

    Parameters
    ----------
    over, under : int64 or object (rows,)
        Numerators and denominators; no denominator is negative, one of 0 is undefined.
    """

    over: Integers
    under: Integers


def is_simple(sides: tuple[Node, ...], inputs: Mapping[str, Input]) -> bool:
    """Whether a cut over unknown inputs depends on no other number, but for a denominator of 0.

    So it is where one side is an input, or the ratio of two that are 0 or more without an upper limit, and
    the other sides are literals.
    """
    open_sides = [side for side in sides if any(names_in(side))]
    if len(open_sides) != 1:
        return False
    match open_sides[0]:
        case Name():
            return True
        case Call(function="ratio", arguments=(Name(name=over), Name(name=under))):
            return all(_is_open_above(inputs[name]) for name in (over, under))
        case _:
            return False


def _is_open_above(declared: Input) -> bool:
    return isinstance(declared, NumberInput) and declared.min == 0 and declared.max is None


def measured(tree: Node, columns: Mapping[str, Column], rows: int) -> Exactly:
    """Return the exact value of a side for all rows."""
    match tree:
        case Literal():
            number = read_number(tree.value) or 0
            return Exactly(_all(number.numerator, rows), _all(number.denominator, rows))
        case Name():
            column = columns[tree.name]
            assert column.numerators is not None
            return Exactly(column.numerators, _all(column.scale, rows))
        case Unary():
            side = measured(tree.of, columns, rows)
            return Exactly(-side.over, side.under)
        case Binary() | Call():
            left, right = (measured(child, columns, rows) for child in children(tree))
            return _combined(tree.operator if isinstance(tree, Binary) else "ratio", left, right)
        case _:
            raise AssertionError(tree)


def _combined(operator: str, left: Exactly, right: Exactly) -> Exactly:
    if operator == "*":
        return Exactly(_times(left.over, right.over), _times(left.under, right.under))
    if operator == "ratio":
        over, under = _times(left.over, right.under), _times(left.under, right.over)
        sign = np.where(under < 0, -1, 1)
        return Exactly(_times(over, sign), _times(under, sign))
    first, second = _times(left.over, right.under), _times(right.over, left.under)
    over = _plus(first, second if operator == "+" else -second)
    return Exactly(over, _times(left.under, right.under))


def side_of(left: Exactly, right: Exactly) -> Ids:
    """Return -1, 0 or 1 as left is less than, equal to or greater than right; 2 where one is undefined."""
    first, second = _times(left.over, right.under), _times(right.over, left.under)
    sides = (first > second).astype(np.int64) - (first < second).astype(np.int64)
    undefined = (left.under == 0) | (right.under == 0)
    return np.where(undefined, 2, sides).astype(np.int64)


def bracket_of(value: Exactly, brackets: Brackets, rows: int) -> Ids:
    """Return the bracket of each value; one past the last where it is undefined."""
    found = np.zeros(rows, dtype=np.int64)
    for bound, after in brackets.lower[1:]:
        sides = side_of(value, Exactly(_all(bound.numerator, rows), _all(bound.denominator, rows)))
        found += (sides > 0 if after else sides >= 0).astype(np.int64)
    return np.where(value.under == 0, len(brackets.lower), found).astype(np.int64)


def _all(value: int, rows: int) -> Integers:
    return np.full(rows, value, dtype=np.int64 if abs(value) < FITS else object)


def _largest(values: Integers) -> int:
    return max(int(values.max()), -int(values.min())) if len(values) else 0


def _times(left: Integers, right: Integers) -> Integers:
    """Return the exact product: in Python integers where 64 bits might not do."""
    if _largest(left) * _largest(right) >= FITS:
        left, right = left.astype(object), right.astype(object)
    product: Integers = left * right
    return product


def _plus(left: Integers, right: Integers) -> Integers:
    if _largest(left) + _largest(right) >= FITS:
        left, right = left.astype(object), right.astype(object)
    total: Integers = left + right
    return total
