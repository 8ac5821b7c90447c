"""How much time a clock has left, in few words and one colour: 还剩 2 个工作日, 今日到期, 已逾期 3 天."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from quheng.bilingual import Text, counted
from quheng.calendars import Calendar
from quheng.errors import MethodError
from quheng.ledger.cases.clock_ends import in_beijing

Tone = Literal["late", "today", "soon", "calm", "still"]
"""late: over. today: it ends today. soon: the warning has come. calm: there is time. still: it stands."""

STANDS = Text(zh="暂停计时", en="paused")
NOT_KNOWN = Text(zh="期限待定", en="end not known yet")


@dataclass(frozen=True)
class TimeLeft:
    """A badge.

    Parameters
    ----------
    words
        How much is left.
    tone
        How it is coloured; the words say the same.
    provisional
        Whether the calendar of that year is not announced yet.
    """

    words: Text
    tone: Tone
    provisional: bool = False


def time_left(
    due: datetime | None, status: str, warn_at: datetime | None, now: datetime, calendar: Calendar
) -> TimeLeft:
    """Return what is left of a clock.

    Parameters
    ----------
    due, status, warn_at
        Its end, how sure that is, and from when it is due soon.
    now
        When somebody looks.
    calendar
        The working days; where it lacks a year, calendar days are told.
    """
    if status == "paused":
        return TimeLeft(STANDS, "still")
    if due is None:
        return TimeLeft(NOT_KNOWN, "still")
    end, moment = in_beijing(due), in_beijing(now)
    provisional = status == "provisional"
    if moment > end:
        return TimeLeft(_late(end, moment), "late", provisional)
    if moment.date() == last_day(end):
        return TimeLeft(_today(end), "today", provisional)
    soon = warn_at is not None and moment >= in_beijing(warn_at)
    return TimeLeft(_left(end, moment, calendar), "soon" if soon else "calm", provisional)


def last_day(end: datetime) -> date:
    """Return the last day of a period: 24:00 belongs to its day, not to the next one."""
    return (end - timedelta(microseconds=1)).date()


def until_words(end: datetime) -> str:
    """Return when a period ends: the day, and the hour where it is not the end of the day."""
    moment = in_beijing(end)
    day = last_day(moment)
    return f"{day}" if _is_midnight(moment) else f"{day} {moment:%H:%M}"


def _is_midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute) == (0, 0)


def _late(end: datetime, now: datetime) -> Text:
    days = (now.date() - last_day(end)).days
    if days:
        return Text(zh=f"已逾期 {days} 天", en=f"{counted(days, 'day', 'days')} overdue")
    hours = int((now - end).total_seconds()) // 3600
    if hours:
        return Text(zh=f"已逾期 {hours} 小时", en=f"{counted(hours, 'hour', 'hours')} overdue")
    return Text(zh="刚刚逾期", en="overdue just now")


def _today(end: datetime) -> Text:
    if _is_midnight(end):
        return Text(zh="今日到期", en="due today")
    return Text(zh=f"今日 {end:%H:%M} 到期", en=f"due today at {end:%H:%M}")


def _left(end: datetime, now: datetime, calendar: Calendar) -> Text:
    try:
        days = calendar.working_days_between(now.date(), last_day(end))
    except MethodError:
        days = 0
    if days:
        left = counted(days, "working day", "working days")
        return Text(zh=f"还剩 {days} 个工作日", en=f"{left} left")
    plain = (last_day(end) - now.date()).days
    return Text(zh=f"还剩 {plain} 天", en=f"{counted(plain, 'day', 'days')} left")
