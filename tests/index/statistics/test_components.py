from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.statistics import component_loadings, components
from quheng.index.statistics.components import principal_components
from quheng.index.statistics.varimax import varimax
from tests.indices import index_of


def test_by_hand():
    # R = [[1, -0.6], [-0.6, 1]]: λ = 1.6 on (1, -1)/sqrt(2) and 0.4 on (1, 1)/sqrt(2)
    eigenvalues, loadings = principal_components(np.array([[1, -0.6], [-0.6, 1]]))
    np.testing.assert_allclose(eigenvalues, [1.6, 0.4])
    np.testing.assert_allclose(np.abs(loadings[:, 0]), np.sqrt([0.8, 0.8]))
    np.testing.assert_allclose(loadings[:, 1], np.sqrt([0.2, 0.2]))


def test_of_an_edition():
    x = np.random.default_rng(0).random((30, 4)) + np.linspace(0, 1, 30)[:, None]
    edition = build(index_of(x, pillars=[3, 1]))
    frame, loadings = components(edition, "p0"), component_loadings(edition, "p0")
    assert frame["component"].to_list() == [1, 2, 3]
    assert frame["eigenvalue"].sum() == pytest.approx(3)
    assert frame["cumulative"][-1] == pytest.approx(1)
    r = np.corrcoef(x[:, :3].T)
    values = loadings.drop("code").to_numpy()
    np.testing.assert_allclose(values @ values.T, r, atol=1e-12)
    assert (values.sum(axis=0) >= 0).all()
    assert components(edition).height == 4


def test_a_constant_indicator_is_named():
    x = np.array([[1.0, 1.0, 2.0], [2.0, 1.0, 1.0], [3.0, 1.0, 5.0]])
    edition = build(index_of(x, normalise="goalposts", goalposts=[(0, 5)] * 3))
    with pytest.raises(MethodError, match=r"correlations of .*i1"):
        components(edition)


def test_varimax_finds_a_simple_structure_that_was_turned_away():
    simple = np.array([[0.9, 0.0], [0.8, 0.0], [0.0, 0.7], [0.0, 0.6]])
    angle = np.pi / 5
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    found = varimax(simple @ turn)
    order = np.argsort(-np.abs(found[0]))
    np.testing.assert_allclose(found[:, order], simple, atol=1e-8)


def test_varimax_keeps_communalities():
    loadings = np.random.default_rng(1).uniform(-0.5, 0.5, (7, 3))
    np.testing.assert_allclose((varimax(loadings) ** 2).sum(axis=1), (loadings**2).sum(axis=1))
    np.testing.assert_allclose(np.abs(varimax(loadings[:, :1])), np.abs(loadings[:, :1]))
