"""The account of a period: how its end was counted, step by step, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import numpy as np

from quheng.bilingual import Text
from quheng.calendars.budget import Budget
from quheng.calendars.calendar import Calendar
from quheng.calendars.calendar_end import calendar_end
from quheng.calendars.pause import Pause

WEEKDAYS = (
    Text(zh="周一", en="Monday"),
    Text(zh="周二", en="Tuesday"),
    Text(zh="周三", en="Wednesday"),
    Text(zh="周四", en="Thursday"),
    Text(zh="周五", en="Friday"),
    Text(zh="周六", en="Saturday"),
    Text(zh="周日", en="Sunday"),
)


def first_day(start: date) -> Text:
    """Say where the count begins."""
    return Text(
        zh=f"{start} 为起始日，不计入，自次日起算（民法典第二百零一条）",
        en=f"{start} is the first day and is not counted: the count begins the day after "
        "(Civil Code, art. 201)",
    )


def pauses_of_days(start: date, last: date | None, pauses: tuple[Pause, ...]) -> Iterator[Text]:
    """Say which pauses lay in the period."""
    for pause in sorted(pauses, key=lambda pause: pause.ordinals[0]):
        since, until = pause.ordinals
        after = until is None or until > start.toordinal() + 1
        if after and until != since and (last is None or since <= last.toordinal()):
            stopped = date.fromordinal(since)
            if until is None:
                yield Text(zh=f"自 {stopped} 起暂停，尚未恢复", en=f"the clock stands from {stopped} on")
            else:
                again = date.fromordinal(until)
                yield Text(
                    zh=f"自 {stopped} 起暂停，{again} 恢复，其间不计",
                    en=f"the clock stands from {stopped} and runs again on {again}",
                )


def counted_days(start: date, budget: Budget, last: date, calendar: Calendar) -> Iterator[Text]:
    """Say how far the budget reaches, and what it passed on the way."""
    title = budget.title
    if budget.n == 0:
        yield Text(zh="时限为当日", en="the period is that same day")
        return
    leads = "leads" if budget.n == 1 else "lead"
    yield Text(zh=f"计 {title.zh}，至 {last}", en=f"{title.en} {leads} to {last}")
    if budget.unit in ("month", "year"):
        end = calendar_end(np.array(start.toordinal()), np.array(budget.n), budget.unit)
        nominal = date.fromordinal(int(end))
        if nominal.day != start.day:
            yield Text(
                zh=f"{nominal.year} 年 {nominal.month} 月没有 {start.day} 日，以月末日为期间的末日"
                "（民法典第二百零二条）",
                en=f"{nominal:%Y-%m} has no day {start.day}: the period ends with the month "
                "(Civil Code, art. 202)",
            )
    if budget.unit == "workday":
        for holiday in calendar.holidays_between(start, last):
            if holiday.off is not None:
                yield Text(
                    zh=f"{holiday.name.zh}放假 {holiday.off.title.zh}，不计",
                    en=f"off for {holiday.name.en}: {holiday.off.title.en}",
                )
        worked = [str(day) for day in calendar.make_up_days_between(start, last) if day != start]
        if worked:
            yield Text(
                zh=f"调休上班，计入：{'、'.join(worked)}",
                en=f"worked in lieu and counted: {', '.join(worked)}",
            )


def moved(last: date, landed: date, calendar: Calendar) -> Iterator[Text]:
    """Say that a last day that is no working day moves, or why one on a weekend does not."""
    weekday = WEEKDAYS[last.weekday()]
    if landed != last:
        names = [holiday.name for holiday in calendar.holidays_between(last, last)] or [weekday]
        if calendar.status(last) == "missing" or calendar.is_working_day(last):
            names = [Text(zh="暂停", en="the clock stands")]
        yield Text(
            zh=f"末日 {last} 不计（{names[0].zh}），顺延至 {landed}（民法典第二百零三条）",
            en=f"the last day {last} does not count ({names[0].en}) and moves to {landed} "
            "(Civil Code, art. 203)",
        )
    elif last.weekday() >= 5:
        yield Text(
            zh=f"末日 {last} 虽为{weekday.zh}，但调休上班，不顺延",
            en=f"the last day {last} is a {weekday.en} worked in lieu, and does not move",
        )


def shifted(planned: date, landed: date) -> Iterator[Text]:
    """Say that an occurrence moves off a rest day."""
    if landed != planned:
        weekday = WEEKDAYS[planned.weekday()]
        way = Text(zh="顺延", en="on") if landed > planned else Text(zh="提前", en="back")
        yield Text(
            zh=f"原定 {planned}（{weekday.zh}）为休息日，{way.zh}至 {landed}",
            en=f"{planned} ({weekday.en}) is a day of rest: moved {way.en} to {landed}",
        )


def start_of_clock(begin: datetime, budget: Budget) -> Text:
    """Say from which moment the clock runs."""
    title = budget.title
    return Text(
        zh=f"自 {begin:%Y-%m-%d %H:%M:%S} 起连续计 {title.zh}，休息日和夜间照计",
        en=f"{title.en} from {begin:%Y-%m-%d %H:%M:%S}, rest days and nights included",
    )


def pauses_of_clock(begin: datetime, end: datetime | None, pauses: tuple[Pause, ...]) -> Iterator[Text]:
    """Say which pauses lay in a period of hours."""
    for since, until in sorted((pause.moments for pause in pauses), key=lambda moments: moments[0]):
        if end is not None and since >= end:
            continue
        if until is None:
            yield Text(zh=f"自 {since} 起暂停，尚未恢复", en=f"the clock stands from {since} on")
        elif until > max(begin, since):
            yield Text(
                zh=f"自 {since} 起暂停，{until} 恢复，其间不计",
                en=f"the clock stands from {since} to {until}",
            )


def end_of_clock(moment: datetime) -> Text:
    """Say when the clock runs out."""
    return Text(zh=f"至 {moment:%Y-%m-%d %H:%M:%S} 届满", en=f"it ends at {moment:%Y-%m-%d %H:%M:%S}")


def extended(by: Budget) -> Text:
    """Say that the period is extended."""
    title = by.title
    return Text(zh=f"延长 {title.zh}，自原届满时起算", en=f"extended by {title.en} from its end")


def provisional(start: date, landed: date, calendar: Calendar) -> Text:
    """Say that a year whose notice is not out was used."""
    shown = [
        str(year.year)
        for year in calendar.years
        if year.status == "provisional" and start.year <= year.year <= landed.year
    ]
    return Text(
        zh=f"{'、'.join(shown)} 年节假日安排尚未公布，暂按法定节假日推算，公布后应重新计算",
        en=f"the notice for {', '.join(shown)} is not out: counted with the days off that the law names, "
        "and to be counted again when it is",
    )


def missing(calendar: Calendar) -> Text:
    """Say that the calendar does not reach so far."""
    years = calendar.title
    return Text(
        zh=f"日历缺少所需年份（现有 {years}），届满日无法确定",
        en=f"the calendar lacks a year that is needed (it has {years}): the end is not known",
    )


def paused() -> Text:
    """Say that the clock stands."""
    return Text(zh="时限尚在暂停，届满日未定", en="the end is not known while the clock stands")


def beyond_time() -> Text:
    """Say that a period of hours ends after the last year there is."""
    return Text(zh="届满时刻晚于公元 9999 年", en="the end lies after the year 9999")
