"""Periods fall into whole months and days; one that runs is compared as far as it has run."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.calendars.beijing_time import BEIJING
from quheng.errors import MethodError
from quheng.figures import Span, read_period
from quheng.observations.period import Period

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=BEIJING)

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def span(text: str, now: datetime = NOW) -> Span:
    return Span(read_period(text), now)


def days_in(one: Span) -> list[date]:
    """Return every day that its months and its edges have."""
    found = []
    whole = one.months()
    if whole:
        day, last = whole
        while day.replace(day=1) <= last:
            found.append(day)
            day += timedelta(days=1)
    for first, last in one.edges():
        found += [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return found


@given(DAYS, DAYS)
def test_months_and_edges_have_every_day_once(first, last):
    one = Span(Period(max(first, last), min(first, last)), NOW)
    found = days_in(one)
    assert len(found) == len(set(found))
    so_far = {day for day in found if day <= NOW.date()}
    wanted = {one.start + timedelta(days=n) for n in range((one.end - one.start).days + 1)}
    assert so_far == {day for day in wanted if day <= NOW.date()}
    if one.end >= one.start:
        assert max(found) == one.counted_until


@pytest.mark.parametrize(
    ("period", "before", "year_before"),
    [
        ("2026-10", "2026-09", "2025-10"),
        ("2026-Q3", "2026-Q2", "2025-Q3"),
        ("2025", "2024", "2024"),
        ("2024-02", "2024-01", "2023-02"),
        ("2025-02", "2025-01", "2024-02"),
        ("2026-10-05/2026-10-11", "2026-09-28/2026-10-04", "2025-10-05/2025-10-11"),
        # These run: only as far as they have run by 24 November.
        ("2026-11", "2026-10-01/2026-10-24", "2025-11-01/2025-11-24"),
        ("2026", "2025-01-01/2025-11-24", "2025-01-01/2025-11-24"),
        ("2026-Q4", "2026-07-01/2026-08-24", "2025-10-01/2025-11-24"),
        ("2026-11-23/2026-11-29", "2026-11-16/2026-11-17", "2025-11-23/2025-11-24"),
    ],
)
def test_what_it_is_compared_with(period, before, year_before):
    one = span(period)
    assert str(one.before().period) == before
    assert str(one.year_before().period) == year_before


def test_open_cases_are_looked_at_now_or_when_the_period_was_over():
    assert span("2026-11").moment == NOW
    assert span("2026-10").moment == datetime(2026, 11, 1, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2026-01-01/2026-10-31", "截至10月底", "by the end of October 2026"),
        ("2026", "截至11月24日", "by 24 November 2026"),
        ("2026-10", "2026年10月", "in October 2026"),
        ("2026-Q3", "2026年三季度", "in the third quarter of 2026"),
        ("2025", "2025年", "in 2025"),
        ("2026-02-10/2026-03-01", "2026-02-10 至 2026-03-01", "from 2026-02-10 to 2026-03-01"),
    ],
)
def test_in_words(period, zh, en):
    assert (span(period).words().zh, span(period).words().en) == (zh, en)


def test_steps_are_cut_off_at_the_ends():
    steps = [str(part.period) for part in span("2026-02-10/2026-04-03").steps("month")]
    assert steps == ["2026-02-10/2026-02-28", "2026-03", "2026-04-01/2026-04-03"]
    assert [str(part.period) for part in span("2025-06-01/2026-03-31").steps("year")] == [
        "2025-06-01/2025-12-31",
        "2026-Q1",
    ]
    with pytest.raises(MethodError, match="more than 120 parts"):
        span("1990-01-01/2026-01-01").steps("month")


def test_what_is_no_period():
    with pytest.raises(MethodError, match="is not a period"):
        read_period("soon")


def test_a_period_that_has_not_begun_has_nothing():
    one = span("2027-03")
    assert one.months() is None
    assert list(one.edges()) == []
    assert one.runs
