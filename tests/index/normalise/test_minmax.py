from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.normalise import minmax
from tests.indices import index_of

NAN = np.nan
UP, DOWN = np.array([1.0]), np.array([-1.0])


def test_by_hand():
    # 2 to 10: (4 - 2)/8 = 1/4
    x = np.array([[2.0], [4.0], [NAN], [10.0]])
    np.testing.assert_allclose(minmax(x, UP)[:, 0], [0, 25, NAN, 100])


def test_less_is_better():
    x = np.array([[2.0], [4.0], [NAN], [10.0]])
    np.testing.assert_allclose(minmax(x, DOWN)[:, 0], [100, 75, NAN, 0])


def test_onto_another_scale():
    # 1 + 6/4 = 2.5
    x = np.array([[-2.0], [0.0], [6.0]])
    np.testing.assert_allclose(minmax(x, UP, to=(1, 7))[:, 0], [1, 2.5, 7])


def test_from_the_index():
    edition = build(
        index_of(np.array([[2.0], [4.0], [10.0]]), directions=[-1], normalise={"by": "minmax", "to": [0, 1]})
    )
    np.testing.assert_allclose(edition.score, [1, 0.75, 0])


def test_a_constant_indicator_has_no_ends():
    with pytest.raises(MethodError, match="i0"):
        build(index_of(np.ones((3, 1)), normalise="minmax"))
