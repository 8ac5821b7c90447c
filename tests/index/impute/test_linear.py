from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.impute import Linear, linear_between
from tests.indices import index_of

NAN = np.nan


def test_the_line_between_the_neighbours():
    # from 10 in 2018 to 40 in 2024: 5 a year
    years = np.array([2017.0, 2018, 2019, 2022, 2024, 2025])
    series = np.array([NAN, 10.0, NAN, NAN, 40.0, NAN])
    np.testing.assert_allclose(linear_between(series, years), [NAN, 10, 15, 30, 40, NAN])
    np.testing.assert_allclose(linear_between(series, years, "constant"), [10, 10, 15, 30, 40, 40])


@given(st.permutations(range(6)))
def test_periods_in_any_order(order):
    years = np.array([2017.0, 2018, 2019, 2022, 2024, 2025])
    series = np.array([NAN, 10.0, NAN, NAN, 40.0, 7.0])
    order = np.array(order)
    np.testing.assert_allclose(
        linear_between(series[order], years[order]), linear_between(series, years)[order]
    )


def test_one_value_or_none():
    years = np.array([2018.0, 2019, 2020])
    one = np.array([NAN, 4.0, NAN])
    np.testing.assert_array_equal(linear_between(one, years), one)
    np.testing.assert_array_equal(linear_between(one, years, "constant"), [4, 4, 4])
    assert np.isnan(linear_between(np.full(3, NAN), years, "constant")).all()


def test_the_rule_along_a_series_and_on_one_period():
    series, years = np.array([1.0, NAN, 3.0, NAN]), np.array([1.0, 2, 3, 4])
    np.testing.assert_array_equal(Linear(beyond="constant").along(series, years), [1, 2, 3, 3])
    with pytest.raises(MethodError, match="several periods"):
        build(index_of(np.array([[1.0], [2.0]]), impute="linear"))
