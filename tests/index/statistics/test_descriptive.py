from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import quheng
from quheng.index import build
from quheng.index.statistics import descriptive
from quheng.index.statistics.descriptive import described
from tests.indices import index_of

NAN = np.nan


def test_by_hand():
    found = described(np.array([0.0, 0.0, 4.0, NAN, 8.0]))
    counts = {"n": 4, "missing": 1, "zeros": 2, "unique": 3, "most_common": 2}
    assert {name: found[name] for name in counts} == counts
    # sorted 0 0 4 8: quartile at 0.75: 0, median 2, 2.25: 4 + 0.25 * 4 = 5; mean 3, s² = (9 + 9 + 1 + 25)/3
    expected = {"min": 0, "q25": 0, "median": 2, "q75": 5, "max": 8, "mean": 3, "sd": (44 / 3) ** 0.5}
    assert {name: found[name] for name in expected} == pytest.approx(expected)
    assert found["q05"] == 0
    assert found["q95"] == pytest.approx(4 + 0.85 * 4)


def test_what_is_not_defined_is_none():
    assert described(np.array([NAN, NAN]))["mean"] is None
    alone = described(np.array([3.0, NAN]))
    assert (alone["mean"], alone["sd"], alone["skewness"]) == (3.0, None, None)


def test_shape_of_the_hand_example(make_folder):
    frame = descriptive(quheng.open(make_folder()).build())
    row = frame.row(by_predicate=pl.col("code") == "d", named=True)
    # 1 2 3 4 100: see tests/index/test_by_hand.py
    assert row["skewness"] == pytest.approx(2.2324, abs=1e-4)
    assert row["kurtosis"] == pytest.approx(4.9869, abs=1e-4)
    assert row["outliers"]
    treated = descriptive(quheng.open(make_folder()).build(), "treat")
    assert not treated["outliers"].any()
    # E has no value of c; 4 of 5 is enough
    row = frame.row(by_predicate=pl.col("code") == "c", named=True)
    assert (row["n"], row["missing"], row["few_values"]) == (4, 1, False)


def test_flags():
    x = np.array([[0.0, 7, 1], [0, 7, NAN], [0, 7, 3], [5, 1, NAN], [9, 2, NAN]])
    frame = descriptive(build(index_of(x)))
    assert frame["many_zeros"].to_list() == [True, False, False]
    assert frame["one_value"].to_list() == [True, True, False]
    assert frame["few_values"].to_list() == [False, False, True]
