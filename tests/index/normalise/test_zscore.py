from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.normalise import zscore
from tests.indices import index_of

NAN = np.nan
UP, DOWN = np.array([1.0]), np.array([-1.0])


def test_by_hand():
    # 1, 3, 8: mean 4, squares 9 + 1 + 16 = 26, s² = 26/2 = 13
    x = np.array([[1.0], [3.0], [NAN], [8.0]])
    expected = np.array([-3, -1, NAN, 4]) / np.sqrt(13)
    np.testing.assert_allclose(zscore(x, UP)[:, 0], expected)
    np.testing.assert_allclose(zscore(x, DOWN)[:, 0], -expected)


def test_onto_another_mean_and_deviation():
    # 2, 4: mean 3, s² = 2; 100 ± 10/sqrt(2)
    x = np.array([[2.0], [4.0]])
    np.testing.assert_allclose(
        zscore(x, UP, mean=100, sd=10)[:, 0], 100 + np.array([-1, 1]) * 10 / np.sqrt(2)
    )


@pytest.mark.parametrize("column", [[0.1, 0.1, 0.1], [5.0, NAN, NAN], [NAN, NAN, NAN]])
def test_no_score_without_variation(column):
    assert np.isnan(zscore(np.array([column]).T, UP)).all()


def test_from_the_index():
    edition = build(
        index_of(np.array([[1.0], [3.0], [8.0]]), normalise={"by": "zscore", "mean": 50, "sd": 10})
    )
    np.testing.assert_allclose(edition.score, 50 + np.array([-30, -10, 40]) / np.sqrt(13))


def test_a_constant_indicator_has_no_score():
    with pytest.raises(MethodError, match="i0"):
        build(index_of(np.full((3, 1), 0.1), normalise="zscore"))
