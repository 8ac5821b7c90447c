"""The shipped calendar, day by day beside other libraries, and what a calendar answers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quheng.bilingual import use_language
from quheng.calendars import Calendar, china
from quheng.errors import MethodError
from tests.calendars.walks import ONE_DAY, STATUTORY, worked

PUBLISHED_DAYS = [date(2004, 1, 1) + step * ONE_DAY for step in range(8401)]  # to 2026-12-31


def test_every_day_from_2004_to_2026_is_that_of_chinesecalendar():
    assert PUBLISHED_DAYS[-1] == date(2026, 12, 31)
    ours = [china().is_working_day(day) for day in PUBLISHED_DAYS]
    assert ours == [worked(day) for day in PUBLISHED_DAYS]
    assert {china().status(day) for day in PUBLISHED_DAYS} == {"published"}


def test_every_day_from_2010_to_2026_is_that_of_holidays():
    holidays = pytest.importorskip("holidays", reason="the library holidays is no dependency")
    theirs = holidays.China(years=range(2010, 2027))
    days = [day for day in PUBLISHED_DAYS if day.year >= 2010]
    assert [china().is_working_day(day) for day in days] == [theirs.is_working_day(day) for day in days]


def test_the_statutory_days_of_provisional_years_are_those_of_holidays():
    holidays = pytest.importorskip("holidays", reason="the library holidays is no dependency")
    theirs = holidays.China(years=range(2027, 2031))
    assert {day for day, name in theirs.items() if "(observed)" not in name} == STATUTORY


def test_working_days_a_year():
    counts = {
        year: china().working_days_between(date(year - 1, 12, 31), date(year, 12, 31))
        for year in (2024, 2025, 2026)
    }
    assert counts == {2024: 251, 2025: 248, 2026: 248}  # as the notices add up


def test_years_beyond_the_notices_are_provisional_then_missing():
    days = [date(2027, 1, 1) + step * ONE_DAY for step in range(4 * 365 + 1)]
    assert {china().status(day) for day in days} == {"provisional"}
    assert [china().is_working_day(day) for day in days] == [worked(day) for day in days]
    assert days[-1] == date(2030, 12, 31)
    for day in (date(2031, 1, 1), date(2003, 12, 31), date(9999, 12, 31), date(1, 1, 1)):
        assert china().status(day) == "missing"


def test_no_silent_guess_of_a_missing_year():
    with pytest.raises(MethodError, match=r"no year 2031 \(it has 2004–2030\)"):
        china().is_working_day(date(2031, 3, 3))
    use_language("zh")
    with pytest.raises(MethodError, match="日历缺少 2031 年") as raised:
        china().is_working_day(date(2031, 3, 3))
    assert "load_calendar" in str(raised.value)


def test_a_moment_is_asked_for_its_day_in_beijing():
    # 2024-10-11T17:00Z is Saturday 2024-10-12, 01:00, in Beijing: a make-up working day.
    assert china().is_working_day(datetime(2024, 10, 11, 17, tzinfo=UTC))
    # 2024-10-12T17:00Z is Sunday there.
    assert not china().is_working_day(datetime(2024, 10, 12, 17, tzinfo=UTC))
    assert china().is_working_day(datetime(2024, 10, 12, 23, 59))


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        ("2025-01-24", 1, "2025-01-26"),  # the make-up Sunday
        ("2025-01-24", 3, "2025-02-05"),  # 26, 27, then off to 02-04
        ("2025-01-25", 0, "2025-01-25"),  # itself, worked or not
        ("2025-02-05", -1, "2025-01-27"),
        ("2025-02-05", -3, "2025-01-24"),  # 27, 26, 24
        ("2024-12-31", 1, "2025-01-02"),
        ("2004-01-05", -1, "2004-01-02"),  # Monday; the Friday before
    ],
)
def test_add_working_days_by_hand(day, n, expected):
    assert china().add_working_days(date.fromisoformat(day), n) == date.fromisoformat(expected)


def test_add_working_days_beyond_the_table():
    with pytest.raises(MethodError, match="the calendar has no year 2031"):
        china().add_working_days(date(2026, 12, 20), 10_000)
    for day, n in ((date(2026, 12, 20), -10_000), (date(2004, 1, 5), -2)):
        with pytest.raises(MethodError, match="the calendar has no year 2003"):
            china().add_working_days(day, n)


@given(st.dates(date(2005, 1, 1), date(2026, 1, 1)), st.integers(-120, 120))
def test_counting_undoes_adding(day, n):
    assume(n >= 0 or worked(day))  # 1 working day before a Saturday is the Friday, with none in between
    assert china().working_days_between(day, china().add_working_days(day, n)) == n


@given(st.dates(date(2004, 1, 1), date(2029, 12, 31)), st.integers(0, 365))
def test_counting_both_ways(start, length):
    end = start + length * ONE_DAY
    walked = sum(worked(start + step * ONE_DAY) for step in range(1, length + 1))
    assert china().working_days_between(start, end) == walked
    assert china().working_days_between(end, start) == -walked


def without(*years: int) -> Calendar:
    return Calendar(tuple(year for year in china().years if year.year not in years))


def test_a_gap_between_years_is_missing():
    gap = without(2025)
    assert repr(gap) == "Calendar(2004–2024, 2026–2030)"
    assert gap.status(date(2025, 6, 3)) == "missing"
    assert gap.is_working_day(date(2026, 1, 4))
    with pytest.raises(MethodError, match="no year 2025"):
        gap.add_working_days(date(2024, 12, 30), 5)
    with pytest.raises(MethodError, match="no year 2025"):
        gap.working_days_between(date(2024, 12, 30), date(2026, 1, 5))


def test_the_years_stand_in_order_each_once():
    for years in ((), china().years[::-1], china().years[:1] * 2):
        with pytest.raises(MethodError, match="at least one, each year once, in order"):
            Calendar(years)


def test_merging_replaces_provisional_years_and_never_the_other_way():
    only_2027 = Calendar(tuple(year for year in china().years if year.year == 2027))
    published = Calendar((only_2027.years[0].model_copy(update={"status": "published"}),))
    updated = china().merged(published)
    assert updated.status(date(2027, 3, 3)) == "published"
    assert updated.status(date(2028, 3, 3)) == "provisional"
    assert china().status(date(2027, 3, 3)) == "provisional"
    with pytest.raises(MethodError, match="2027 is published: a provisional year cannot replace it"):
        updated.merged(only_2027)


def test_holidays_in_between():
    names = [holiday.name.zh for holiday in china().holidays_between(date(2025, 5, 5), date(2025, 10, 1))]
    assert names == ["劳动节", "端午节", "国庆节、中秋节"]
    made_up = china().make_up_days_between(date(2024, 9, 14), date(2024, 10, 11))
    assert list(made_up) == [date(2024, 9, 14), date(2024, 9, 29)]
