"""One year of a calendar, as the notice for that year has it: days off, and weekends that are worked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Literal

from pydantic import Field, GetJsonSchemaHandler, ValidationError, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails

from quheng.bilingual import Text
from quheng.calendars.day import Day
from quheng.declarations import ContradictionError, Declared

SATURDAY = 5

Standing = Literal["published", "provisional", "missing"]
"""How sure a day of the calendar is."""


class DaysOff(Declared):
    """Days off in one piece, both ends included; a single day stands for both ends.

    Parameters
    ----------
    first, last
        In YAML `from` and `to`.
    """

    first: Day = Field(alias="from")
    last: Day = Field(alias="to")

    @model_validator(mode="before")
    @classmethod
    def _one_day_for_both(cls, value: Any) -> Any:
        return value if isinstance(value, dict | DaysOff) else {"from": value, "to": value}

    @model_validator(mode="after")
    def _forwards(self) -> DaysOff:
        if self.last < self.first:
            raise ContradictionError(
                Text(
                    zh=f"放假从 {self.first} 到 {self.last}，止日早于起日",
                    en=f"days off from {self.first} to {self.last}: the end is before the beginning",
                )
            )
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        span = handler.resolve_ref_schema(handler(core))
        return {"anyOf": [{"type": "string", "format": "date"}, span]}

    @property
    def title(self) -> Text:
        """The days in words."""
        if self.first == self.last:
            return Text(zh=str(self.first), en=str(self.first))
        return Text(zh=f"{self.first} 至 {self.last}", en=f"{self.first} to {self.last}")

    def days(self) -> Iterator[date]:
        """Yield each day."""
        for step in range((self.last - self.first).days + 1):
            yield self.first + timedelta(step)


class Holiday(Declared):
    """One holiday of a notice.

    Parameters
    ----------
    name
        Its name.
    off
        The days off, ordinary weekends among them included. None where only the weekends worked for it
        lie in this year.
    make_up
        The weekend days that are worked for it (调休上班).
    """

    name: Text
    off: DaysOff | None = None
    make_up: tuple[Day, ...] = ()


class CalendarYear(Declared):
    """One year of a calendar.

    A day is worked where it is a make-up day, or where it is Monday to Friday and not off.

    Parameters
    ----------
    year
        The year of all its days. Days of December that the next year's notice names belong to this file.
    status
        `published` where the notice is out; `provisional` where only the days that the law names are known.
    source
        The notice or the law.
    holidays
        What is off and what is worked for it, each day once.
    """

    year: int = Field(ge=1949, le=2200, strict=True)
    status: Literal["published", "provisional"]
    source: Text
    holidays: tuple[Holiday, ...]

    @model_validator(mode="after")
    def _every_day_once_and_in_its_year(self) -> CalendarYear:
        findings: list[InitErrorDetails] = []
        off: set[date] = set()
        worked: set[date] = set()
        for place, holiday in enumerate(self.holidays):
            at: tuple[int | str, ...] = ("holidays", place, "off")
            if holiday.off is not None:
                findings += _located(_outside(self.year, [holiday.off.first, holiday.off.last]), at)
                findings += _located(_twice_off([day for day in holiday.off.days() if day in off]), at)
                off.update(holiday.off.days())
        for place, holiday in enumerate(self.holidays):
            for position, day in enumerate(holiday.make_up):
                at = ("holidays", place, "make_up", position)
                problems = [*_outside(self.year, [day]), *_not_to_be_worked(day, off, worked)]
                findings += _located(problems, at)
                worked.add(day)
        if findings:
            raise ValidationError.from_exception_data(type(self).__name__, findings)
        return self


def _located(problems: list[ContradictionError], at: tuple[int | str, ...]) -> Iterator[InitErrorDetails]:
    """Give each problem its place in the declaration, so that the reader is sent to the line."""
    for problem in problems:
        yield InitErrorDetails(type="value_error", loc=at, input=None, ctx={"error": problem})


def _outside(year: int, days: list[date]) -> list[ContradictionError]:
    remedy = Text(
        zh="请把它写进所属年份的文件，并重新加载那一年",
        en="write it into the file of its own year, and load that year again",
    )
    return [
        ContradictionError(Text(zh=f"{day} 不在 {year} 年内", en=f"{day} is not in {year}"), remedy)
        for day in sorted({day for day in days if day.year != year})
    ]


def _twice_off(days: list[date]) -> list[ContradictionError]:
    remedy = Text(zh="每一天只列一次", en="list each day once")
    return [
        ContradictionError(Text(zh=f"{day} 重复列为放假日", en=f"{day} is listed as a day off twice"), remedy)
        for day in days[:1]
    ]


def _not_to_be_worked(day: date, off: set[date], worked: set[date]) -> list[ContradictionError]:
    """Return why `day` cannot be a make-up working day, beside the days off and those worked already."""
    if day in worked:
        what = Text(zh=f"{day} 重复列为调休上班日", en=f"{day} is listed as a make-up working day twice")
        return [ContradictionError(what, Text(zh="每一天只列一次", en="list each day once"))]
    if day in off:
        what = Text(
            zh=f"{day} 既列为放假日，又列为调休上班日",
            en=f"{day} is both a day off and a make-up working day",
        )
        return [
            ContradictionError(what, Text(zh="请对照通知，删去其一", en="compare the notice; remove one"))
        ]
    if day.weekday() < SATURDAY:
        what = Text(
            zh=f"{day} 不是周六、周日，不能列为调休上班日",
            en=f"{day} is no Saturday or Sunday, so it cannot be a make-up working day",
        )
        return [ContradictionError(what, Text(zh="请对照通知核对日期", en="compare the day with the notice"))]
    return []
