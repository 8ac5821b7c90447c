"""A day as a declaration writes it: 2026-01-04, and nothing that only looks like one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from quheng.bilingual import Text
from quheng.declarations import ContradictionError


def _read_day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if not isinstance(value, str):
            raise ValueError
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ContradictionError(
            Text(zh=f"{value!s} 不是日期", en=f"{value!s} is not a day"),
            Text(
                zh="请按“年-月-日”书写，例如 2026-01-04", en="write year, month and day, such as 2026-01-04"
            ),
        ) from None


Day = Annotated[date, BeforeValidator(_read_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day of the Gregorian calendar, written as ISO 8601 has it."""
