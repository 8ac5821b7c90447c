"""Recurrences by hand, over holidays and make-up days, and up to the end of the table."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.bilingual import use_language
from quheng.calendars import Calendar, Recurrence, china
from quheng.declarations import checked
from quheng.errors import DeclarationError
from tests.calendars.walks import ONE_DAY, worked


def days(text: str, start: str, until: str, rest_day: str = "keep") -> list[str]:
    recurrence = Recurrence.parse(text, rest_day)
    found = recurrence.occurrences(date.fromisoformat(start), date.fromisoformat(until), china())
    return [str(one.day) for one in found]


BY_HAND = [
    # every 2 days from Thursday 2026-04-30, over the holiday of 1 to 5 May
    ("every 2 days", "2026-04-30", "2026-05-08", "keep", "05-02 05-04 05-06 05-08"),
    ("每2天", "2026-04-30", "2026-05-08", "next", "05-06 05-08"),  # 2 and 4 move to the 6th: one
    ("every 2 days", "2026-04-29", "2026-05-08", "previous", "04-30 05-07"),  # 05-01, 03 and 05 to 04-30
    ("every day", "2026-05-07", "2026-05-10", "keep", "05-08 05-09 05-10"),
    ("每天", "2026-05-07", "2026-05-11", "next", "05-08 05-09 05-11"),  # 9 is a make-up Saturday
    # Mondays: 4 May is off
    ("weekly on Monday", "2026-04-27", "2026-05-12", "keep", "05-04 05-11"),  # not the start itself
    ("每周一", "2026-04-26", "2026-05-12", "next", "04-27 05-06 05-11"),
    ("每周一", "2026-04-27", "2026-05-12", "previous", "04-30 05-11"),
    ("每星期日", "2026-05-01", "2026-05-12", "keep", "05-03 05-10"),
    ("每周", "2026-04-29", "2026-05-14", "keep", "05-06 05-13"),  # the weekday of the start
    # every second week, counted from the week of the start
    ("every 2 weeks on Friday", "2026-03-04", "2026-04-10", "keep", "03-06 03-20 04-03"),
    ("每2周周一", "2026-03-04", "2026-04-10", "keep", "03-16 03-30"),
    # 5 working days from 2026-04-24: 27 28 29 30, 05-06; 7 8 9 (make-up) 11 12
    ("每5个工作日", "2026-04-24", "2026-05-12", "keep", "05-06 05-12"),
    ("every 5 working days", "2026-04-24", "2026-05-11", "keep", "05-06"),
    ("每个工作日", "2026-05-08", "2026-05-11", "keep", "05-09 05-11"),
    # month ends: Saturday 31 January, Saturday 28 February (make-up), Tuesday 31 March
    ("monthly on the last working day", "2026-01-01", "2026-03-31", "keep", "01-30 02-28 03-31"),
    ("每月最后一个工作日", "2026-01-30", "2026-03-30", "keep", "02-28"),
    ("monthly on the 31st", "2026-01-31", "2026-05-31", "keep", "02-28 03-31 04-30 05-31"),
    ("每月15日", "2026-01-15", "2026-03-31", "next", "02-24 03-16"),  # off 15 to 23 February; Sunday
    ("monthly", "2026-01-31", "2026-03-31", "keep", "02-28 03-31"),  # the date of the start
    ("每3个月15号", "2025-11-20", "2026-06-30", "keep", "2026-02-15 2026-05-15"),
    ("every 2 months on 10", "2026-01-05", "2026-05-31", "keep", "01-10 03-10 05-10"),
]


@pytest.mark.parametrize(("text", "start", "until", "rest_day", "expected"), BY_HAND)
def test_by_hand(text, start, until, rest_day, expected):
    wanted = [word if len(word) == 10 else f"2026-{word}" for word in expected.split()]
    assert days(text, start, until, rest_day) == wanted


def test_nothing_comes_round_in_no_time():
    assert days("every day", "2026-05-07", "2026-05-07") == []
    assert days("every day", "2026-05-07", "2026-05-01") == []
    assert days("每5个工作日", "2026-05-07", "2026-05-01") == []


def test_statuses_and_the_account():
    found = Recurrence.parse("每周一", "next").occurrences(date(2026, 4, 27), date(2026, 5, 12), china())
    assert [one.status for one in found] == ["published", "published"]
    assert found[0].explanation.zh == "原定 2026-05-04（周一）为休息日，顺延至 2026-05-06。"
    assert found[0].explanation.en == "2026-05-04 (Monday) is a day of rest: moved on to 2026-05-06."
    assert found[1].steps == ()
    back = Recurrence.parse("每周一", "previous").occurrences(date(2026, 4, 27), date(2026, 5, 5), china())
    assert "提前至 2026-04-30" in back[0].explanation.zh


def test_beyond_the_notices():
    five = Recurrence.parse("每5个工作日")
    found = five.occurrences(date(2026, 12, 28), date(2027, 1, 31), china())
    # 29 30 31; off 01-01; 04 05, then a week each
    assert [str(one.day) for one in found] == ["2027-01-05", "2027-01-12", "2027-01-19", "2027-01-26"]
    assert {one.status for one in found} == {"provisional"}
    assert "2027 年节假日安排尚未公布" in found[0].explanation.zh


@pytest.mark.parametrize(
    ("text", "rest_day"),
    [("每5个工作日", "keep"), ("每天", "next"), ("每周一", "previous"), ("每月最后一个工作日", "keep")],
)
def test_where_the_table_ends_the_last_entry_says_so(text, rest_day):
    recurrence = Recurrence.parse(text, rest_day)
    *known, last = recurrence.occurrences(date(2030, 11, 1), date(2031, 12, 31), china())
    assert known
    assert all(one.status == "provisional" and one.day.year == 2030 for one in known)
    assert (last.day, last.status) == (None, "missing")
    assert "日历缺少所需年份" in last.explanation.zh
    whole = recurrence.occurrences(date(2030, 11, 1), date(2030, 12, 31), china())
    assert [one.day for one in whole] == [one.day for one in known]
    (none,) = recurrence.occurrences(date(2040, 1, 1), date(2041, 1, 1), china())
    assert none.status == "missing"


def test_days_that_are_kept_need_no_calendar():
    found = Recurrence.parse("every 2 weeks").occurrences(date(2040, 1, 2), date(2040, 1, 31), china())
    assert [(str(one.day), one.status) for one in found] == [
        ("2040-01-16", "published"),
        ("2040-01-30", "published"),
    ]
    assert Recurrence.parse("monthly on 31").occurrences(date(9999, 11, 1), date.max, china())[
        -1
    ].day == date(9999, 12, 31)


def test_where_the_table_begins():
    def back(text: str, start: date, until: date) -> list[date | None]:
        found = Recurrence.parse(text, "previous").occurrences(start, until, china())
        return [one.day for one in found]

    # 2004-01-01 is off: whichever day of 2003 it would move to, it is none after the start
    january = [date(2004, 1, day) for day in (2, 5, 6, 7, 8, 9)]
    assert back("每天", date(2003, 12, 31), date(2004, 1, 10)) == january
    assert back("每天", date(2003, 12, 30), date(2004, 1, 10)) == [None]
    ends = [date(2004, 1, 30), date(2004, 2, 27)]  # 29 February is a Sunday
    assert back("每月最后一个工作日", date(2003, 12, 31), date(2004, 2, 29)) == ends
    assert back("每月最后一个工作日", date(2003, 12, 30), date(2004, 2, 29)) == [None]


def test_only_the_days_in_between_are_looked_at():
    def workdays(start: date, until: date) -> list[tuple[date | None, str]]:
        found = Recurrence.parse("每个工作日").occurrences(start, until, china())
        return [(one.day, one.status) for one in found]

    assert workdays(date(2026, 12, 29), date(2026, 12, 31)) == [
        (date(2026, 12, 30), "published"),
        (date(2026, 12, 31), "published"),
    ]
    assert workdays(date(2003, 12, 31), date(2004, 1, 2)) == [(date(2004, 1, 2), "published")]
    assert workdays(date(2003, 12, 30), date(2004, 1, 2)) == [(None, "missing")]
    assert workdays(date(2030, 12, 30), date(2031, 1, 1)) == [
        (date(2030, 12, 31), "provisional"),
        (None, "missing"),
    ]
    assert workdays(date(2040, 1, 1), date(2040, 1, 1)) == []


def test_a_gap_in_the_table_is_not_skipped():
    gap = Calendar(tuple(year for year in china().years if year.year != 2025))
    found = Recurrence.parse("每月最后一个工作日").occurrences(date(2024, 11, 15), date(2026, 3, 1), gap)
    assert [one.day for one in found] == [date(2024, 11, 29), date(2024, 12, 31), None]


@given(
    st.dates(date(2004, 1, 1), date(2026, 6, 30)),
    st.integers(1, 9),
    st.sampled_from(["day", "workday"]),
    st.sampled_from(["keep", "next", "previous"]),
)
def test_beside_a_walk(start, every, unit, rest_day):
    until = start + 120 * ONE_DAY
    expected = set()
    number = 0
    for step in range(1, 140):
        day = start + step * ONE_DAY
        number += 1 if unit == "day" or worked(day) else 0
        if number % every or (unit == "workday" and not worked(day)):
            continue
        while rest_day != "keep" and not worked(day):
            day += ONE_DAY if rest_day == "next" else -ONE_DAY
        if start < day <= until:
            expected.add(day)
    found = Recurrence(every=every, unit=unit, rest_day=rest_day).occurrences(start, until, china())
    assert [one.day for one in found] == sorted(expected)


def test_as_a_declaration_writes_it():
    assert checked(Recurrence, "每周一") == Recurrence(unit="week", on="monday")
    assert checked(Recurrence, {"unit": "month", "on": "last_workday"}) == Recurrence.parse(
        "每月最后一个工作日"
    )
    assert Recurrence.parse("Every  2  Working Days") == Recurrence(every=2, unit="workday")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sometimes",
        "every",
        "每",
        "每5",
        "每月最后一个周五",
        "weekly on Moonday",
        "every -2 days",
        "每0.5天",
    ],
)
def test_texts_that_are_none(text):
    with pytest.raises(DeclarationError, match="is not understood") as raised:
        Recurrence.parse(text)
    use_language("zh")
    assert "读不懂周期" in str(raised.value)


@pytest.mark.parametrize(
    "keys",
    [
        {"unit": "day", "on": "monday"},
        {"unit": "workday", "on": 3},
        {"unit": "week", "on": 3},
        {"unit": "week", "on": "last_workday"},
        {"unit": "month", "on": "monday"},
    ],
)
def test_a_day_that_does_not_fit_the_unit(keys):
    with pytest.raises(DeclarationError, match="does not go with unit"):
        checked(Recurrence, keys)


@pytest.mark.parametrize(
    "keys",
    [
        {"unit": "day", "every": 0},
        {"unit": "month", "on": 32},
        {"unit": "month", "on": 0},
        {"unit": "year"},
        {"unit": "day", "every": "2"},
        {"unit": "month", "on": "5"},
        "每0天",
    ],
)
def test_numbers_out_of_range(keys):
    with pytest.raises(DeclarationError):
        checked(Recurrence, keys)
