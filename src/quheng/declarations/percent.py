"""Parts of a whole as people write them: `5%` and `0.05` are the same."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from quheng.bilingual import Text
from quheng.declarations.wording import ContradictionError

SIGNS = ("%", "％")


def _read_percent(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    number = text[:-1].strip() if text.endswith(SIGNS) else text
    try:
        return float(number) / (100.0 if number != text else 1.0)
    except ValueError:
        raise ContradictionError(
            Text(zh=f"{value!r} 不是百分比", en=f"{value!r} is not a percentage"),
            Text(zh="例如 5% 或 0.05", en="for example 5% or 0.05"),
        ) from None


Percent = Annotated[
    float,
    Field(ge=0, le=1, allow_inf_nan=False),
    BeforeValidator(_read_percent),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 1},
                {"type": "string", "pattern": r"^\d+(\.\d+)?\s*%$"},
            ]
        }
    ),
]
"""A number from 0 to 1, or a text such as "5%"."""
