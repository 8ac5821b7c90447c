"""Intervals and how numbers are written."""

from __future__ import annotations

from math import inf

import pytest

from quheng.evidence.checks.figures import Interval, shown, spread


def test_interval_arithmetic():
    one, other = Interval(1, 2), Interval(4, 5)
    assert one.plus(other) == (5, 7)
    assert other.minus(one) == (2, 4)
    assert one.over(other) == (0.2, 0.5)
    assert one.times(3) == (3, 6)


def test_no_quotient_where_the_divisor_may_be_zero_or_a_term_negative():
    assert Interval(1, 2).over(Interval(0, 1)) is None
    assert Interval(-1, 2).over(Interval(1, 2)) is None


def test_disjoint_but_for_rounding():
    assert Interval(0, 1).is_disjoint_from(Interval(1.1, 2))
    assert not Interval(0, 0.1 + 0.2).is_disjoint_from(Interval(0.3, 1))
    assert not Interval(0, 0.3).is_disjoint_from(Interval(0.1 + 0.2, 1))
    assert not Interval(5, inf).is_disjoint_from(Interval(6, 7))


@pytest.mark.parametrize(
    ("value", "measure", "words"),
    [
        (26_140_300_000, "元", "261.403亿元"),
        (46_200_000, "元", "4620万元"),
        (1.2e13, "元", "12万亿元"),
        (1964, "家", "1964家"),
        (57_900, "人", "57900人"),
        (1_964_000, "人", "196.4万人"),
        (-64.8e8, "元", "-64.8亿元"),
    ],
)
def test_values_are_scaled_as_texts_do(value, measure, words):
    assert shown(value, measure) == words


def test_an_open_interval_has_a_lower_end_only():
    assert spread(Interval(91e8, inf), "元") == "≥ 91亿元"
    assert spread(Interval(91e8, 92e8), "元") == "91亿元..92亿元"
