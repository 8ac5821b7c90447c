"""Shapley effects: known exactly for three functions, between first and total, summing to one."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from quheng.robustness.sensitivity import shapley, shapley_effects
from tests.robustness.sensitivity.models import (
    G_FIRST,
    G_SHAPLEY,
    G_TOTAL,
    ISHIGAMI_SHAPLEY,
    LINEAR,
    columns,
    g_function,
    inside,
    ishigami,
    linear,
)


def test_the_exact_effects_lie_between_first_and_total_and_sum_to_one():
    assert ((G_FIRST < G_SHAPLEY) & (G_SHAPLEY < G_TOTAL)).all()
    np.testing.assert_allclose(G_SHAPLEY.sum(), 1)


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize(
    ("model", "expected"),
    [
        pytest.param(linear, LINEAR, id="linear"),
        pytest.param(ishigami, ISHIGAMI_SHAPLEY, id="ishigami"),
        pytest.param(g_function, G_SHAPLEY, id="g-function"),
    ],
)
def test_the_exact_effects_lie_in_the_bootstrap_intervals(model, expected, seed):
    found = shapley_effects(model, columns(len(expected)), len(expected), n=4096, seed=seed, level=0.95)
    assert inside(found["shapley"], expected).all()
    np.testing.assert_allclose(found["shapley"].estimate[:, 0], expected, atol=0.03)


def test_effects_sum_to_one_in_every_sample():
    found = shapley_effects(g_function, columns(4), 4, n=8, bootstrap=0)
    np.testing.assert_allclose(found["shapley"].estimate.sum(axis=0), 1)


def test_a_group_shares_as_one():
    found = shapley_effects(linear, [[0, 1], [2], [3]], 4, n=2048)
    assert inside(found["shapley"], np.array([5, 16, 0.25]) / 21.25).all()


def test_a_factor_that_is_not_used_gets_nothing():
    found = shapley_effects(ishigami, columns(4), 4, n=64)["shapley"]
    np.testing.assert_allclose([found.estimate[3], found.low[3], found.high[3]], 0, atol=1e-12)


def test_salib_finds_the_same():
    peer = pytest.importorskip("SALib.analyze.shapley", reason="the peer SALib is not installed")
    sampler = pytest.importorskip("SALib.sample.shapley")
    problem = {"num_vars": 3, "names": ["x1", "x2", "x3"], "bounds": [[0, 1]] * 3}
    x = sampler.sample(problem, 4096, seed=1)
    theirs = peer.analyze(problem, x, ishigami(x)[:, 0])
    ours = shapley_effects(ishigami, columns(3), 3, n=4096)["shapley"].estimate[:, 0]
    np.testing.assert_allclose(ours, theirs["shapley_normalized"], atol=0.05)


def test_an_output_that_does_not_vary_has_no_effects():
    found = shapley_effects(lambda u: np.ones((len(u), 1)), columns(2), 2, n=16)
    assert np.isnan(found["shapley"].estimate).all()


def test_the_effects_of_an_index(made_up):
    found = shapley(made_up(), n=64, target="units", bootstrap=20)
    np.testing.assert_allclose(found.table["shapley"].sum(), 1)
    assert found.replicates == 64 * 6
    sums = found.by_unit.drop_nulls("shapley").group_by("unit").agg(pl.col("shapley").sum())["shapley"]
    np.testing.assert_allclose(sums, 1)
    assert_frame_equal(found.table, shapley(made_up(), n=64, target="units", bootstrap=20).table)
