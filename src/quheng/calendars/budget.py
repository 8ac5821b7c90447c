"""A budget of time: how many of which unit a period lasts."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared, checked

Unit = Literal["minute", "hour", "workday", "day", "week", "month", "year"]

BY_THE_CLOCK: tuple[Unit, ...] = ("minute", "hour")
"""Units that run from the moment itself; the others count whole days."""

LARGEST = 1_000_000

UNIT_NAMES: dict[Unit, Text] = {
    "minute": Text(zh="分钟", en="minute"),
    "hour": Text(zh="小时", en="hour"),
    "workday": Text(zh="个工作日", en="working day"),
    "day": Text(zh="日", en="day"),
    "week": Text(zh="周", en="week"),
    "month": Text(zh="个月", en="month"),
    "year": Text(zh="年", en="year"),
}

SPELLINGS: dict[str, Unit] = {
    "分钟": "minute",
    "分": "minute",
    "minute": "minute",
    "minutes": "minute",
    "小时": "hour",
    "hour": "hour",
    "hours": "hour",
    "工作日": "workday",
    "workday": "workday",
    "workdays": "workday",
    "working day": "workday",
    "working days": "workday",
    "日": "day",
    "天": "day",
    "自然日": "day",
    "day": "day",
    "days": "day",
    "周": "week",
    "星期": "week",
    "week": "week",
    "weeks": "week",
    "月": "month",
    "month": "month",
    "months": "month",
    "年": "year",
    "year": "year",
    "years": "year",
}
"""How a declaration may write a unit. 日 and 天 alone are calendar days: a law that means working days by
日 says so in an article of its own (`days_under`)."""

WRITTEN = re.compile(r"(?P<n>\d+)\s*个?\s*(?P<unit>\D+)")


class Budget(Declared):
    """How long a period lasts; in a declaration also as text: `5 工作日`, `30 days`, `24 hours`.

    Parameters
    ----------
    n
        How many, 0 or more. 0 working days, or 0 days, is the same day (当日办结).
    unit
        minute and hour run by the clock, weekends and nights included (a service that never closes);
        workday counts working days; day, week, month and year count calendar days and end on no rest day.
    """

    n: int = Field(ge=0, le=LARGEST, strict=True)
    unit: Unit

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return _read(value) if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        budget = handler.resolve_ref_schema(handler(core))
        return {"anyOf": [{"type": "string", "pattern": r"^\s*\d+"}, budget]}

    @classmethod
    def of(cls, n: int, unit: str) -> Budget:
        """Return the budget of `n` of a unit, under any of its spellings.

        Raises
        ------
        DeclarationError
            Where `n` is no whole number from 0 to a million, or the unit is unknown.
        """
        return checked(cls, {"n": n, "unit": SPELLINGS.get(unit, unit)})

    @classmethod
    def parse(cls, text: str) -> Budget:
        """Read a budget such as `5 工作日`, `30 days` or `24 hours`.

        Raises
        ------
        DeclarationError
            Where the text is not a number and a unit.
        """
        return checked(cls, text)

    @property
    def title(self) -> Text:
        """The budget in words, such as 5 个工作日 and 5 working days."""
        name = UNIT_NAMES[self.unit]
        return Text(zh=f"{self.n} {name.zh}", en=f"{self.n} {name.en}{'' if self.n == 1 else 's'}")


def _read(text: str) -> dict[str, Any]:
    written = WRITTEN.fullmatch(text.strip().lower())
    unit = SPELLINGS.get(" ".join(written["unit"].split())) if written else None
    if written is None or unit is None:
        raise ContradictionError(
            Text(zh=f"读不懂时限 {text!r}", en=f"the period {text!r} is not understood"),
            Text(
                zh="请写数字和单位，例如 5 工作日、30 天、1 个月、24 小时",
                en="write a number and a unit, such as 5 workdays, 30 days, 1 month or 24 hours",
            ),
        )
    return {"n": int(written["n"]), "unit": unit}
