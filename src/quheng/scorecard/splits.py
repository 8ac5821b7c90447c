"""Where an unknown number changes the lines of a rule: between two such values every line stands alike.

So a number that is not known needs to be tried only there and once between: exact for what is compared as a
fraction of first degree in it, `ratio(a, x + b) >= c`, which published rules do not go beyond.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise, zip_longest
from typing import Any

from quheng.scorecard.brackets import Brackets
from quheng.scorecard.cuts import cuts_of, is_measured, names_in, read_in_cuts
from quheng.scorecard.declared import Input, NumberInput
from quheng.scorecard.exact import Number, lowest, read_number
from quheng.scorecard.expressions import Expression
from quheng.scorecard.expressions.syntax import Binary, Call, Literal, Name, Node, Unary
from quheng.scorecard.unknown import Unknown

Side = Node | Number
Comparison = tuple[Side, Side]

Polynomial = tuple[Number, ...]
"""Coefficients, that of x⁰ first."""

ZERO: Polynomial = (0,)
ONE: Polynomial = (1,)


class _NotSplitError(Exception):
    """The sides change elsewhere than at fractions that can be computed."""


def comparisons_of(
    name: str,
    inputs: Mapping[str, Input],
    expressions: Iterable[Expression],
    tables: Mapping[int, Brackets],
) -> tuple[Comparison, ...] | None:
    """Return all that a number is compared with, None where it is also read otherwise.

    Parameters
    ----------
    name
        The number.
    inputs, expressions
        Of the rule.
    tables
        The brackets that an expression is on, by its identity.
    """
    found: list[Comparison] = []
    for one in expressions:
        reads = Counter(names_in(one.tree))[name]
        if not reads:
            continue
        if id(one) in tables and is_measured(one.tree, inputs):
            found += [(one.tree, edge) for edge in tables[id(one)].edges]
        elif reads == read_in_cuts(one.tree, inputs)[name]:
            found += [(cut.left, cut.right) for cut in cuts_of(one.tree, inputs) if name in cut.names]
        else:
            return None
    return tuple(dict.fromkeys(found))


def values_to_try(
    declared: NumberInput, comparisons: Iterable[Comparison], values: Mapping[str, Any]
) -> tuple[Number, ...]:
    """Return a value of a number for each way the lines can stand, rising.

    There is none where another number beside it in a comparison is not known.
    """
    edges: set[Number] = set()
    try:
        for left, right in comparisons:
            sides = (_fraction(side, declared.id, values, edges) for side in (left, right))
            (over, under), (other_over, other_under) = sides
            edges |= _roots(_sum(_product(over, other_under), _product(other_over, under), -1))
    except _NotSplitError:
        return ()
    return _around(edges, declared)


def _around(edges: set[Number], declared: NumberInput) -> tuple[Number, ...]:
    """Return the edges within the range of the input, its ends, and a value in each span between them."""
    low, high = declared.min, declared.max
    ends = {end for end in (low, high) if end is not None}
    inner = {edge for edge in edges if (low is None or edge > low) and (high is None or edge < high)}
    turns = sorted(ends | inner) or [0]
    if low is None:
        turns.insert(0, math.ceil(turns[0]) - 1)
    if high is None:
        turns.append(math.floor(turns[-1]) + 1)
    if declared.type == "integer":
        whole = [one for one in turns if one == int(one)]
        nexts = ((math.floor(first) + 1, second) for first, second in pairwise(turns))
        found = sorted({*whole, *(one for one, end in nexts if one < end)})
    else:
        found = sorted({*turns, *(lowest(Fraction(first + second) / 2) for first, second in pairwise(turns))})
    return tuple(found)


def _fraction(
    side: Side, name: str, values: Mapping[str, Any], edges: set[Number]
) -> tuple[Polynomial, Polynomial]:
    """Return a side as one polynomial over another; where a denominator within it is 0 is an edge too."""
    match side:
        case Literal():
            return (read_number(side.value) or 0,), ONE
        case Name():
            value = values[side.name]
            if side.name == name:
                return (0, 1), ONE
            if isinstance(value, Unknown):
                raise _NotSplitError
            return (value,), ONE
        case Unary():
            over, under = _fraction(side.of, name, values, edges)
            return _sum(ZERO, over, -1), under
        case Binary(operator=operator, left=left, right=right):
            over, under = _fraction(left, name, values, edges)
            other_over, other_under = _fraction(right, name, values, edges)
            if operator == "*":
                return _product(over, other_over), _product(under, other_under)
            sign = 1 if operator == "+" else -1
            crossed = _sum(_product(over, other_under), _product(other_over, under), sign)
            return crossed, _product(under, other_under)
        case Call(arguments=(left, right)):
            over, under = _fraction(left, name, values, edges)
            other_over, other_under = _fraction(right, name, values, edges)
            edges |= _roots(other_over)
            return _product(over, other_under), _product(under, other_over)
        case int() | Fraction():
            return (side,), ONE
        case _:
            raise _NotSplitError


def _sum(left: Polynomial, right: Polynomial, sign: int) -> Polynomial:
    return tuple(a + sign * b for a, b in zip_longest(left, right, fillvalue=0))


def _product(left: Polynomial, right: Polynomial) -> Polynomial:
    found: list[Number] = [0] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            found[i + j] += a * b
    return tuple(found)


def _roots(of: Polynomial) -> set[Number]:
    """Return where a polynomial is 0: one of first degree, times a power of x."""
    degrees = [degree for degree, coefficient in enumerate(of) if coefficient]
    if not degrees:
        return set()
    least, most = degrees[0], degrees[-1]
    if most - least > 1:
        raise _NotSplitError
    zero: set[Number] = {0} if least else set()
    return zero if most == least else zero | {lowest(Fraction(-of[least]) / of[most])}
