"""Recurrences: days that come round, and what becomes of one that is a day of rest."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Annotated, Any, Literal

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from quheng.bilingual import Text
from quheng.calendars import account
from quheng.calendars.beijing_time import day_end, local_day
from quheng.calendars.calendar import Calendar
from quheng.calendars.day_table import MISSING, PROVISIONAL, PUBLISHED, STANDINGS, DayTable
from quheng.calendars.due import Due
from quheng.calendars.recurrence_text import WEEKDAY_NAMES, read_recurrence
from quheng.declarations import ContradictionError, Declared, checked

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

Planned = tuple[int, int]
"""The ordinal of a day, and its standing: a position in STANDINGS."""


class Recurrence(Declared):
    """Days that come round; in a declaration also as text: `every 2 days`, 每周一, 每5个工作日.

    Parameters
    ----------
    every
        Every how many of the unit.
    unit
        day, workday, week or month.
    on
        In a week its day; in a month the date (the month's end where there is no such date) or
        `last_workday`. None: the weekday, or the date, of the start. Weeks, from Monday to Sunday, and months
        are counted from that of the start.
    rest_day
        What becomes of an occurrence that is no working day: `keep` it, move it to the `next` working day or
        to the `previous` one.
    """

    every: Annotated[int, Field(ge=1, le=1000, strict=True)] = 1
    unit: Literal["day", "workday", "week", "month"]
    on: Weekday | Literal["last_workday"] | Annotated[int, Field(ge=1, le=31, strict=True)] | None = None
    rest_day: Literal["keep", "next", "previous"] = "keep"

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return read_recurrence(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _on_fits_the_unit(self) -> Recurrence:
        weekday = self.on in WEEKDAY_NAMES
        fits = {"day": False, "workday": False, "week": weekday, "month": not weekday}
        if self.on is not None and not fits[self.unit]:
            raise ContradictionError(
                Text(
                    zh=f"on: {self.on} 与 unit: {self.unit} 不相配",
                    en=f"on: {self.on} does not go with unit: {self.unit}",
                ),
                Text(
                    zh="week 可写周几，month 可写日期或 last_workday，其余不写 on",
                    en="a week takes a weekday, a month a date or last_workday, the others nothing",
                ),
            )
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        recurrence = handler.resolve_ref_schema(handler(core))
        return {"anyOf": [{"type": "string"}, recurrence]}

    @classmethod
    def parse(cls, text: str, rest_day: Literal["keep", "next", "previous"] = "keep") -> Recurrence:
        """Read a recurrence such as `every 2 days` or 每月最后一个工作日.

        Raises
        ------
        DeclarationError
            Where the text is not understood.
        """
        return checked(cls, text).model_copy(update={"rest_day": rest_day})

    def occurrences(self, start: date, until: date, calendar: Calendar) -> tuple[Due, ...]:
        """Return the days after `start`, up to and including `until`, on which it comes round.

        `start` is the day that the count begins from, and no occurrence itself. Occurrences that move onto
        one day are one. Where the calendar does not reach to `until`, and the next day cannot be known
        without it, the last entry has the status `missing` and no day.

        Parameters
        ----------
        start, until
            The day counted from, and the last day asked for.
        calendar
            The working days.
        """
        first, last = local_day(start).toordinal(), local_day(until).toordinal()
        found: list[Due] = []
        before = first
        for planned in self._planned(first, calendar.table):
            landed, standing = self._off_rest(planned, first, calendar.table)
            if standing == MISSING:
                if last > first and int(calendar.table.worst(first + 1, last + 1)) == MISSING:
                    found.append(Due(None, None, "missing", (account.missing(calendar),)))
                break
            if landed > last:
                break
            if landed > before:
                found.append(_occurrence(first, planned[0], landed, standing, calendar))
                before = landed
        return tuple(found)

    def _planned(self, start: int, table: DayTable) -> Iterator[Planned]:
        """Yield the days as planned, before any moves, in order and after `start`."""
        match self.unit:
            case "day":
                yield from ((day, PUBLISHED) for day in count(start + self.every, self.every))
            case "workday":
                for number in count(self.every, self.every):
                    day = int(table.nth(start + 1, number))
                    yield day, int(table.worst(start + 1, day + 1))
            case "week":
                weekday = date.fromordinal(start).weekday()
                wanted = WEEKDAY_NAMES.index(str(self.on)) if self.on else weekday
                first = start - weekday + wanted
                yield from ((day, PUBLISHED) for day in count(first, 7 * self.every) if day > start)
            case "month":
                for day, standing in self._monthly(start, table):
                    if day > start or standing == MISSING:
                        yield day, standing

    def _monthly(self, start: int, table: DayTable) -> Iterator[Planned]:
        begin = date.fromordinal(start)
        for step in count(0, self.every):
            years, month = divmod(begin.month - 1 + step, 12)
            if begin.year + years > date.max.year:
                return
            length = monthrange(begin.year + years, month + 1)[1]
            end = date(begin.year + years, month + 1, length).toordinal()
            if self.on == "last_workday" and end > start:
                yield _last_worked(start, end, table)
            elif self.on != "last_workday":
                wanted = int(self.on) if isinstance(self.on, int) else begin.day
                yield end - length + min(wanted, length), PUBLISHED

    def _off_rest(self, planned: Planned, start: int, table: DayTable) -> Planned:
        """Move a planned day off a day of rest, as `rest_day` says."""
        day, standing = planned
        match self.rest_day:
            case "next":
                landed = int(table.nth(day, 1))
                return landed, max(standing, int(table.worst(day, landed + 1)))
            case "previous":
                landed, looked_at = _last_worked(start, day, table)
                return landed, max(standing, looked_at)
            case _:
                return planned


def _last_worked(start: int, end: int, table: DayTable) -> Planned:
    """Return the last working day after `start` up to `end`; `start` itself where there is none."""
    day = max(int(table.last_before(end + 1)), start)
    return day, int(table.worst(max(day, start + 1), end + 1))


def _occurrence(start: int, planned: int, landed: int, standing: int, calendar: Calendar) -> Due:
    day = date.fromordinal(landed)
    steps = list(account.shifted(date.fromordinal(planned), day))
    if standing == PROVISIONAL:
        steps.append(account.provisional(date.fromordinal(start), day, calendar))
    return Due(day, day_end(day), STANDINGS[standing], tuple(steps))
