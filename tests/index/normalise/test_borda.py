from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.normalise import borda
from tests.indices import index_of

NAN = np.nan


def test_points_count_the_units_that_are_worse():
    # 5 beats 1, 3, 3; each 3 beats 1 alone
    x = np.array([[3.0], [5.0], [1.0], [3.0], [NAN]])
    np.testing.assert_array_equal(borda(x, np.array([1.0]))[:, 0], [1, 3, 0, 1, NAN])


def test_less_is_better():
    x = np.array([[3.0], [5.0], [1.0], [3.0]])
    np.testing.assert_array_equal(borda(x, np.array([-1.0]))[:, 0], [1, 0, 3, 1])


def test_from_the_index():
    edition = build(index_of(np.array([[3.0], [5.0], [1.0]]), normalise="borda"))
    assert edition.score.tolist() == [1, 2, 0]


def test_a_constant_indicator_has_no_order():
    with pytest.raises(MethodError, match="i0"):
        build(index_of(np.ones((3, 1)), normalise="borda"))
