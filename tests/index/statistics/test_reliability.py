from __future__ import annotations

import numpy as np
import pytest

from quheng.index import build
from quheng.index.statistics import reliability
from quheng.index.statistics.reliability import alpha_if_deleted, cronbach_alpha, item_rest_correlation
from tests.indices import index_of

# variances 1, covariances 0.5, 0.5 and 0.2: trace 3, sum 5.4
R = np.array([[1, 0.5, 0.5], [0.5, 1, 0.2], [0.5, 0.2, 1]])


def test_by_hand():
    assert cronbach_alpha(R) == pytest.approx(3 / 2 * (1 - 3 / 5.4))
    # without the first: 2 (1 - 2/2.4); without another: 2 (1 - 2/3)
    np.testing.assert_allclose(alpha_if_deleted(R), [2 * (1 - 2 / 2.4), 2 / 3, 2 / 3])
    # first with the sum of the others: 1.0 / sqrt(2.4); second: 0.7 / sqrt(3)
    np.testing.assert_allclose(item_rest_correlation(R), [1 / np.sqrt(2.4), 0.7 / 3**0.5, 0.7 / 3**0.5])


def test_where_it_is_not_defined():
    assert np.isnan(cronbach_alpha(np.ones((1, 1))))
    assert np.isnan(cronbach_alpha(np.array([[1.0, -1.0], [-1.0, 1.0]])))


def test_of_an_edition():
    x = np.random.default_rng(6).random((40, 5)) + np.linspace(0, 1, 40)[:, None]
    frame = reliability(build(index_of(x, pillars=[3, 1, 1])))
    assert frame.filter(node="p0")["code"].to_list() == ["i0", "i1", "i2"]
    # the textbook formula on standardised values: k/(k-1) (1 - k / Var(sum))
    z = (x[:, :3] - x[:, :3].mean(axis=0)) / x[:, :3].std(axis=0, ddof=1)
    assert frame.filter(node="p0")["alpha"][0] == pytest.approx(1.5 * (1 - 3 / z.sum(axis=1).var(ddof=1)))
    rest = np.corrcoef(z[:, 0], z[:, 1] + z[:, 2])[0, 1]
    assert frame.filter(code="i0")["item_rest"][0] == pytest.approx(rest)
    assert frame.filter(node="p1")["alpha"].to_list() == [None]
    assert frame.filter(node="made-up").height == 3
