from __future__ import annotations

import numpy as np
import pytest

from quheng.index import build
from quheng.index.statistics import sampling_adequacy
from quheng.index.statistics.sampling_adequacy import kaiser_meyer_olkin
from tests.indices import index_of


def test_by_hand():
    # r12 = r13 = r23 = 1/2: each partial correlation is (r - r²)/(1 - r²) = (1/4)/(3/4) = 1/3
    r = np.full((3, 3), 0.5)
    np.fill_diagonal(r, 1.0)
    overall, each = kaiser_meyer_olkin(r)
    expected = (1 / 4) / (1 / 4 + 1 / 9)
    assert overall == pytest.approx(expected)
    np.testing.assert_allclose(each, [expected] * 3)


def test_partial_correlations_by_regression():
    x = np.random.default_rng(9).normal(size=(80, 4)) + np.random.default_rng(1).normal(size=(80, 1))
    r = np.corrcoef(x.T)
    partial = np.zeros((4, 4))
    for a in range(4):
        for b in range(4):
            if a != b:
                others = np.column_stack([np.ones(80), np.delete(x, [a, b], axis=1)])
                left = [c - others @ np.linalg.lstsq(others, c, rcond=None)[0] for c in (x[:, a], x[:, b])]
                partial[a, b] = np.corrcoef(left)[0, 1]
    simple = r - np.eye(4)
    overall, each = kaiser_meyer_olkin(r)
    assert overall == pytest.approx((simple**2).sum() / ((simple**2).sum() + (partial**2).sum()))
    shared, partials = (simple**2).sum(axis=1), (partial**2).sum(axis=1)
    np.testing.assert_allclose(each, shared / (shared + partials))


def test_a_singular_matrix_has_none():
    overall, each = kaiser_meyer_olkin(np.ones((3, 3)))
    assert np.isnan(overall)
    assert np.isnan(each).all()


def test_of_an_edition():
    x = np.random.default_rng(2).random((40, 4)) + np.random.default_rng(3).random((40, 1))
    frame = sampling_adequacy(build(index_of(x, pillars=[3, 1])), "p0")
    overall, each = kaiser_meyer_olkin(np.corrcoef(x[:, :3].T))
    assert frame["code"].to_list() == [None, "i0", "i1", "i2"]
    np.testing.assert_allclose(frame["kmo"], [overall, *each])
