"""Many periods at once are each period alone."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.calendars import Budget, Calendar, china, due, due_many
from quheng.errors import MethodError

GAP = Calendar(tuple(year for year in china().years if year.year not in (2012, 2013)))


@pytest.mark.parametrize("calendar", [china(), GAP], ids=["china", "a gap"])
@pytest.mark.parametrize("unit", ["workday", "day", "week", "month", "year"])
def test_random_periods_are_those_of_due(calendar, unit):
    random = np.random.default_rng(20241210)
    first, end = date(2003, 6, 1).toordinal(), date(2031, 6, 1).toordinal()
    starts = [date.fromordinal(int(day)) for day in random.integers(first, end, 1_500)]
    lengths = random.integers(
        0, {"workday": 300, "day": 400, "week": 60, "month": 14, "year": 3}[unit], len(starts)
    )
    many = due_many(starts, lengths, unit, calendar)
    singly = [due(start, Budget.of(int(n), unit), calendar) for start, n in zip(starts, lengths, strict=True)]
    assert many.status.tolist() == [one.status for one in singly]
    assert many.day.tolist() == [one.day for one in singly]
    assert many.certain.tolist() == [one.certain for one in singly]
    assert set(many.status.tolist()) == {"published", "provisional", "missing"}


@given(st.dates(), st.integers(0, 1_000_000), st.sampled_from(["workday", "day", "week", "month", "year"]))
def test_any_day_and_any_length(start, n, unit):
    many = due_many([start], n, unit, china())
    one = due(start, Budget.of(n, unit), china())
    assert (many.day.tolist(), many.status.tolist()) == ([one.day], [one.status])


def test_an_unknown_start_has_no_end():
    starts = np.array(["2024-12-10", "NaT"], dtype="datetime64[D]")
    found = due_many(starts, 5, "workday", china())
    assert found.day.tolist() == [date(2024, 12, 17), None]
    assert found.status.tolist() == ["published", "missing"]


def test_none_at_all():
    found = due_many(np.array([], dtype="datetime64[D]"), 5, "day", china())
    assert found.day.tolist() == found.status.tolist() == []


@pytest.mark.parametrize("unit", ["workday", "day"])
def test_the_shortest_and_the_longest_that_are_allowed(unit):
    # Tuesday 10 December 2024 is worked; a million days later no notice tells who works.
    found = due_many([date(2024, 12, 10)] * 2, [0, 1_000_000], unit, china())
    assert found.day.tolist() == [date(2024, 12, 10), None]
    assert found.status.tolist() == ["published", "missing"]


@pytest.mark.parametrize("n", [-1, [5, -5], 1_000_001, 2.5, [1.0, 2.0], "5", True])
def test_lengths_that_are_none(n):
    with pytest.raises(MethodError, match="no whole number from 0 to a million"):
        due_many([date(2024, 12, 10)] * 2, n, "workday", china())


@pytest.mark.parametrize("unit", ["hour", "minute"])
def test_the_clock_is_not_for_many(unit):
    with pytest.raises(MethodError, match=f"the unit {unit} runs by the clock"):
        due_many([date(2024, 12, 10)], 5, unit, china())
