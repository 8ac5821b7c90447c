"""A calendar: which days are worked, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from quheng.bilingual import Text
from quheng.calendars.beijing_time import local_day
from quheng.calendars.calendar_year import CalendarYear, Holiday, Standing
from quheng.calendars.day_table import MISSING, STANDINGS, DayTable, table_of
from quheng.errors import MethodError, Problem, Where


@dataclass(frozen=True, repr=False)
class Calendar:
    """The working days of some years.

    Parameters
    ----------
    years
        At least one year, each once, in order.
    """

    years: tuple[CalendarYear, ...]

    def __post_init__(self) -> None:
        numbers = [year.year for year in self.years]
        if not numbers or numbers != sorted(set(numbers)):
            found = ", ".join(map(str, numbers)) or "—"
            raise MethodError(
                Problem(
                    Text(zh=f"日历的年份为：{found}", en=f"the years of the calendar are: {found}"),
                    Where(field="years"),
                    Text(
                        zh="至少一年，每年一次，按先后排列", en="give at least one, each year once, in order"
                    ),
                )
            )

    def __repr__(self) -> str:
        return f"Calendar({self.title})"

    @cached_property
    def table(self) -> DayTable:
        """The days as arrays."""
        return table_of(self.years)

    @property
    def title(self) -> str:
        """The years that it has, such as 2004–2026, 2028."""
        numbers = [year.year for year in self.years]
        firsts = [number for number in numbers if number - 1 not in numbers]
        lasts = [number for number in numbers if number + 1 not in numbers]
        spans = zip(firsts, lasts, strict=True)
        return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in spans)

    def merged(self, other: Calendar) -> Calendar:
        """Return this calendar with the years of `other`, which replace those that both have.

        Raises
        ------
        MethodError
            Where a provisional year would replace a published one.
        """
        own = {year.year: year for year in self.years}
        for year in other.years:
            if year.status == "provisional" and year.year in own and own[year.year].status == "published":
                raise MethodError(
                    Problem(
                        Text(
                            zh=f"{year.year} 年安排已经公布，不能以暂定的代替",
                            en=f"{year.year} is published: a provisional year cannot replace it",
                        ),
                        Where(field="status"),
                        Text(
                            zh="请删去这一年，或改为 status: published",
                            en="leave that year out, or declare it status: published",
                        ),
                    )
                )
        merged = own | {year.year: year for year in other.years}
        return Calendar(tuple(merged[number] for number in sorted(merged)))

    def status(self, day: date) -> Standing:
        """Return how sure the calendar is of a day: published, provisional or missing."""
        return STANDINGS[int(self._standing(local_day(day)))]

    def is_working_day(self, day: date) -> bool:
        """Return whether a day is worked; in a provisional year, as far as the law names the days off.

        Raises
        ------
        MethodError
            Where the calendar does not have the year.
        """
        asked = local_day(day)
        self._require(asked, asked)
        return bool(self.table.working[asked.toordinal() - self.table.first])

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; below zero where `end` is earlier.

        The first day is not counted: with `end = add_working_days(start, n)` this is n.

        Raises
        ------
        MethodError
            Where the calendar misses a year in between.
        """
        first, last = local_day(start), local_day(end)
        if last < first:
            return -self.working_days_between(last, first)
        self._require(first, last)
        return int(self.table.count(first.toordinal() + 1, last.toordinal() + 1))

    def add_working_days(self, day: date, n: int) -> date:
        """Return the n-th working day after `day`, before it where n is below zero, the day itself for 0.

        Raises
        ------
        MethodError
            Where the calendar ends first, or misses a year in between.
        """
        start = local_day(day)
        if n == 0:
            return start
        self._require(start, start)
        begin = start.toordinal()
        if n > 0:
            found = int(self.table.nth(begin + 1, n))
        else:
            rank = int(self.table.count(self.table.first, begin)) + 1 + n
            found = int(self.table.nth(self.table.first, rank)) if rank > 0 else self.table.first - 1
        landed = date.fromordinal(found)
        self._require(min(start, landed), max(start, landed))
        return landed

    def holidays_between(self, first: date, last: date) -> Iterator[Holiday]:
        """Yield the holidays that have a day off from `first` to `last`, both included."""
        for year in self.years:
            if first.year <= year.year <= last.year:
                for holiday in year.holidays:
                    if holiday.off and holiday.off.first <= last and first <= holiday.off.last:
                        yield holiday

    def make_up_days_between(self, first: date, last: date) -> Iterator[date]:
        """Yield the weekend days that are worked from `first` to `last`, both included, in order."""
        worked = (
            day
            for year in self.years
            if first.year <= year.year <= last.year
            for holiday in year.holidays
            for day in holiday.make_up
        )
        return iter(sorted(day for day in worked if first <= day <= last))

    def _standing(self, day: date) -> int:
        return int(self.table.worst(day.toordinal(), day.toordinal() + 1))

    def _require(self, first: date, last: date) -> None:
        """Raise where a day from `first` to `last` is missing."""
        if int(self.table.worst(first.toordinal(), last.toordinal() + 1)) == MISSING:
            known = {year.year for year in self.years}
            lacking = next(number for number in range(first.year, last.year + 1) if number not in known)
            raise MethodError(
                Problem(
                    Text(
                        zh=f"日历缺少 {lacking} 年（现有 {self.title}）",
                        en=f"the calendar has no year {lacking} (it has {self.title})",
                    ),
                    Where(field="calendar"),
                    Text(
                        zh="请加载该年的节假日安排：load_calendar(文件)",
                        en="load the notice of that year: load_calendar(FILE)",
                    ),
                )
            )
