from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from tests.index.weigh.one_pillar import weigh

NAN = np.nan


def test_by_hand():
    # 0 0 1 1: squares 4 * 1/4 = 1, s² = 1/3; 0 1/2 1/2 1: squares 2 * 1/4, s² = 1/6 -> sqrt(2) : 1
    x = np.array([[0, 0], [0, 0.5], [1, 0.5], [1, 1]])
    np.testing.assert_allclose(weigh(x, "sd"), np.array([np.sqrt(2), 1]) / (np.sqrt(2) + 1))


def test_a_missing_score_is_passed_over():
    # 0, 2: s² = 2; 0, 1, 2: s² = 1 -> sqrt(2) : 1
    x = np.array([[0.0, 0.0], [NAN, 1.0], [2.0, 2.0]])
    weights = weigh(x, "sd", normalise="goalposts", goalposts=[(0, 2)] * 2)
    np.testing.assert_allclose(weights, np.array([np.sqrt(2), 1]) / (np.sqrt(2) + 1))


def test_a_child_without_variation_weighs_nothing():
    x = np.array([[0.1, 0.0], [0.1, 1.0], [0.1, 2.0]])
    np.testing.assert_array_equal(weigh(x, "sd", normalise="goalposts", goalposts=[(0, 2)] * 2), [0, 1])


def test_nothing_varies():
    x = np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 1.0]])
    with pytest.raises(MethodError, match="none of them varies"):
        weigh(x, "sd", normalise="goalposts", goalposts=[(0, 2)] * 2)


def test_a_child_with_one_value_is_named():
    x = np.array([[0.0, NAN], [1.0, 1.0], [3.0, NAN]])
    with pytest.raises(MethodError, match=r"i1 under p0.*fewer than two units"):
        weigh(x, "sd", normalise="goalposts", goalposts=[(0, 3)] * 2)
