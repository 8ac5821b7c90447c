from __future__ import annotations

import numpy as np
import pytest

from quheng.index.shape import excess_kurtosis, shape_of, skewness, skewness_and_kurtosis, tail

NAN = np.nan


def test_by_hand():
    # 1, 2, 3, 4, 100: mean 22, m2 = 1522, m3 = 88920, m4 = 37604834/5
    # G1 = sqrt(20)/3 * 88920/1522^1.5; G2 = 4/6 * (6 (m4/1522^2 - 3) + 6)
    g1 = np.sqrt(20) / 3 * 88920 / 1522**1.5
    g2 = 4 * (37604834 / 5 / 1522**2 - 3) + 4
    x = np.array([[1.0], [2.0], [NAN], [3.0], [4.0], [100.0]])
    np.testing.assert_allclose(skewness(x), g1)
    np.testing.assert_allclose(excess_kurtosis(x), g2)
    np.testing.assert_allclose(shape_of(np.array([1.0, 2, 3, 4, 100])), (g1, g2))


def test_as_scipy():
    stats = pytest.importorskip("scipy.stats")
    x = np.random.default_rng(0).lognormal(size=(40, 3))
    skew, kurtosis = skewness_and_kurtosis(x)
    np.testing.assert_allclose(skew, stats.skew(x, bias=False))
    np.testing.assert_allclose(kurtosis, stats.kurtosis(x, bias=False))
    np.testing.assert_allclose([shape_of(column) for column in x.T], np.stack([skew, kurtosis], axis=1))


@pytest.mark.parametrize("values", [[], [1.0], [1.0, 2.0], [0.1, 0.1, 0.1, 0.1, 0.1]])
def test_no_shape_without_enough_variation(values):
    assert np.isnan(shape_of(np.array(values))).all()


def test_three_values_have_skewness_alone():
    skew, kurtosis = shape_of(np.array([1.0, 2.0, 6.0]))
    assert skew > 0
    assert np.isnan(kurtosis)


def test_the_side_of_the_tail():
    assert tail(np.array([1.0, 2, 3, NAN, 100])) == 1
    assert tail(np.array([-100.0, 2, 3, NAN, 4])) == -1
    assert tail(np.array([1.0, 2, 3])) == 1
