"""Each transformation against its formula; none changes the order of the units."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from quheng.index.treat import (
    BoxCox,
    GIILog,
    Log,
    NaturalLog,
    ShiftedLog,
    boxcox,
    likeliest_power,
    log_gii,
    log_shifted,
    log_towards_tail,
)

NAN = np.nan

RIGHT = np.array([0.0, 1.0, 2.0, NAN, 10.0])
LEFT = np.array([0.0, 8.0, 9.0, NAN, 10.0])


def test_log_towards_the_tail():
    # range 10, c = 0.1
    np.testing.assert_allclose(log_towards_tail(RIGHT), np.log([0.1, 1.1, 2.1, NAN, 10.1]))
    np.testing.assert_allclose(log_towards_tail(LEFT), -np.log([10.1, 2.1, 1.1, NAN, 0.1]))


def test_log_shifted():
    np.testing.assert_allclose(log_shifted(RIGHT - 5), np.log([1, 2, 3, NAN, 11]))
    np.testing.assert_allclose(log_shifted(RIGHT, 0.5), np.log([0.5, 1.5, 2.5, NAN, 10.5]))


def test_natural_log():
    after, _ = NaturalLog().apply(np.array([1.0, np.e, NAN]), None)
    np.testing.assert_allclose(after, [0, 1, NAN])
    assert NaturalLog().undefined(np.array([1.0, 2.0, NAN])) is None
    assert "2 values are" in NaturalLog().undefined(np.array([1.0, 0.0, -2.0, NAN])).en


def test_log_gii_really_transforms():
    # (10 - 1)(x - 0)/10 + 1: 1, 1.9, 2.8, 10; COINr's log_GII gives its input back
    np.testing.assert_allclose(log_gii(RIGHT), np.log([1, 1.9, 2.8, NAN, 10]))
    # the mirror image: (10 - 1)(10 - x)/10 + 1: 10, 2.8, 1.9, 1
    np.testing.assert_allclose(log_gii(LEFT), -np.log([10, 2.8, 1.9, NAN, 1]), atol=1e-15)
    # f = 2: (20 - 1) x/10 + 1
    np.testing.assert_allclose(log_gii(RIGHT, 2.0), np.log([1, 2.9, 4.8, NAN, 20]))


def test_log_gii_is_not_defined_where_it_would_turn_the_order_round():
    assert "0.5" in GIILog().undefined(np.array([0.1, 0.2, 0.5])).en
    assert GIILog(factor=10).undefined(np.array([0.1, 0.2, 0.5])) is None


def test_boxcox():
    y = np.array([1.0, 4.0, 9.0, NAN])
    np.testing.assert_allclose(boxcox(y, 0.5), [0, 2, 4, NAN])  # 2 (sqrt(y) - 1)
    np.testing.assert_allclose(boxcox(y, 0.0), np.log(y))
    np.testing.assert_allclose(boxcox(y, -1.0), [0, 0.75, 8 / 9, NAN])  # 1 - 1/y


def test_boxcox_of_values_that_are_not_positive():
    # range 10, shifted by 0.1: sqrt(0.1), sqrt(10.1)
    after, detail = BoxCox(power=0.5).apply(np.array([-5.0, 5.0]), None)
    np.testing.assert_allclose(after, 2 * (np.sqrt([0.1, 10.1]) - 1))
    assert "shifted" in detail.en


@pytest.mark.parametrize("seed", range(4))
def test_the_likeliest_power_is_scipys(seed):
    stats = pytest.importorskip("scipy.stats")
    rng = np.random.default_rng(seed)
    y = rng.gamma(1 + seed, size=80) + 0.1
    found, best = likeliest_power(y), stats.boxcox_normmax(y, method="mle")
    assert found == pytest.approx(best, abs=1e-5)
    assert stats.boxcox_llf(found, y) >= stats.boxcox_llf(best, y) - 1e-9


def test_the_likeliest_power_of_lognormal_values_is_near_zero():
    y = np.exp(np.linspace(-2, 2, 41))  # logs without any skewness
    assert likeliest_power(y) == pytest.approx(0, abs=1e-6)


SAMPLES = arrays(float, st.integers(3, 20), elements=st.integers(2, 500).map(float)).filter(
    lambda column: column.min() < column.max()
)


@given(SAMPLES, st.sampled_from([Log(), NaturalLog(), ShiftedLog(), GIILog(), BoxCox(), BoxCox(power=-1)]))
def test_order_is_kept(column, treatment):
    assert treatment.undefined(column) is None
    after, detail = treatment.apply(column, None)
    order = np.argsort(column)
    assert (np.diff(after[order]) >= 0).all()
    assert np.isfinite(after).all()
    assert detail.zh
    assert detail.en


@pytest.mark.parametrize("treatment", [Log(), GIILog(), BoxCox()])
def test_a_constant_has_no_range(treatment):
    assert "equal" in treatment.undefined(np.array([7.0, 7.0, NAN])).en
