"""The slow way: walk day by day, and minute by minute, on another library's table of the published years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import chinese_calendar

ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)

STATUTORY = {
    date.fromisoformat(f"{year}-{day}")
    for year, days in {
        2027: "01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03",
        2028: "01-01 01-25 01-26 01-27 01-28 04-04 05-01 05-02 05-28 10-01 10-02 10-03",
        2029: "01-01 02-12 02-13 02-14 02-15 04-04 05-01 05-02 06-16 09-22 10-01 10-02 10-03",
        2030: "01-01 02-02 02-03 02-04 02-05 04-05 05-01 05-02 06-05 09-12 10-01 10-02 10-03",
    }.items()
    for day in days.split()
}
"""Regulation on Public Holidays (2024): New Year 1, Spring Festival 4 from its eve, Tomb-Sweeping 1,
Labour 2, Dragon Boat 1, Mid-Autumn 1, National Day 3. In 2028 Mid-Autumn is the third of them."""


def standing(day: date) -> str:
    if 2004 <= day.year <= 2026:
        return "published"
    return "provisional" if 2027 <= day.year <= 2030 else "missing"


def worked(day: date) -> bool:
    if standing(day) == "published":
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5 and day not in STATUTORY


DayPauses = Sequence[tuple[date, date | None]]


def stands(day: date, pauses: DayPauses) -> bool:
    return any(since <= day and (until is None or day < until) for since, until in pauses)


def forever_from(day: date, pauses: DayPauses) -> bool:
    return any(until is None and since <= day for since, until in pauses)


def walk(start: date, n: int, unit: str, pauses: DayPauses = ()) -> tuple[date | None, str]:
    """Return the last day, and its status, as `due` should."""
    seen = "published"

    def look(day: date) -> bool:
        nonlocal seen
        seen = max(seen, standing(day), key=["published", "provisional", "missing"].index)
        return worked(day)

    left = n if unit in ("day", "workday") else (nominal(start, n, unit) - start).days
    day = start
    while left:
        day += ONE_DAY
        if forever_from(day, pauses):
            return None, "paused"
        if stands(day, pauses):
            continue
        counts = look(day) if unit == "workday" else True
        if seen == "missing":
            return None, "missing"
        left -= counts
    while True:
        if forever_from(day, pauses):
            return None, "paused"
        if not stands(day, pauses):
            good = look(day)
            if seen == "missing":
                return None, "missing"
            if good:
                return day, seen
        day += ONE_DAY


def nominal(start: date, n: int, unit: str) -> date:
    """Return the same date later, or the month's end."""
    if unit == "week":
        return start + 7 * n * ONE_DAY
    year, month = start.year, start.month
    for _ in range(n * (12 if unit == "year" else 1)):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for day in range(start.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, start.day)


def walk_minutes(
    start: datetime, minutes: int, pauses: Sequence[tuple[datetime, datetime | None]]
) -> datetime | None:
    """Return the end of the minute that uses up the budget."""
    now, left = start, minutes
    while left:
        if any(until is None and since <= now for since, until in pauses):
            return None
        if not any(since <= now and until is not None and now < until for since, until in pauses):
            left -= 1
        now += ONE_MINUTE
    return now
