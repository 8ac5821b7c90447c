from __future__ import annotations

import numpy as np
import polars as pl
import pytest
import scipy.stats

from quheng.index import build
from quheng.index.statistics import against_their_pillar, collinear_pairs, correlations
from quheng.index.statistics.correlation import correlation_test
from quheng.index.statistics.kendall import kendall
from quheng.index.statistics.pearson import pearson
from quheng.index.statistics.spearman import spearman
from tests.indices import index_of

NAN = np.nan


def test_by_hand():
    # x = 1 2 3 4, y = 1 3 2 4: Σxy = 4.0 of 5.0 -> 0.8; so for ranks; of 6 pairs 5 agree, 1 not: 4/6
    x = np.array([[1, 1], [2, 3], [3, 2], [4, 4.0]])
    assert pearson(x)[0, 1] == pytest.approx(0.8)
    assert spearman(x)[0, 1] == pytest.approx(0.8)
    assert kendall(x)[0, 1] == pytest.approx(4 / 6)


def test_pairs_use_the_units_that_have_both():
    x = np.array([[1, 1, 5], [2, 3, NAN], [3, 2, 5], [4, 4, 5], [100, NAN, 5], [NAN, -7, 5.0]])
    for coefficient, expected in ((pearson, 0.8), (spearman, 0.8), (kendall, 4 / 6)):
        r = coefficient(x)
        assert r[0, 1] == pytest.approx(expected)
        assert r[0, 0] == 1
        # a constant column correlates with nothing
        assert np.isnan(r[2]).all()


@pytest.mark.parametrize("missing", [0, 0.1])
@pytest.mark.parametrize(
    ("kind", "peer"),
    [
        ("pearson", scipy.stats.pearsonr),
        ("spearman", scipy.stats.spearmanr),
        ("kendall", lambda a, b: scipy.stats.kendalltau(a, b, method="asymptotic")),
    ],
)
def test_scipy(kind, peer, missing):
    random = np.random.default_rng(0)
    x = random.normal(size=(50, 5))
    x[:, 1] += x[:, 0]
    x[:, 2] = np.round(x[:, 2])  # many ties
    x[random.random(x.shape) < missing] = NAN
    r, n, p = correlation_test(x, kind)
    for a in range(5):
        for b in range(a):
            both = ~np.isnan(x[:, [a, b]]).any(axis=1)
            expected = peer(x[both, a], x[both, b])
            assert n[a, b] == both.sum()
            assert r[a, b] == pytest.approx(expected.statistic, abs=1e-12)
            assert p[a, b] == pytest.approx(expected.pvalue, abs=1e-10)


@pytest.fixture
def edition():
    random = np.random.default_rng(4)
    x = random.random((30, 5))
    x[:, 1] = -x[:, 0] + 0.01 * x[:, 1]  # a strong negative pair in one pillar
    x[:, 3] = x[:, 2] + 0.01 * x[:, 3]  # a strong positive pair across pillars
    x[:, 2] += x[:, 0]
    x[:, 3] += x[:, 0]
    return build(index_of(x, pillars=[3, 2]))


def test_levels_and_relations(edition):
    frame = correlations(edition)
    assert frame.height == 8 * 7 // 2  # five indicators, two pillars, the index
    relation = {(a, b): kind for a, b, kind in frame.select("a", "b", "relation").iter_rows()}
    assert relation["i0", "i1"] == "siblings"
    assert relation["i0", "i3"] == "other"
    assert relation["i0", "p0"] == "parent"
    assert relation["i0", "p1"] == "other"
    assert relation["i0", "made-up"] == "ancestor"
    assert relation["p0", "p1"] == "siblings"
    row = frame.row(by_predicate=(pl.col("a") == "i3") & (pl.col("b") == "p1"), named=True)
    assert (row["a_level"], row["b_level"], row["n"]) == (2, 1, 30)
    assert row["r"] == pytest.approx(np.corrcoef(edition.normalised("i3"), edition.aggregated("p1"))[0, 1])


def test_collinear_pairs_of_either_sign(edition):
    pairs = collinear_pairs(edition)
    assert {(a, b) for a, b in pairs.select("a", "b").iter_rows()} == {("i0", "i1"), ("i2", "i3")}
    by_pair = {a: (r, relation) for a, r, relation in pairs.select("a", "r", "relation").iter_rows()}
    assert by_pair["i0"][0] < -0.99
    assert by_pair["i2"][0] > 0.99
    assert by_pair["i0"][1] == "siblings"
    assert by_pair["i2"][1] == "other"
    assert collinear_pairs(edition, threshold=0.99999).is_empty()


def test_what_points_against_its_pillar(edition):
    (row,) = against_their_pillar(edition).rows(named=True)
    assert (row["code"], row["parent"]) == ("i1", "p0")
    assert row["r"] == pytest.approx(np.corrcoef(edition.normalised("i1"), edition.aggregated("p0"))[0, 1])
    assert row["r"] < 0
