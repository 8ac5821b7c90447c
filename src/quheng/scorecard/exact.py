"""Exact numbers: integers and fractions, read from what people write and shown as decimals."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from quheng.bilingual import Text
from quheng.declarations import ContradictionError

Number = int | Fraction

MAX_DIGITS = 40
"""Digits of a number, exponent written out: more is a slip of the keyboard, or an attack."""

WRITTEN = re.compile(r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$")
SHARE = re.compile(r"^(?P<over>[+-]?\d+)\s*/\s*(?P<under>\d+)$")


def read_number(value: Any) -> Number | None:
    """Return the exact number that `value` writes, None where it writes none.

    Integers, decimals, fractions, floats by their shortest decimal (1999.99 is 1999.99, not its binary
    neighbour) and texts such as "2.99"; no booleans, no infinities, nothing longer than `MAX_DIGITS`.
    """
    if type(value) is int:
        return value if abs(value) < 10**MAX_DIGITS else None
    if isinstance(value, Fraction):
        return lowest(value)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        return None
    text = str(value).strip()
    if not WRITTEN.match(text):
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    if (
        not found.is_finite()
        or abs(found.adjusted()) > MAX_DIGITS
        or len(found.as_tuple().digits) > MAX_DIGITS
    ):
        return None
    return lowest(Fraction(found))


def lowest(number: Fraction) -> Number:
    """Return an integer where the fraction is one: integers compute many times faster."""
    return number.numerator if number.denominator == 1 else number


def read_bound(value: Any) -> Number:
    """Return the number that a declaration writes as 60, 0.3, 30% or 1/3.

    Raises
    ------
    ContradictionError
        Where it is none.
    """
    if isinstance(value, str):
        text = value.strip()
        share = SHARE.match(text)
        if share and int(share["under"]):
            return lowest(Fraction(int(share["over"]), int(share["under"])))
        percent = text.endswith("%")
        found = read_number(text.removesuffix("%").strip())
        if found is not None:
            return lowest(Fraction(found) / 100) if percent else found
    else:
        found = read_number(value)
        if found is not None:
            return found
    raise ContradictionError(
        Text(zh=f"{value!r} 不是数", en=f"{value!r} is not a number"),
        Text(zh="请写 60、0.3、30% 或 1/3", en="write 60, 0.3, 30% or 1/3"),
    )


EXACT_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "number"},
        {"type": "string", "pattern": r"^[+-]?(\d+(\.\d*)?|\.\d+)(%|/0*[1-9]\d*)?$"},
    ]
}

Exact = Annotated[
    int | Fraction,
    BeforeValidator(read_bound),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(EXACT_SCHEMA),
]
"""A number as a regulation writes it, exact: 60, 0.3, 30%, 1/3."""


def rounded_text(number: Number, decimals: int) -> str:
    """Return the number with so many decimals, halves rounded away from zero; for display only."""
    scale = 10**decimals
    twice = abs(Fraction(number)) * scale * 2
    units = (twice.numerator // twice.denominator + 1) // 2
    sign = "-" if number < 0 and units else ""
    whole, part = divmod(units, scale)
    return f"{sign}{whole}.{part:0{decimals}d}" if decimals else f"{sign}{whole}"


def decimal_text(number: Number) -> str:
    """Return the decimal in full, with at least one place ("100.0"); a fraction without end as "1/3"."""
    fraction = Fraction(number)
    places = _places(fraction)
    return str(fraction) if places is None else rounded_text(fraction, max(places, 1))


def plain(number: Number | float) -> int | float:
    """Return what JSON can carry: an integer, else the nearest float, whose text is the decimal itself."""
    return int(number) if not isinstance(number, float) and number.denominator == 1 else float(number)


def _places(fraction: Fraction) -> int | None:
    """Return how many decimals write the fraction in full, None where no number of them does."""
    rest, twos, fives = fraction.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None
