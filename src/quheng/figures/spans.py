"""Periods of figures: as they are asked for, the one before, the year before, the months they have whole."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from quheng.bilingual import Text
from quheng.calendars.beijing_time import BEIJING
from quheng.errors import MethodError, Problem, Where
from quheng.observations.period import Period

Step = Literal["month", "quarter", "year"]

MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
QUARTERS = "一二三四"
ORDINALS = ("first", "second", "third", "fourth")

EARLIEST = date(1, 1, 1)
MOST_STEPS = 120
"""Into how many months, quarters or years a period is broken down at most."""

ONE_DAY = timedelta(days=1)


def read_period(text: str) -> Period:
    """Read a period: 2026, 2026-Q3, 2026-10, 2026-10-15, 2026-01-01/2026-10-15.

    Raises
    ------
    MethodError
        Where it is none.
    """
    try:
        return Period.parse(text)
    except ValueError:
        raise MethodError(
            Problem(
                Text(zh=f"{text!r} 不是时期", en=f"{text!r} is not a period"),
                Where(field="period"),
                Text(
                    zh="例如 2026、2026-Q3、2026-10、2026-01-01/2026-10-15",
                    en="for example 2026, 2026-Q3, 2026-10, 2026-01-01/2026-10-15",
                ),
            )
        ) from None


@dataclass(frozen=True)
class Span:
    """A period as it is counted on a day.

    Parameters
    ----------
    period
        What was asked for.
    now
        The moment of counting.
    """

    period: Period
    now: datetime

    @property
    def runs(self) -> bool:
        """Whether it is not over yet."""
        return self.period.end >= self.now.date()

    @property
    def start(self) -> date:
        """Its first day."""
        return self.period.start

    @property
    def end(self) -> date:
        """Its last day so far."""
        return min(self.period.end, self.now.date())

    @property
    def counted_until(self) -> date:
        """The last day whose facts count: where it runs, what is dated ahead in this month counts too."""
        return _next_month(self.end) - ONE_DAY if self.runs else self.end

    @property
    def moment(self) -> datetime:
        """When what is open is looked at: now, or the end of the last day of a period that is over."""
        if self.runs:
            return self.now
        return datetime.combine(self.period.end + ONE_DAY, time(), BEIJING)

    @property
    def until_now(self) -> Span:
        """Everything up to its end, for what is counted from the beginning."""
        return Span(Period(self.period.end, EARLIEST), self.now)

    def months(self) -> tuple[date, date] | None:
        """Return the first day of the first and of the last month that it has whole; None where it has none.

        Of a month that runs all days so far are all there are.
        """
        first = self.start if self.start.day == 1 else _next_month(self.start)
        after = self.end + ONE_DAY
        last = self.end.replace(day=1)
        if after.day != 1 and not self.runs:
            last = (last - ONE_DAY).replace(day=1)
        return (first, last) if first <= last else None

    def edges(self) -> Iterator[tuple[date, date]]:
        """Yield the first and last days of what lies outside its whole months."""
        if self.end < self.start:
            return
        whole = self.months()
        if whole is None:
            yield self.start, self.counted_until
            return
        first, last = whole
        if self.start < first:
            yield self.start, first - ONE_DAY
        if not self.runs and _next_month(last) <= self.end:
            yield _next_month(last), self.end

    def before(self) -> Span:
        """Return the period before: as long, and where this one runs, only as far."""
        months = _whole_months(self.period)
        if months is None:
            days = self.period.end - self.period.start + ONE_DAY
            earlier = Period(self.period.start - ONE_DAY, self.period.start - days)
        else:
            earlier = Period(self.period.start - ONE_DAY, _months_later(self.period.start, -months))
        return self._as_far(earlier)

    def year_before(self) -> Span:
        """Return the same period a year before, and where this one runs, only as far."""
        end = self.period.end
        last = _months_later(end, -12)
        if end + ONE_DAY == _next_month(end):
            last = _next_month(last) - ONE_DAY
        return self._as_far(Period(last, _months_later(self.period.start, -12)))

    def steps(self, step: Step) -> list[Span]:
        """Return its months, quarters or years, those at the ends cut off by it.

        Raises
        ------
        MethodError
            Where there are too many.
        """
        length = MONTHS_IN[step]
        month = (self.start.month - 1) // length * length + 1
        start, found = date(self.start.year, month, 1), []
        while start <= self.end:
            after = _months_later(start, length)
            part = Period(min(after - ONE_DAY, self.period.end), max(start, self.start))
            found.append(Span(part, self.now))
            start = after
            if len(found) > MOST_STEPS:
                raise MethodError(
                    Problem(
                        Text(
                            zh=f"{self.period} 分成的段数超过 {MOST_STEPS}",
                            en=f"{self.period} falls into more than {MOST_STEPS} parts",
                        ),
                        Where(field="period"),
                        Text(zh="请缩短时期，或改按年分", en="ask for a shorter period, or by year"),
                    )
                )
        return found

    def _as_far(self, earlier: Period) -> Span:
        if not self.runs or self.period.end == self.now.date():
            return Span(earlier, self.now)
        months = (earlier.start.year - self.start.year) * 12 + earlier.start.month - self.start.month
        end = _months_later(self.end, months) if _whole_months(self.period) else None
        last = end or earlier.start + (self.end - self.start)
        return Span(Period(min(last, earlier.end), earlier.start), self.now)

    def words(self) -> Text:
        """Say which period it is, as a newspaper would: 截至10月底, by the end of October 2026."""
        start, end = self.start, self.end
        if not self.runs:
            named = _named(self.period)
            if named is not None:
                return named
        if (start.month, start.day) != (1, 1) or start.year != end.year:
            return Text(zh=f"{start} 至 {end}", en=f"from {start} to {end}")
        year = f"{end.year}年" if end.year != self.now.year else ""
        if end + ONE_DAY == _next_month(end):
            return Text(
                zh=f"截至{year}{end.month}月底", en=f"by the end of {MONTHS[end.month - 1]} {end.year}"
            )
        return Text(
            zh=f"截至{year}{end.month}月{end.day}日", en=f"by {end.day} {MONTHS[end.month - 1]} {end.year}"
        )


def _named(period: Period) -> Text | None:
    """Return the name of a whole month, quarter or year."""
    months, year, month = _whole_months(period), period.start.year, period.start.month
    if months == 12 and month == 1:
        return Text(zh=f"{year}年", en=f"in {year}")
    if months == 3 and month % 3 == 1:
        return Text(
            zh=f"{year}年{QUARTERS[month // 3]}季度", en=f"in the {ORDINALS[month // 3]} quarter of {year}"
        )
    if months == 1:
        return Text(zh=f"{year}年{month}月", en=f"in {MONTHS[month - 1]} {year}")
    return None


def _whole_months(period: Period) -> int | None:
    """Return of how many whole months a period is; None where it is cut at a day."""
    after = period.end + ONE_DAY
    if period.start.day != 1 or after.day != 1:
        return None
    return (after.year - period.start.year) * 12 + after.month - period.start.month


def _next_month(day: date) -> date:
    return _months_later(day.replace(day=1), 1)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
