from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from quheng.index.shape import shape_of
from quheng.index.treat import TreatWhen, winsorise

NAN = np.nan
WHEN = TreatWhen()


def test_the_outlier_takes_the_next_value():
    column = np.array([1.0, 2, 3, NAN, 4, 100])
    np.testing.assert_array_equal(winsorise(column, 1, WHEN), [1, 2, 3, NAN, 4, 4])


def test_an_outlier_below():
    column = np.array([-100.0, 2, 3, 4, 5])
    np.testing.assert_array_equal(winsorise(column, 1, WHEN), [2, 2, 3, 4, 5])


def test_no_more_points_than_allowed():
    column = np.array([1.0, 2, 3, 4, 100])
    np.testing.assert_array_equal(winsorise(column, 0, WHEN), column)


def test_equals_are_pulled_in_together_or_not_at_all():
    # two at 100: with one point allowed nothing is pulled, with two both are
    column = np.array([*np.arange(1.0, 21), 100, 100])
    assert WHEN.beyond(*shape_of(column))
    np.testing.assert_array_equal(winsorise(column, 1, WHEN), column)
    np.testing.assert_array_equal(winsorise(column, 2, WHEN), [*np.arange(1.0, 21), 20, 20])


def test_points_pulled_in_before_count_too():
    # 1000 falls to 500, then both would fall to 20: two points
    column = np.array([*np.arange(1.0, 21), 500, 1000])
    np.testing.assert_array_equal(winsorise(column, 1, WHEN), [*np.arange(1.0, 21), 500, 500])
    np.testing.assert_array_equal(winsorise(column, 2, WHEN), [*np.arange(1.0, 21), 20, 20])


def test_forced_it_pulls_in_all_points():
    # skewness of 1, 2, 3, 4, 9 is positive: 9 falls to 4, and the next step would change two
    column = np.array([1.0, 2, 3, 4, 9])
    np.testing.assert_array_equal(winsorise(column, 1, None), [1, 2, 3, 4, 4])
    np.testing.assert_array_equal(winsorise(column, 1, WHEN), column)


def test_values_that_are_all_equal_stay():
    np.testing.assert_array_equal(winsorise(np.array([3.0, 3, 3, NAN]), 5, None), [3, 3, 3, NAN])


@given(arrays(float, st.integers(3, 25), elements=st.integers(-50, 1000).map(float)), st.integers(0, 6))
def test_it_keeps_the_order_and_the_limit(column, points):
    treated = winsorise(column, points, WHEN)
    order = np.argsort(column, kind="stable")
    assert (np.diff(treated[order]) >= 0).all()
    assert np.count_nonzero(treated != column) <= points
    assert set(treated) <= set(column)
