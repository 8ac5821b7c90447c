"""The laws of periods, and each end beside a walk through the days or the minutes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quheng.calendars import Budget, Pause, china, due, extend
from tests.calendars.walks import ONE_DAY, walk, walk_minutes, worked

DAY_UNITS = ("workday", "day", "week", "month", "year")

starts = st.dates(date(2003, 12, 1), date(2031, 2, 1))
published_starts = st.dates(date(2004, 1, 1), date(2025, 6, 30))
units = st.sampled_from(DAY_UNITS)
walked_units = st.sampled_from(["workday", "day"])
lengths = st.integers(0, 60)


@st.composite
def pauses_near(draw, start: date, open_ended: bool = True):
    """Some pauses that begin from ten days before `start` to ninety after, a few of them open."""
    found = []
    for _ in range(draw(st.integers(0, 4))):
        since = start + draw(st.integers(-10, 90)) * ONE_DAY
        length = draw(st.integers(0, 40))
        until = None if open_ended and draw(st.integers(0, 9)) == 0 else since + length * ONE_DAY
        found.append((since, until))
    return found


def pauses_of(pairs):
    return [Pause(since, until) for since, until in pairs]


@settings(max_examples=600)
@given(st.data(), starts, lengths, units)
def test_every_end_is_that_of_a_day_walk(data, start, n, unit):
    n = n % 4 if unit == "year" else n
    pairs = data.draw(pauses_near(start))
    found = due(start, Budget.of(n, unit), china(), pauses_of(pairs))
    assert (found.day, found.status) == walk(start, n, unit, pairs)


@given(st.data(), st.integers(0, 3000), st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1)))
def test_every_end_is_that_of_a_minute_walk(data, minutes, start):
    start = start.replace(second=0, microsecond=0)
    pairs = []
    for _ in range(data.draw(st.integers(0, 3))):
        since = start + timedelta(minutes=data.draw(st.integers(-100, 3000)))
        length = timedelta(minutes=data.draw(st.integers(0, 500)))
        pairs.append((since, None if data.draw(st.integers(0, 9)) == 0 else since + length))
    assume(minutes > 0)
    found = due(start, Budget.of(minutes, "minute"), china(), pauses_of(pairs))
    assert found.moment == walk_minutes(start, minutes, pairs)
    assert (found.status == "paused") == (found.moment is None)


@given(published_starts, st.integers(0, 30), st.integers(0, 60), walked_units, st.data())
def test_a_later_start_ends_no_earlier(start, later, n, unit, data):
    pauses = pauses_of(data.draw(pauses_near(start, open_ended=False)))
    budget = Budget.of(n, unit)
    first = due(start, budget, china(), pauses)
    assert first.day <= due(start + later * ONE_DAY, budget, china(), pauses).day


@given(published_starts, lengths, units, st.data())
def test_a_longer_budget_ends_no_earlier(start, n, unit, data):
    n = n % 4 if unit == "year" else n % 12
    pauses = pauses_of(data.draw(pauses_near(start, open_ended=False)))
    first = due(start, Budget.of(n, unit), china(), pauses)
    assert first.day <= due(start, Budget.of(n + 1, unit), china(), pauses).day


@given(published_starts, lengths, units)
def test_the_end_is_a_working_day_not_before_the_start(start, n, unit):
    found = due(start, Budget.of(n % 12, unit), china())
    if found.status == "published":
        assert worked(found.day)
        assert found.day >= start


@given(published_starts, st.integers(1, 40), st.integers(0, 40), st.data())
def test_working_days_add_up(start, a, b, data):
    pauses = pauses_of(data.draw(pauses_near(start)))
    first = due(start, Budget.of(a, "workday"), china(), pauses)
    assume(first.day is not None)
    both = due(start, Budget.of(a + b, "workday"), china(), pauses)
    rest = extend(first, Budget.of(b, "workday"), china(), pauses)
    assert (rest.day, rest.status) == (both.day, both.status)


@given(published_starts, lengths, walked_units, st.data())
def test_pausing_and_resuming_at_once_changes_nothing(start, n, unit, data):
    pairs = data.draw(pauses_near(start))
    at = start + data.draw(st.integers(-5, 60)) * ONE_DAY
    budget = Budget.of(n, unit)
    with_it = due(start, budget, china(), pauses_of([*pairs, (at, at)]))
    assert with_it == due(start, budget, china(), pauses_of(pairs))


@given(published_starts, lengths, st.data())
def test_pausing_over_days_of_rest_changes_no_count_of_working_days(start, n, data):
    since = start + data.draw(st.integers(0, 60)) * ONE_DAY
    until = since
    while not worked(until):
        until += ONE_DAY
    budget = Budget.of(n, "workday")
    assert due(start, budget, china(), [Pause(since, until)]).day == due(start, budget, china()).day


@given(published_starts, lengths, units, st.integers(0, 90), st.integers(0, 40), st.data())
def test_splitting_a_pause_changes_nothing(start, n, unit, offset, length, data):
    since = start + offset * ONE_DAY
    until = since + length * ONE_DAY
    middle = since + data.draw(st.integers(0, length)) * ONE_DAY
    budget = Budget.of(n % 12, unit)
    whole = due(start, budget, china(), [Pause(since, until)])
    parts = due(start, budget, china(), [Pause(middle, until), Pause(since, middle)])
    assert (whole.day, whole.status) == (parts.day, parts.status)


@given(published_starts, lengths, units, st.integers(1, 30))
def test_a_pause_after_the_end_changes_nothing(start, n, unit, later):
    budget = Budget.of(n % 12, unit)
    without = due(start, budget, china())
    assume(without.day is not None)
    assert due(start, budget, china(), [Pause(without.day + later * ONE_DAY)]) == without
