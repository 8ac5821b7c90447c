from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.impute import Latest, last_observation
from tests.indices import index_of

NAN = np.nan
YEARS = np.array([2018.0, 2019, 2020, 2021, 2022])


def test_the_latest_earlier_value():
    series = np.array([NAN, 5.0, NAN, NAN, 7.0])
    np.testing.assert_array_equal(last_observation(series, YEARS), [NAN, 5, 5, 5, 7])


def test_not_one_that_is_too_old():
    series = np.array([3.0, NAN, NAN, NAN, NAN])
    np.testing.assert_array_equal(last_observation(series, YEARS, 2), [3, 3, 3, NAN, NAN])


def test_periods_in_any_order():
    # COINr's impute_panel writes the sorted values back beside the unsorted periods.
    order = np.array([3, 0, 4, 2, 1])
    series = np.array([1.0, NAN, 3.0, NAN, NAN])
    expected = np.array([1.0, 1, 3, 3, 3])
    np.testing.assert_array_equal(last_observation(series[order], YEARS[order]), expected[order])


def test_a_series_without_any_value_stays_missing():
    assert np.isnan(last_observation(np.full(5, NAN), YEARS, 1)).all()


def test_the_rule_along_a_series_and_on_one_period():
    series = np.array([3.0, NAN, NAN])
    np.testing.assert_array_equal(Latest(max_age=1).along(series, YEARS[:3]), [3, 3, NAN])
    with pytest.raises(MethodError, match="several periods"):
        build(index_of(np.array([[1.0], [2.0]]), impute={"by": "latest", "max_age": 3}))
