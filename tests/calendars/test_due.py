"""Periods by hand: around festivals, make-up days, month ends, the year end and the end of the table."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from quheng.bilingual import use_language
from quheng.calendars import Budget, Calendar, Pause, china, due, extend
from quheng.errors import MethodError


def day(text: str) -> date:
    return date.fromisoformat(text)


WORKDAYS = """
2024-12-10  5  2024-12-17  11 12 13 16 17
2025-01-24  5  2025-02-07  26 (make-up Sunday) 27; off 28 to 02-04; 05 06 07
2025-01-24  1  2025-01-26  the make-up Sunday
2025-01-25  1  2025-01-26  from a Saturday
2025-01-27  1  2025-02-05  over the Spring Festival
2025-01-30  1  2025-02-05  from within it
2025-02-07  1  2025-02-08  a make-up Saturday
2025-02-08  1  2025-02-10  from a make-up Saturday
2024-02-09  1  2024-02-18  off 10 to 17; 18 is a make-up Sunday
2024-02-09  2  2024-02-19
2024-04-03  1  2024-04-07  off 4 to 6; 7 is a make-up Sunday
2024-04-03  2  2024-04-08
2024-04-26  5  2024-05-07  28 (make-up) 29 30; off 05-01 to 05; 06 07
2024-09-13  3  2024-09-19  14 (make-up); off 15 to 17; 18 19
2024-09-27 10  2024-10-16  29 (make-up) 30; off to 10-07; 08 09 10 11 12 (make-up) 14 15 16
2025-09-26  5  2025-10-10  28 (make-up) 29 30; off to 10-08; 09 10
2025-09-30  3  2025-10-11  09 10 11 (make-up)
2025-12-31  1  2026-01-04  off 1 to 3; 4 is a make-up Sunday
2025-12-31  3  2026-01-06  04 05 06
2026-02-13  2  2026-02-24  14 (make-up); off 15 to 23; 24
2026-02-13  6  2026-02-28  14 24 25 26 27 28 (make-up)
2026-02-28  1  2026-03-02
2026-09-30  1  2026-10-08  off 1 to 7
2026-09-24  5  2026-10-09  off 25 to 27; 28 29 30; off to 10-07; 08 09
2026-09-24  6  2026-10-10  and the make-up Saturday
2024-11-25 25  2024-12-30  5 a week: 12-02 is the 5th, 12-30 the 25th
2024-11-25 30  2025-01-07  12-31 is the 26th; off 01-01; 02 03 06 07
2024-11-25 45  2025-01-27  01-07 is the 30th; 08 09 10 33; 13-17 38; 20-24 43; 26 (make-up) 27
2025-01-26  0  2025-01-26  the same day, a make-up Sunday
2025-01-25  0  2025-01-26  the same day is a Saturday
2025-01-28  0  2025-02-05  the same day is off
2026-12-31  0  2026-12-31  looks at no day of 2027
2003-12-31  1  2004-01-02  the first day is not counted, so 2003 need not be known; off 01-01
"""

CALENDAR_DAYS = """
2026-02-21  7 day    2026-02-28  a make-up Saturday: not moved
2026-02-08  7 day    2026-02-24  02-15 is off until 23
2024-12-27  5 day    2025-01-02  01-01 is off
2025-01-20  5 day    2025-01-26  Saturday 25; 26 is a make-up Sunday
2025-04-20  7 day    2025-04-27  a make-up Sunday
2025-03-10  5 day    2025-03-17  Saturday 15 to Monday
2025-09-24  7 day    2025-10-09  10-01 is off until 8
2024-09-24  7 day    2024-10-08  10-01 is off until 7
2024-10-05  7 day    2024-10-12  a make-up Saturday
2025-06-03 30 day    2025-07-03  27 days left in June, and 3
2026-12-20  0 day    2026-12-21  Sunday
2024-02-03  7 day    2024-02-18  02-10 is off until 17; 18 is a make-up Sunday
2024-05-27 14 day    2024-06-11  06-10 is off
2026-02-09  1 week   2026-02-24  02-16 is off until 23
2025-03-03  2 week   2025-03-17
2024-01-31  1 month  2024-02-29  no 31 February, a leap year
2025-01-31  1 month  2025-02-28
2025-10-31  1 month  2025-12-01  30 November is a Sunday
2025-08-31  1 month  2025-09-30
2025-09-01  1 month  2025-10-09  10-01 is off until 8
2025-03-15  1 month  2025-04-15  from a Saturday
2025-08-28  1 month  2025-09-28  a make-up Sunday
2025-11-30  3 month  2026-02-28  month end, a make-up Saturday
2024-12-31  2 month  2025-02-28
2024-02-29 12 month  2025-02-28
2025-03-15  0 month  2025-03-17  Saturday to Monday
2024-02-29  1 year   2025-02-28
2020-02-29  4 year   2024-02-29
2023-02-28  1 year   2024-02-28  the same date, not the month's end
2023-05-01  1 year   2024-05-06  off 1 to 5
2021-10-10  3 year   2024-10-10
2026-12-25  6 day    2026-12-31
2003-12-01 60 day    2004-01-30  30 days left in December, and 30: only the last day need be known
"""


@pytest.mark.parametrize("line", WORKDAYS.strip().splitlines())
def test_working_days_by_hand(line):
    start, n, expected = line.split()[:3]
    found = due(day(start), Budget.of(int(n), "workday"), china())
    assert (found.day, found.status) == (day(expected), "published")
    assert found.certain == found.day


@pytest.mark.parametrize("line", CALENDAR_DAYS.strip().splitlines())
def test_calendar_days_by_hand(line):
    start, n, unit, expected = line.split()[:4]
    found = due(day(start), Budget.of(int(n), unit), china())
    assert (found.day, found.status) == (day(expected), "published")


@pytest.mark.parametrize(
    ("start", "n", "unit", "expected"),
    [
        ("2026-12-31", 1, "workday", "2027-01-04"),  # Friday 01-01 is off by law
        ("2026-12-20", 20, "workday", "2027-01-18"),  # 9 to 12-31; 04-08 14; 11-15 19; 18
        ("2026-12-25", 7, "day", "2027-01-04"),  # 01-01 is off
        ("2026-11-24", 3, "month", "2027-02-24"),
        ("2027-02-04", 1, "workday", "2027-02-09"),  # off 5 to 8
        ("2028-09-29", 1, "workday", "2028-10-04"),  # Friday; off 1 to 3, Mid-Autumn being the third
    ],
)
def test_a_year_whose_notice_is_not_out_makes_it_provisional(start, n, unit, expected):
    found = due(day(start), Budget.of(n, unit), china())
    assert (found.day, found.status) == (day(expected), "provisional")
    assert found.certain is None
    assert "尚未公布" in found.explanation.zh
    assert f"the notice for {expected[:4]} is not out" in found.explanation.en


@pytest.mark.parametrize(
    ("start", "n", "unit"),
    [
        ("2030-12-31", 1, "workday"),
        ("2026-12-20", 10_000, "workday"),
        ("2003-12-30", 1, "workday"),  # whether 2003-12-31 counts is not known
        ("2026-01-01", 1_000_000, "workday"),
        ("2026-01-01", 1_000_000, "day"),  # after the year 9999, too
        ("2026-01-01", 100_000, "day"),
        ("2026-01-01", 1_000_000, "year"),
        ("2026-01-01", 5, "year"),
        ("1999-01-01", 0, "workday"),
        ("0001-01-01", 1, "month"),
        ("9999-12-31", 1, "day"),
    ],
)
def test_beyond_the_table_nothing_is_guessed(start, n, unit):
    found = due(day(start), Budget.of(n, unit), china())
    assert (found.day, found.moment, found.certain, found.status) == (None, None, None, "missing")
    assert "日历缺少所需年份（现有 2004–2030）" in found.explanation.zh


MARCH = [  # 5 working days from Monday 2026-03-02: 3 4 5 6 9
    ([], "2026-03-09"),
    ([("2026-03-04", "2026-03-10")], "2026-03-13"),  # 3; 10 11 12 13
    ([("2026-03-02", "2026-03-03")], "2026-03-09"),  # the first day is not counted anyhow
    ([("2026-02-20", "2026-03-03")], "2026-03-09"),
    ([("2026-03-02", "2026-03-04")], "2026-03-10"),  # 4 5 6 9 10
    ([("2026-03-03", "2026-03-03")], "2026-03-09"),  # paused and resumed at once
    ([("2026-03-07", "2026-03-09")], "2026-03-09"),  # a weekend
    ([("2026-03-09", "2026-03-10")], "2026-03-10"),  # on the last day
    ([("2026-03-10", None)], "2026-03-09"),  # after the end
    ([("2026-03-04", "2026-03-06"), ("2026-03-05", "2026-03-10")], "2026-03-13"),  # overlap
    ([("2026-03-05", "2026-03-06"), ("2026-03-04", "2026-03-10")], "2026-03-13"),  # one in the other
    ([("2026-03-04", "2026-03-10")] * 2, "2026-03-13"),
    ([("2026-03-04", "2026-03-05"), ("2026-03-05", "2026-03-10")], "2026-03-13"),  # split
    ([("2026-03-04", "2026-03-05"), ("2026-03-10", "2026-03-11")], "2026-03-11"),  # 3 5 6 9 11
    ([("2026-03-09", None)], None),
    ([("2026-03-03", None), ("2026-03-04", "2026-03-05")], None),
    ([("2026-03-01", None)], None),
]


@pytest.mark.parametrize(("pauses", "expected"), MARCH)
def test_pauses_of_working_days_by_hand(pauses, expected):
    given = [Pause(day(since), until and day(until)) for since, until in pauses]
    found = due(day("2026-03-02"), Budget.of(5, "workday"), china(), given)
    if expected is None:
        assert (found.day, found.moment, found.status) == (None, None, "paused")
        assert "届满日未定" in found.explanation.zh
    else:
        assert (found.day, found.status) == (day(expected), "published")


@pytest.mark.parametrize(
    ("start", "n", "unit", "since", "until", "expected"),
    [
        # 3 4 5 6 7; Saturday moves to Monday 9, where the clock stands until 11
        ("2026-03-02", 5, "day", "2026-03-09", "2026-03-11", "2026-03-11"),
        # to 04-02, and 5 days more: 04-07
        ("2026-03-02", 1, "month", "2026-03-10", "2026-03-15", "2026-04-07"),
        # 11 12 13; 24 25
        ("2026-02-10", 5, "workday", "2026-02-14", "2026-02-24", "2026-02-25"),
        # the same day, but the clock stands
        ("2026-03-02", 0, "workday", "2026-03-02", "2026-03-05", "2026-03-05"),
        # from moments: Tuesday 3 stands, Wednesday 4 is counted
        ("2026-03-02", 5, "workday", "2026-03-03T09:00", "2026-03-04T17:00", "2026-03-10"),
        ("2026-03-02", 5, "workday", "2026-03-03T09:00", "2026-03-03T17:00", "2026-03-09"),
    ],
)
def test_other_pauses_by_hand(start, n, unit, since, until, expected):
    pause = Pause(*(datetime.fromisoformat(text) for text in (since, until)))
    assert due(day(start), Budget.of(n, unit), china(), [pause]).day == day(expected)


def test_a_year_in_which_the_clock_stands_need_not_be_known():
    gap = Calendar(tuple(year for year in china().years if year.year != 2025))
    stands = Pause(date(2025, 1, 1), date(2026, 1, 1))
    found = due(date(2024, 12, 30), Budget.of(3, "workday"), gap, [stands])
    assert (found.day, found.status) == (date(2026, 1, 5), "published")  # 31; 04 (make-up) 05
    assert due(date(2024, 12, 30), Budget.of(3, "workday"), gap).status == "missing"
    same_day = due(
        date(2025, 6, 2), Budget.of(0, "workday"), gap, [Pause(date(2025, 1, 1), date(2026, 1, 1))]
    )
    assert (same_day.day, same_day.status) == (date(2026, 1, 4), "published")
    assert "末日 2025-06-02 不计（暂停）" in same_day.explanation.zh


def test_a_day_ends_at_24_00():
    found = due(date(2024, 12, 10), Budget.of(5, "workday"), china())
    assert found.moment == datetime(2024, 12, 18)


def test_a_moment_counts_from_its_day_in_beijing():
    # 2024-12-09T16:30Z is 00:30 on the 10th
    assert due(datetime(2024, 12, 9, 16, 30, tzinfo=UTC), Budget.of(5, "workday"), china()).day == day(
        "2024-12-17"
    )
    assert due(datetime(2024, 12, 9, 23, 59), Budget.of(5, "workday"), china()).day == day("2024-12-16")


def test_an_extension_is_counted_from_the_end():
    # 20 working days: 4-7 4; 10-14 9; 17-21 14; 24-28 19; 31
    first = due(date(2025, 3, 3), Budget.of(20, "workday"), china())
    assert first.day == date(2025, 3, 31)
    # 20 more: 1-3 3; off 4-6; 7-11 8; 14-18 13; 21-25 18; 27 (make-up) 28
    second = extend(first, Budget.of(20, "workday"), china())
    assert (second.day, second.status) == (date(2025, 4, 28), "published")
    assert len(second.steps) > len(first.steps)
    assert "延长 20 个工作日" in second.explanation.zh


def test_an_extension_keeps_what_is_unsure():
    before = due(date(2026, 12, 31), Budget.of(1, "workday"), china())
    assert extend(before, Budget.of(1, "hour"), china()).status == "provisional"
    stands = due(date(2026, 3, 2), Budget.of(1, "workday"), china(), [Pause(date(2026, 3, 2))])
    assert extend(stands, Budget.of(5, "workday"), china()) is stands
    sure = due(date(2026, 3, 2), Budget.of(5, "workday"), china())
    assert extend(sure, Budget.of(5, "workday"), china(), [Pause(date(2026, 3, 11))]).status == "paused"
    assert extend(
        sure, Budget.of(5, "workday"), china(), [Pause(date(2026, 3, 4), date(2026, 3, 5))]
    ).day == day("2026-03-16")  # from the 9th: 10 11 12 13 16; the pause is over by then


@pytest.mark.parametrize(
    ("start", "text", "pauses", "expected"),
    [
        ("2026-03-02T09:30", "30 分钟", [], "2026-03-02T10:00"),
        ("2026-03-06T18:00", "24 小时", [], "2026-03-07T18:00"),  # a Saturday: does not move
        ("2026-03-02T09:30", "30 分钟", [("09:40", "10:40")], "2026-03-02T11:00"),
        ("2026-03-02T09:30", "30 分钟", [("10:00", None)], "2026-03-02T10:00"),  # at the very end
        ("2026-03-02T09:30", "30 分钟", [("09:00", "09:45"), ("09:40", "10:00")], "2026-03-02T10:30"),
        ("2026-03-02T09:30", "0 分钟", [("09:00", "09:45")], "2026-03-02T09:45"),
        ("2026-03-02T09:30", "0 分钟", [], "2026-03-02T09:30"),
        ("2026-03-02T09:30", "31 分钟", [("10:00", None)], None),
    ],
)
def test_the_clock_by_hand(start, text, pauses, expected):
    given = [
        Pause(*(time and datetime.fromisoformat(f"2026-03-02T{time}") for time in pause)) for pause in pauses
    ]
    found = due(datetime.fromisoformat(start), Budget.parse(text), china(), given)
    if expected is None:
        assert (found.day, found.moment, found.status) == (None, None, "paused")
    else:
        assert (found.moment, found.status) == (datetime.fromisoformat(expected), "published")
        assert found.day == found.moment.date()


def test_the_clock_needs_no_calendar_and_knows_time_zones():
    found = due(datetime(2050, 3, 2, 1, 30, 15, tzinfo=UTC), Budget.of(1, "hour"), china())
    assert (found.moment, found.status) == (datetime(2050, 3, 2, 10, 30, 15), "published")
    beyond = due(datetime(9999, 1, 1), Budget.of(1_000_000, "hour"), china())
    assert (beyond.day, beyond.status) == (None, "missing")


def test_the_clock_starts_at_a_moment():
    with pytest.raises(MethodError, match="2026-03-02 has no time of day"):
        due(date(2026, 3, 2), Budget.of(30, "minute"), china())
    use_language("zh")
    with pytest.raises(MethodError, match="请给出日期和时刻"):
        due(date(2026, 3, 2), Budget.of(30, "minute"), china())


@pytest.mark.parametrize(
    ("start", "n", "unit", "zh", "en"),
    [
        (
            "2025-01-24",
            5,
            "workday",
            "春节放假 2025-01-28 至 2025-02-04，不计",
            "off for Spring Festival: 2025-01-28",
        ),
        ("2025-01-24", 5, "workday", "调休上班，计入：2025-01-26", "worked in lieu and counted: 2025-01-26"),
        (
            "2026-02-21",
            7,
            "day",
            "虽为周六，但调休上班，不顺延",
            "is a Saturday worked in lieu, and does not move",
        ),
        ("2026-02-08", 7, "day", "（春节），顺延至 2026-02-24", "(Spring Festival) and moves to 2026-02-24"),
        ("2025-03-10", 5, "day", "（周六），顺延至 2025-03-17", "(Saturday) and moves to 2025-03-17"),
        ("2024-01-31", 1, "month", "2024 年 2 月没有 31 日，以月末日", "2024-02 has no day 31"),
        ("2024-12-10", 5, "workday", "起始日，不计入", "5 working days lead to 2024-12-17"),
        ("2024-12-10", 0, "day", "时限为当日", "the period is that same day"),
    ],
)
def test_the_account_of_it(start, n, unit, zh, en):
    explanation = due(day(start), Budget.of(n, unit), china()).explanation
    assert zh in explanation.zh
    assert en in explanation.en


@pytest.mark.parametrize(("start", "counted"), [("9999-12-30", True), ("9999-12-31", False)])
def test_the_count_goes_on_to_the_last_day_there_is(start, counted):
    found = due(day(start), Budget.of(1, "day"), china())
    assert ("1 day leads to 9999-12-31" in found.explanation.en) is counted
    assert (found.day, found.status) == (None, "missing")


def test_the_account_names_the_pauses_that_mattered():
    pauses = [
        Pause(day("2026-03-04"), day("2026-03-06")),
        Pause(day("2026-02-01"), day("2026-02-03")),  # before
        Pause(day("2026-03-20")),  # after
        Pause(day("2026-03-05"), day("2026-03-05")),  # none
    ]
    explanation = due(day("2026-03-02"), Budget.of(5, "workday"), china(), pauses).explanation
    assert explanation.zh.count("暂停") == 1
    assert "自 2026-03-04 起暂停，2026-03-06 恢复" in explanation.zh
    assert "the clock stands from 2026-03-04 and runs again on 2026-03-06" in explanation.en
