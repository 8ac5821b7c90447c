from __future__ import annotations

import numpy as np
import pytest

import quheng
from quheng.index import build
from quheng.index.statistics.importance import correlation_ratio
from quheng.index.statistics.spline import penalised_spline
from tests.indices import index_of

NAN = np.nan


def test_a_straight_line_is_all_of_it():
    x = np.arange(20.0)
    assert correlation_ratio(x, 3 - 2 * x) == pytest.approx(1)


def test_on_a_line_with_noise_it_is_near_the_square_of_the_correlation():
    random = np.random.default_rng(0)
    x = random.normal(size=900)
    y = x + random.normal(size=900)
    assert correlation_ratio(x, y) == pytest.approx(np.corrcoef(x, y)[0, 1] ** 2, abs=0.02)


def test_a_curve_counts_where_the_correlation_is_nothing():
    # x evenly over [-1, 1], y = x² + e: V(x²) = 1/5 - 1/9 = 4/45 and V(e) = 0.01 -> 0.899
    random = np.random.default_rng(1)
    x = np.linspace(-1, 1, 2001)
    y = x**2 + 0.1 * random.normal(size=x.size)
    assert np.corrcoef(x, y)[0, 1] ** 2 < 0.01
    assert correlation_ratio(x, y) == pytest.approx((4 / 45) / (4 / 45 + 0.01), abs=0.01)


def test_nothing_to_say():
    random = np.random.default_rng(2)
    assert correlation_ratio(random.normal(size=900), random.normal(size=900)) < 0.02


def test_ishigami():
    # first-order indices of sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1 over (-π, π)³ (Ishigami and Homma 1990)
    x = np.random.default_rng(3).uniform(-np.pi, np.pi, (20_000, 3))
    y = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    found = [correlation_ratio(column, y) for column in x.T]
    assert found == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)


def test_where_it_is_not_defined():
    assert np.isnan(correlation_ratio(np.ones(9), np.arange(9.0)))
    assert np.isnan(correlation_ratio(np.array([1, 2, 3, NAN]), np.array([1, 2, 3, 4.0])))


def test_penalised_least_squares_by_brute_force():
    """The fit is that of the normal equations with the same knots, at the best of the same penalties."""
    random = np.random.default_rng(4)
    x = np.sort(random.random(24))
    y = np.sin(5 * x) + 0.1 * random.normal(size=24)
    t = (x - x[0]) / (x[-1] - x[0])
    knots = np.quantile(t, np.arange(1, 7) / 7)
    design = np.column_stack([np.ones(24), t, np.maximum(t[:, None] - knots, 0)])
    line, bends = design[:, :2], design[:, 2:]
    net = bends - line @ np.linalg.lstsq(line, bends, rcond=None)[0]
    scale = np.mean(np.linalg.svd(net, compute_uv=False) ** 2)
    fits = []
    for penalty in scale * np.logspace(-6, 6, 61):
        hat = design @ np.linalg.solve(
            design.T @ design + penalty * np.diag([0, 0, 1, 1, 1, 1, 1, 1]), design.T
        )
        rss = np.sum((y - hat @ y) ** 2)
        fits.append((24 * rss / (24 - np.trace(hat)) ** 2, hat @ y))
    np.testing.assert_allclose(penalised_spline(x, y), min(fits, key=lambda fit: fit[0])[1], atol=1e-8)


def test_of_an_edition(make_folder):
    edition = quheng.open(make_folder()).build()
    frame = edition.importance
    assert frame.columns == ["code", "title_zh", "title_en", "weight", "pearson", "r2", "correlation_ratio"]
    assert frame["code"].to_list() == ["a", "b", "c", "d", "p1", "p2"]
    assert frame["weight"].to_list() == [0.25, 0.25, 0.25, 0.25, 0.5, 0.5]
    # pillar 2 against the index: see tests/index/test_by_hand.py for both
    p2 = [0, 125 / 3, 275 / 6, 100, 81.25]
    index = [0, np.sqrt(2187.5), np.sqrt(55 * 275 / 6), np.sqrt(5750), np.sqrt(4062.5)]
    r = np.corrcoef(p2, index)[0, 1]
    assert frame["pearson"][5] == pytest.approx(r)
    assert frame["r2"][5] == pytest.approx(r**2)


def test_equal_weights_are_not_equal_importance():
    random = np.random.default_rng(5)
    common = random.random(300)
    x = np.stack([common, common + 0.1 * random.random(300), random.random(300)], axis=1)
    frame = build(index_of(x)).importance
    assert frame["weight"][0] == frame["weight"][2]
    assert frame["correlation_ratio"][0] > 2 * frame["correlation_ratio"][2]
