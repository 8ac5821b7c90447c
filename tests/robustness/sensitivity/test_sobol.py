"""Sobol' indices: known exactly for three functions and a small index, and equal to the peers'."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from quheng.errors import MethodError
from quheng.robustness.sensitivity import sobol, sobol_indices
from quheng.robustness.sensitivity.design import Design
from quheng.robustness.sensitivity.measure import resamples
from quheng.robustness.sensitivity.sobol import indices_of
from tests.robustness.sensitivity.models import (
    G_FIRST,
    G_TOTAL,
    ISHIGAMI_FIRST,
    ISHIGAMI_TOTAL,
    LINEAR,
    columns,
    g_function,
    inside,
    ishigami,
    linear,
)

ORACLES = [
    pytest.param(ishigami, ISHIGAMI_FIRST, ISHIGAMI_TOTAL, id="ishigami"),
    pytest.param(linear, LINEAR, LINEAR, id="linear"),
    pytest.param(g_function, G_FIRST, G_TOTAL, id="g-function"),
]


def test_the_published_indices_of_the_ishigami_function():
    # Saltelli et al. (2008), Global Sensitivity Analysis: The Primer, p. 183: .314 .442 0; .557 - .244
    np.testing.assert_allclose(ISHIGAMI_FIRST, [0.3139, 0.4424, 0.0], atol=5e-5)
    np.testing.assert_allclose(ISHIGAMI_TOTAL, [0.5576, 0.4424, 0.2437], atol=5e-5)


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize(("model", "first", "total"), ORACLES)
def test_the_exact_indices_lie_in_the_bootstrap_intervals(model, first, total, seed):
    found = sobol_indices(model, columns(len(first)), len(first), n=2048, seed=seed, level=0.95)
    assert inside(found["first"], first).all()
    assert inside(found["total"], total).all()
    np.testing.assert_allclose(found["first"].estimate[:, 0], first, atol=0.02)
    np.testing.assert_allclose(found["total"].estimate[:, 0], total, atol=0.02)


def test_intervals_cover_as_often_as_they_say():
    # independent rows, where nine of ten intervals should cover: the sd of a share of 300 is 0.017
    covered = []
    for seed in range(300):
        a, b = np.random.default_rng(seed).random((2, 256, 4))
        design = Design(a, b)
        mixed = [linear(design.mixed([column])) for column in range(4)]
        found = indices_of(linear(a), linear(b), mixed, resamples(256, 200, seed), 0.9)
        covered.append([inside(found["first"], LINEAR), inside(found["total"], LINEAR)])
    share = np.mean(covered, axis=0)
    assert (share > 0.83).all(), share
    assert (share < 0.97).all(), share


def test_columns_of_a_group_are_exchanged_together():
    # (u0 + u1) has twice the variance of one term: 1 + 4 of 1 + 4 + 16 + 1/4
    found = sobol_indices(linear, [[0, 1], [2], [3]], 4)
    expected = np.array([5, 16, 0.25]) / 21.25
    assert inside(found["first"], expected).all()
    assert inside(found["total"], expected).all()


def test_a_factor_that_is_not_used_has_no_effect_within_its_interval():
    found = sobol_indices(lambda u: ishigami(u[:, :3]), columns(4), 4)
    for measure in found.values():
        assert measure.low[3, 0] <= 0 <= measure.high[3, 0]
        assert abs(measure.estimate[3, 0]) < 1e-12


def test_the_order_of_the_factors_does_not_matter():
    forth = sobol_indices(g_function, columns(4), 4)
    back = sobol_indices(g_function, columns(4)[::-1], 4)
    for name, measure in forth.items():
        np.testing.assert_array_equal(measure.estimate, back[name].estimate[::-1])
        np.testing.assert_array_equal(measure.high, back[name].high[::-1])


def test_outputs_at_once_are_outputs_one_by_one():
    def many(u):
        return np.concatenate([g_function(u) * k + linear(u) for k in range(150)], axis=1)

    together = sobol_indices(many, columns(4), 4, n=64, bootstrap=20)
    for k in (0, 63, 64, 149):
        alone = sobol_indices(lambda u, k=k: many(u)[:, [k]], columns(4), 4, n=64, bootstrap=20)
        for name, measure in together.items():
            np.testing.assert_allclose(measure.estimate[:, k], alone[name].estimate[:, 0], atol=1e-12)
            np.testing.assert_allclose(measure.low[:, k], alone[name].low[:, 0], atol=1e-12)


def test_all_outputs_together_weigh_by_their_variance():
    # u0 has variance 1/12; 3 u1 nine times that: together 1 to 9
    def model(u):
        return np.stack([u[:, 0], 3 * u[:, 1]], axis=1)

    found = sobol_indices(model, columns(2), 2)
    np.testing.assert_allclose(found["total"].estimate[:, -1], [0.1, 0.9], atol=0.01)
    np.testing.assert_allclose(found["first"].estimate[:, -1], [0.1, 0.9], atol=0.01)


def test_a_large_mean_does_not_drown_the_first_order():
    a, b, *mixed = (g_function(u) for u in np.random.default_rng(0).random((6, 512, 4)))
    plain = indices_of(a, b, mixed, resamples(512, 0, 0), 0.9)
    shifted = indices_of(a + 1e5, b + 1e5, [own + 1e5 for own in mixed], resamples(512, 0, 0), 0.9)
    for name, measure in plain.items():
        np.testing.assert_allclose(shifted[name].estimate, measure.estimate, rtol=1e-8)


def test_an_output_that_does_not_vary_has_no_indices():
    def model(u):
        rounding = np.where(u[:, [0]] > 0.5, 0.3, 0.1 + 0.2)
        return np.concatenate([linear(u), rounding], axis=1)

    found = sobol_indices(model, columns(4), 4, n=64, bootstrap=50)
    for measure in found.values():
        for values in (measure.estimate, measure.low, measure.high):
            assert np.isnan(values[:, 1]).all()
            np.testing.assert_array_equal(values[:, 0], values[:, 2])


def test_scipy_finds_the_same():
    stats = pytest.importorskip("scipy.stats")
    theirs = stats.sobol_indices(
        func=lambda x: ishigami(x.T).T, n=2048, dists=[stats.uniform()] * 3, rng=np.random.default_rng(1)
    )
    ours = sobol_indices(ishigami, columns(3), 3, n=2048, seed=2)
    np.testing.assert_allclose(ours["first"].estimate[:, 0], theirs.first_order.ravel(), atol=0.03)
    np.testing.assert_allclose(ours["total"].estimate[:, 0], theirs.total_order.ravel(), atol=0.03)


def test_salib_finds_the_same_from_the_same_evaluations():
    peer = pytest.importorskip("SALib.analyze.sobol", reason="the peer SALib is not installed")
    design = Design.of(512, 3, 4)
    # SALib takes the rows A, AB_1, ..., AB_d, B of each base point one after the other
    blocks = [design.a, *(design.mixed([column]) for column in range(3)), design.b]
    y = np.stack([ishigami(block)[:, 0] for block in blocks], axis=1).ravel()
    problem = {"num_vars": 3, "names": ["x1", "x2", "x3"], "bounds": [[0, 1]] * 3}
    theirs = peer.analyze(problem, y, calc_second_order=False, seed=1, num_resamples=10)
    ours = sobol_indices(ishigami, columns(3), 3, n=512, seed=4)
    np.testing.assert_allclose(ours["total"].estimate[:, 0], theirs["ST"], rtol=1e-10)
    # theirs is centred at the mean of all blocks and ours at that of A and B
    np.testing.assert_allclose(ours["first"].estimate[:, 0], theirs["S1"], atol=1e-3)


def test_the_indices_of_two_switches_by_hand(made_up):
    vary = {"normalise": ["minmax", "rank"], "index": ["arithmetic", "geometric"]}
    edition = made_up(vary)
    runs = pl.DataFrame({"normalise": [1, 1, 2, 2], "index": [1, 2, 1, 2]})
    ranks = edition.replay(runs, vary).matrix.astype(float).reshape(2, 2, -1)
    # equally likely, so plain averages: Var(E[y|x_i]) over Var(y), and E[Var(y|x_j)] over Var(y)
    whole = ranks.var(axis=(0, 1))
    varies = whole > 0
    first = np.stack([ranks.mean(axis=1).var(axis=0), ranks.mean(axis=0).var(axis=0)])[:, varies]
    total = np.stack([ranks.var(axis=0).mean(axis=0), ranks.var(axis=1).mean(axis=0)])[:, varies]
    found = sobol(edition, n=4096, target="units", bootstrap=0).unit_measures
    np.testing.assert_allclose(found["first"].estimate[:, varies], first / whole[varies], atol=0.06)
    np.testing.assert_allclose(found["total"].estimate[:, varies], total / whole[varies], atol=0.06)
    assert np.isnan(found["total"].estimate[:, ~varies]).all()


def test_the_table_has_a_row_for_each_choice_in_both_languages(made_up):
    found = sobol(made_up(), n=64)
    assert found.table.columns == [
        *("code", "title_zh", "title_en"),
        *("first", "first_low", "first_high", "total", "total_low", "total_high"),
        *("reason_zh", "reason_en"),
    ]
    assert found.table["code"].to_list() == ["weights", "normalise", "pillars", "index", "drop_one"]
    assert found.table["title_zh"][0] == "权重"
    assert found.replicates == 64 * 7
    assert found.table.select(pl.col("total_low") <= pl.col("total")).to_series().all()
    assert found.table["reason_en"].null_count() == 5


def test_the_same_seed_gives_the_same_bits(made_up):
    one, two = (sobol(made_up(), n=64, seed=0, target="units", bootstrap=30) for _ in range(2))
    assert_frame_equal(one.by_unit, two.by_unit, check_exact=True)
    assert_frame_equal(one.table, two.table, check_exact=True)
    other = sobol(made_up(), n=64, seed=1, target="units", bootstrap=30)
    assert (one.table["total"] != other.table["total"]).all()


def test_the_seed_of_the_index_is_the_default(made_up):
    assert_frame_equal(sobol(made_up(), n=32).table, sobol(made_up(), n=32, seed=5).table)


def test_all_units_at_once_are_units_one_by_one(made_up):
    edition = made_up()
    together = sobol(edition, n=128, target="units", bootstrap=40).by_unit
    assert together["unit"].to_list()[::5] == edition.ranks["unit"].to_list()
    for unit in ("u3", "u17"):
        alone = sobol(edition, n=128, target=unit, bootstrap=40).table
        own = together.filter(unit=unit).select(alone.columns)
        assert_frame_equal(own, alone, abs_tol=1e-12)


def test_a_unit_that_never_moves_is_null_with_the_reason(made_up):
    x = np.random.default_rng(0).uniform(1, 2, (12, 7))
    x[4] = 5.0
    found = sobol(made_up(x=x), n=64, target="units", bootstrap=20).by_unit
    best = found.filter(unit="u4")
    assert best.select("first", "total", "total_low").null_count().row(0) == (5, 5, 5)
    assert best["reason_en"].unique().to_list() == [
        "it is the same in every replicate: no variance to explain"
    ]
    assert best["reason_zh"].null_count() == 0
    assert found.filter(pl.col("unit") != "u4")["total"].null_count() == 0


def test_membership_in_the_top(made_up):
    found = sobol(made_up(), n=256, target=("top", 5), bootstrap=0)
    known = found.by_unit.drop_nulls("total")
    assert known["rank"].max() < 25
    assert found.by_unit.filter(pl.col("total").is_null())["reason_en"].null_count() == 0
    assert (known["total"] >= 0).all()


def test_without_a_bootstrap_there_are_no_intervals(made_up):
    table = sobol(made_up(), n=32, bootstrap=0).table
    assert table["total_low"].null_count() == 5
    assert table["total"].null_count() == 0


def test_one_number_has_no_measures_of_units(made_up):
    with pytest.raises(MethodError, match='target="units"'):
        _ = sobol(made_up(), n=16).by_unit


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"n": 1000}, "1024"),
        ({"bootstrap": -1}, "bootstrap"),
        ({"level": 1.0}, "level"),
        ({"weights": "all"}, "weights"),
    ],
)
def test_arguments_that_cannot_be(made_up, options, words):
    with pytest.raises(MethodError, match=words):
        sobol(made_up(), **options)
