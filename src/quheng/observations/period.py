"""Periods: a year, half-year, quarter, month, day, or an explicit interval."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = re.compile(r"(\d{4})年?")
_HALF = re.compile(r"(\d{4})-?[HS]([12])")
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])")
_MONTH = re.compile(r"(\d{4})-M?(\d{1,2})")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")


@dataclass(frozen=True, order=True)
class Period:
    """A span of days, both ends included; ordered by its end, then by its start.

    A stock (a population) is observed at `end`; a flow (an investment) over the whole span.
    """

    end: date
    start: date

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2020`, `2020-Q1`, `2020-H1`, `2020-03`, `2020-M03`, `2020-11-01` or `2020-01-01/2020-06-30`.

        Raises
        ------
        ValueError
            Where the text is none of these, is no day of the calendar, or ends before it starts.
        """
        text = text.strip()
        if "/" in text:
            first, last = (cls.parse(part) for part in text.split("/", 1))
            if last.end < first.start:
                raise ValueError(f"{text!r} ends before it starts")
            return cls(last.end, first.start)
        if match := _YEAR.fullmatch(text):
            return cls._months(int(match[1]), 1, 12)
        if match := _HALF.fullmatch(text):
            return cls._months(int(match[1]), 6 * int(match[2]) - 5, 6)
        if match := _QUARTER.fullmatch(text):
            return cls._months(int(match[1]), 3 * int(match[2]) - 2, 3)
        if match := _MONTH.fullmatch(text):
            return cls._months(int(match[1]), int(match[2]), 1)
        if match := _DAY.fullmatch(text):
            day = date(int(match[1]), int(match[2]), int(match[3]))
            return cls(day, day)
        raise ValueError(f"{text!r} is not a period")

    @classmethod
    def _months(cls, year: int, first: int, count: int) -> Period:
        last = first + count - 1
        start = date(year, first, 1)
        return cls(date(year, last, monthrange(year, last)[1]), start)

    @property
    def year(self) -> float:
        """When it ends, in calendar years: the end of 2020 is 2021.0, the end of March 2020 is 2020.25."""
        after = self.end + timedelta(days=1)
        return after.year + (after.month - 1) / 12 + (after.day - 1) / (12 * 31)

    def __str__(self) -> str:
        """Write it in the shortest of the forms that `parse` reads."""
        year = self.start.year
        for text in (
            f"{year:04d}",
            *(f"{year:04d}-H{half}" for half in (1, 2)),
            *(f"{year:04d}-Q{quarter}" for quarter in (1, 2, 3, 4)),
            f"{year:04d}-{self.start.month:02d}",
            self.start.isoformat(),
        ):
            if Period.parse(text) == self:
                return text
        return f"{self.start.isoformat()}/{self.end.isoformat()}"
