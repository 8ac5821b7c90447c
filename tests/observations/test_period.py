"""Periods: what they span, in which order, and that writing and reading agree."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.observations import Period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020年", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-H2", date(2020, 7, 1), date(2020, 12, 31)),
        ("2020Q1", date(2020, 1, 1), date(2020, 3, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-M12", date(2021, 12, 1), date(2021, 12, 31)),
        ("2020-11-01", date(2020, 11, 1), date(2020, 11, 1)),
        ("2020-11-01 00:00:00", date(2020, 11, 1), date(2020, 11, 1)),
        ("2020-11-01T00:00:00.000000", date(2020, 11, 1), date(2020, 11, 1)),
        ("2024-01/2024-10", date(2024, 1, 1), date(2024, 10, 31)),
    ],
)
def test_spans(text, start, end):
    assert Period.parse(text) == Period(end, start)


@pytest.mark.parametrize(
    "text", ["", "20", "2020-13", "2020-00", "2020-02-30", "2020-Q5", "0000", "2020/2019", "去年"]
)
def test_what_is_no_period(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is what counts
        Period.parse(text)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 800))
def test_writing_and_reading_agree(start, days):
    end = date.fromordinal(start.toordinal() + days)
    period = Period(end, start)
    assert Period.parse(str(period)) == period


def test_the_later_end_is_the_later_period():
    assert max(Period.parse(text) for text in ("2019", "2020-Q1", "2020-02")) == Period.parse("2020-Q1")
