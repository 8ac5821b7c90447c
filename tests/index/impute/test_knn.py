from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.index import build
from quheng.index.impute import fill_by_neighbours
from tests.indices import index_of

NAN = np.nan

# The first column tells who is near: 0 is next to 1 and 2, far from 10.
X = np.array([[0.0, NAN], [1.0, 20.0], [2.0, 40.0], [10.0, 90.0]])


@pytest.mark.parametrize(("k", "expected"), [(1, 20), (2, 30), (3, 50), (9, 50)])
def test_the_mean_of_the_nearest(k, expected):
    filled = fill_by_neighbours(X, k, 1)
    assert filled[0, 1] == expected
    np.testing.assert_array_equal(filled[1:], X[1:])


def test_ties_with_the_last_neighbour_count():
    # -1 and 1 are equally near to 0
    x = np.array([[0.0, NAN], [1.0, 20.0], [-1.0, 40.0], [5.0, 90.0]])
    assert fill_by_neighbours(x, 1, 1)[0, 1] == 30


def test_distance_is_over_standardised_indicators():
    # In the measures u1 is nearer (5 against 100), standardised u2 is: the second indicator has a wide range.
    x = np.array(
        [[0.0, 0.0, NAN], [5.0, 0.0, 1.0], [0.0, 100.0, 2.0], [5.0, 5000.0, 3.0], [0.0, 4000.0, 3.0]]
    )
    assert fill_by_neighbours(x, 1, 2)[0, 2] == 2


def test_too_few_in_common_is_no_neighbour():
    assert np.isnan(fill_by_neighbours(X, 1, 2)[0, 1])


def test_a_constant_indicator_does_not_part_units():
    x = np.array([[7.0, 0.0, NAN], [7.0, 1.0, 20.0], [7.0, 9.0, 40.0]])
    assert fill_by_neighbours(x, 1, 1)[0, 2] == 20


@given(st.permutations(range(12)))
def test_the_order_of_the_units_does_not_count(order):
    x = np.random.default_rng(0).integers(0, 4, size=(12, 4)).astype(float)
    x[[1, 5], [2, 0]] = NAN
    np.testing.assert_allclose(fill_by_neighbours(x[order], 3, 2), fill_by_neighbours(x, 3, 2)[order])


def test_from_the_index():
    edition = build(index_of(X, impute={"by": "knn", "k": 2, "shared": 1}))
    assert edition.imputed.sum() == 1
    (row,) = edition.steps["impute"].log.rows(named=True)
    assert (row["unit"], row["indicator"], row["after"]) == ("u0", "i1", 30)
    assert "2 nearest" in row["detail_en"]
