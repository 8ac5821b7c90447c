from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.impute import fill_by_em
from tests.indices import index_of

NAN = np.nan


def test_two_indicators_of_which_one_is_missing_follow_the_regression_line():
    # With a monotone pattern the estimates of maximum likelihood are known in closed form (Anderson, 1957):
    # the missing y lies on the least-squares line through the complete pairs.
    # x = 1, 2, 3, 4 and y = 2, 3, 5, 6: slope (1.5*2 + .5*1 + .5*1 + 1.5*2)/5 = 1.4; y = 4 + 1.4 (x - 2.5)
    x = np.array([[1.0, 2.0], [2.0, 3.0], [3.0, 5.0], [4.0, 6.0], [7.0, NAN], [0.0, NAN]])
    filled = fill_by_em(x, 0.0, 1e-12, 5000)
    np.testing.assert_allclose(filled[4:, 1], [4 + 1.4 * 4.5, 4 - 1.4 * 2.5], rtol=1e-8)
    np.testing.assert_array_equal(filled[:4], x[:4])


def test_the_estimates_are_a_fixed_point():
    # At the maximum, a missing cell is the regression on the others with the moments of the filled data, the
    # covariance being raised by the doubt about what is missing.
    rng = np.random.default_rng(2)
    x = rng.normal(size=(60, 4)) @ rng.normal(size=(4, 4))
    holes = x.copy()
    holes[rng.random(x.shape) < 0.15] = NAN
    filled = fill_by_em(holes, 0.0, 1e-12, 5000)
    mean = filled.mean(axis=0)
    covariance = np.cov(filled.T, bias=True)
    for _ in range(400):
        doubt = np.zeros((4, 4))
        for row in holes:
            missing = np.isnan(row)
            inverse = np.linalg.pinv(covariance[np.ix_(~missing, ~missing)])
            across = covariance[np.ix_(missing, ~missing)]
            doubt[np.ix_(missing, missing)] += (
                covariance[np.ix_(missing, missing)] - across @ inverse @ across.T
            )
        covariance = np.cov(filled.T, bias=True) + doubt / 60
    for row, full in zip(holes, filled, strict=True):
        missing = np.isnan(row)
        slopes = covariance[np.ix_(missing, ~missing)] @ np.linalg.pinv(
            covariance[np.ix_(~missing, ~missing)]
        )
        np.testing.assert_allclose(
            full[missing], mean[missing] + slopes @ (row - mean)[~missing], rtol=1e-6, atol=1e-6
        )


def test_the_measures_do_not_count():
    rng = np.random.default_rng(3)
    x = rng.normal(size=(30, 3)) + rng.normal(size=(30, 1))
    x[[2, 9, 9], [0, 1, 2]] = NAN
    scale = np.array([1e-6, 1.0, 1e9])
    np.testing.assert_allclose(
        fill_by_em(x * scale, 1e-3, 1e-9, 2000), fill_by_em(x, 1e-3, 1e-9, 2000) * scale
    )


def test_a_unit_without_any_value_takes_the_means():
    x = np.array([[1.0, 2.0], [2.0, 5.0], [3.0, 5.0], [NAN, NAN]])
    np.testing.assert_allclose(fill_by_em(x, 1e-3, 1e-10, 1000)[3], [2, 4])


def test_a_column_without_any_value_stays_missing_and_a_constant_one_stays_constant():
    x = np.array([[1.0, 7.0, NAN], [2.0, NAN, NAN], [4.0, 7.0, NAN]])
    filled = fill_by_em(x, 1e-3, 1e-9, 1000)
    assert filled[1, 1] == pytest.approx(7)
    assert np.isnan(filled[:, 2]).all()


def test_more_indicators_than_units_need_a_ridge():
    x = np.random.default_rng(4).normal(size=(5, 8))
    x[2, 3] = NAN
    edition = build(index_of(x, impute={"by": "em"}))
    assert edition.imputed.sum() == 1
    assert np.isfinite(edition.score).all()
    with pytest.raises(MethodError, match="singular"):
        build(index_of(x, impute={"by": "em", "ridge": 0}))


def test_two_indicators_that_are_one_are_singular_without_a_ridge():
    x = np.random.default_rng(4).normal(size=(9, 3))
    x[:, 1] = 2 * x[:, 0]
    x[2, 2] = NAN
    with pytest.raises(MethodError, match="singular"):
        build(index_of(x, impute={"by": "em", "ridge": 0}))


def test_estimates_that_do_not_settle():
    x = np.random.default_rng(5).normal(size=(20, 3))
    x[:6, 0] = NAN
    with pytest.raises(MethodError, match="did not settle in 2 iterations"):
        build(index_of(x, impute={"by": "em", "iterations": 2}))
