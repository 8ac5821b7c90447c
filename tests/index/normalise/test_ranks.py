from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.normalise import rank_scale
from tests.indices import index_of

NAN = np.nan
UP, DOWN = np.array([1.0]), np.array([-1.0])


def test_equal_steps_whatever_the_distances():
    # four values: ranks 1, 4, 2, 3 from the worst, (r - 1)/3 of the scale
    x = np.array([[1.0], [1000.0], [2.0], [3.0]])
    np.testing.assert_allclose(rank_scale(x, UP)[:, 0], [0, 100, 100 / 3, 200 / 3])
    np.testing.assert_allclose(rank_scale(x, DOWN, to=(1, 7))[:, 0], [7, 1, 5, 3])


def test_ties_share_the_mean_of_their_ranks():
    # the 5s are second and third of four: rank 2.5, 1.5/3 of the scale
    x = np.array([[5.0], [5.0], [9.0], [1.0]])
    np.testing.assert_allclose(rank_scale(x, UP)[:, 0], [50, 50, 100, 0])


def test_a_missing_value_takes_no_rank():
    # three are present: steps of 50
    x = np.array([[3.0], [NAN], [1.0], [2.0]])
    np.testing.assert_array_equal(rank_scale(x, UP)[:, 0], [100, NAN, 0, 50])


def test_one_value_has_no_place_on_the_scale():
    assert np.isnan(rank_scale(np.array([[3.0], [NAN]]), UP)).all()


def test_from_the_index():
    edition = build(index_of(np.array([[3.0], [50.0], [1.0]]), normalise={"by": "rank", "to": [1, 5]}))
    assert edition.score.tolist() == [3, 5, 1]


def test_a_constant_indicator_has_no_order():
    with pytest.raises(MethodError, match="i0"):
        build(index_of(np.ones((3, 1)), normalise="rank"))
