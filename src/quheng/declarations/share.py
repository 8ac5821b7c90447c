"""Exact shares: `1/6`, `2/3`, `0.25` as rational numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from quheng.bilingual import Text
from quheng.declarations.wording import ContradictionError


def _read_share(value: Any) -> Fraction:
    """Read an integer, a decimal or a text such as "1/6" exactly: the decimal 0.1 is one tenth."""
    if isinstance(value, Fraction):
        return value
    try:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise ValueError
        return Fraction(str(value).strip())
    except (ValueError, ZeroDivisionError):
        raise ContradictionError(
            Text(
                zh=f"{value!r} 不是数，也不是 1/6 这样的分数",
                en=f"{value!r} is not a number or a fraction such as 1/6",
            )
        ) from None


Share = Annotated[
    Fraction,
    BeforeValidator(_read_share),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 0},
                {"type": "string", "pattern": r"^(\d+(\.\d*)?|\.\d+)(/0*[1-9]\d*)?$"},
            ]
        }
    ),
]
"""A non-negative rational number, exact: integers, decimals and fractions are read without rounding."""
