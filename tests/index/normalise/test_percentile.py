from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.normalise import percentile
from tests.indices import index_of

NAN = np.nan


def test_the_share_that_a_unit_beats_itself_counted_in():
    # four values are present: 1 -> 1/4, the two 3s -> (1 + 1)/4, 5 -> (1 + 3)/4
    x = np.array([[3.0], [5.0], [1.0], [3.0], [NAN]])
    np.testing.assert_allclose(percentile(x, np.array([1.0]))[:, 0], [50, 100, 25, 50, NAN])


def test_less_is_better_and_another_scale():
    # from the worst: 5 -> 1/4, the 3s -> 2/4, 1 -> 4/4; onto 1 to 5 that is 1 + 4 p
    x = np.array([[3.0], [5.0], [1.0], [3.0]])
    np.testing.assert_allclose(percentile(x, np.array([-1.0]), (1.0, 5.0))[:, 0], [3, 2, 5, 3])


def test_a_column_without_values_stays_missing():
    assert np.isnan(percentile(np.full((3, 1), NAN), np.array([1.0]))).all()


@given(st.lists(st.integers(-5, 5), min_size=2, max_size=12))
def test_only_the_order_counts(values):
    x = np.array(values, dtype=float)[:, None]
    up = np.array([1.0])
    np.testing.assert_array_equal(percentile(x, up), percentile(np.exp(x), up))


def test_from_the_index():
    edition = build(
        index_of(np.array([[3.0], [5.0], [1.0], [2.0]]), normalise={"by": "percentile", "to": [0, 1]})
    )
    np.testing.assert_allclose(edition.score, [0.75, 1, 0.25, 0.5])


def test_all_missing_is_one_clear_error():
    x = np.array([[1.0, NAN], [2.0, NAN]])
    with pytest.raises(MethodError, match="i1"):
        build(index_of(x, normalise="percentile"))
