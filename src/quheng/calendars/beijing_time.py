"""Moments and days in Beijing time, naive: the time of day that a clock on a Chinese wall shows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
"""UTC+8 the whole year: Asia/Shanghai has had no summer time since 1991."""


def local_moment(given: date) -> datetime:
    """Return a moment as naive Beijing time; a day without a time of day is its midnight.

    Parameters
    ----------
    given
        A day, a naive moment (taken as Beijing time) or one with a time zone (converted).
    """
    if not isinstance(given, datetime):
        return datetime.combine(given, time())
    return given if given.tzinfo is None else given.astimezone(BEIJING).replace(tzinfo=None)


def local_day(given: date) -> date:
    """Return the day in Beijing on which a moment falls; a day is itself."""
    return local_moment(given).date()


def day_end(day: date) -> datetime:
    """Return 24:00 of a day, which is 00:00 of the next (Civil Code, art. 203)."""
    return datetime.max if day == date.max else datetime.combine(day, time()) + timedelta(days=1)
