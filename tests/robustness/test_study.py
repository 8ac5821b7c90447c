"""Uncertainty studies: reproducible, additive, and equal to ranking every replicate the plain way."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quheng
from quheng.errors import DeclarationError, MethodError
from quheng.index import build
from quheng.index.aggregate import arithmetic, geometric
from quheng.index.rank import competition_ranks
from quheng.index.uncertain import Robustness
from quheng.robustness import uncertainty
from quheng.robustness.draws import Draws
from quheng.robustness.histogram import add_up, rank_cells
from quheng.robustness.plan import plan_study
from quheng.robustness.run import block_histogram
from quheng.robustness.streams import uniforms
from tests.indices import index_of

VARY = {
    "weights": {"noise": 0.25},
    "normalise": ["minmax", "zscore", "rank"],
    "pillars": ["arithmetic", "geometric"],
    "index": ["arithmetic", "geometric"],
    "drop_one": "indicators",
}


def made_up(units=25, missing=0.0, seed=0, replicates=3000, vary=VARY, **options):
    rng = np.random.default_rng(seed)
    x = rng.random((units, 7))
    x[rng.random(x.shape) < missing] = np.nan
    return build(
        index_of(x, pillars=[3, 1, 3], robustness={"replicates": replicates, "vary": vary}, **options)
    )


def plain_histogram(plan, replicates):
    """Rank every replicate by the engine's own kernels, one at a time: slow and obvious."""
    kernels = {"arithmetic": arithmetic, "geometric": geometric}
    units = plan.units
    histogram = np.zeros((units, units), dtype=np.int64)
    draws = Draws.of(plan, uniforms(plan.seed, replicates, plan.dimensions))
    for r in range(len(replicates)):
        scaled = plan.scaled[draws.scaled[r]]
        x = scaled.values.T.copy()
        if scaled.present is not None:
            x[~scaled.present.T] = np.nan
        if draws.dropped[r] >= 0:
            x[:, draws.dropped[r]] = np.nan
        rules = {**plan.pillar_rules[draws.pillars[r]], plan.tree.root.code: plan.index_rules[draws.index[r]]}
        columns = list(x.T)
        for node, own in zip(plan.tree.nodes, draws.weights, strict=True):
            children = np.stack([columns[child] for child in node.children], axis=1)
            columns.append(kernels[rules[node.code].by](children, own[r]))
        histogram[np.arange(units), competition_ranks(columns[-1]) - 1] += 1
    return histogram


@pytest.mark.parametrize("missing", [0.0, 0.2])
@pytest.mark.parametrize("seed", [0, 1])
def test_the_fast_path_ranks_as_the_plain_one(missing, seed):
    edition = made_up(missing=missing, seed=seed)
    plan = plan_study(edition, edition.inputs.declaration.robustness.vary, seed)
    replicates = range(500)
    np.testing.assert_array_equal(block_histogram(plan, replicates), plain_histogram(plan, replicates))


def test_identical_units_tie_in_every_replicate():
    x = np.random.default_rng(3).random((12, 4))
    x[7] = x[2]
    study = uncertainty(build(index_of(x, pillars=[2, 2], robustness={"replicates": 1500, "vary": VARY})))
    np.testing.assert_array_equal(study.histogram[7], study.histogram[2])


@given(
    seed=st.integers(0, 2**64 - 1), start=st.integers(0, 10**6), size=st.integers(1, 50), n=st.integers(1, 9)
)
@settings(max_examples=60, deadline=None)
def test_draws_belong_to_the_replicate_not_to_the_split(seed, start, size, n):
    together = uniforms(seed, range(start, start + size), n)
    apart = [uniforms(seed, range(start + r, start + r + 1), n)[0] for r in range(size)]
    np.testing.assert_array_equal(together, apart)


def test_draws_are_uniform():
    drawn = uniforms(11, range(20_000), 5)
    assert np.abs(drawn.mean(axis=0) - 0.5).max() < 0.01
    assert np.abs(np.corrcoef(drawn.T) - np.eye(5)).max() < 0.03


@pytest.mark.parametrize("replicates", [1, 1023, 1024, 3000])
def test_workers_and_executors_do_not_matter(replicates):
    edition = made_up(replicates=replicates)
    alone = uncertainty(edition).histogram
    np.testing.assert_array_equal(alone, uncertainty(edition, workers=3).histogram)
    with ThreadPoolExecutor(2) as threads:
        np.testing.assert_array_equal(alone, uncertainty(edition, executor=threads).histogram)


def test_other_processes_give_the_same_bits():
    edition = made_up(replicates=3000)
    with ProcessPoolExecutor(2) as processes:
        elsewhere = uncertainty(edition, executor=processes).histogram
    np.testing.assert_array_equal(uncertainty(edition).histogram, elsewhere)


def test_histograms_of_parts_add_up():
    edition = made_up()
    plan = plan_study(edition, edition.inputs.declaration.robustness.vary, 4)
    parts = [block_histogram(plan, range(start, start + 250)) for start in range(0, 1000, 250)]
    np.testing.assert_array_equal(block_histogram(plan, range(1000)), sum(parts))


@given(
    st.lists(
        st.lists(
            st.sampled_from([-2.0, -1.0, -0.0, 0.0, 1e-15, 0.1 + 0.2, 0.3, 5.0, 1e12]), min_size=4, max_size=4
        ),
        min_size=1,
        max_size=12,
    )
)
def test_the_packed_order_ranks_as_the_rule(rows):
    scores = np.array(rows)
    expected = np.zeros((4, 4), dtype=np.int64)
    for row in scores:
        expected[np.arange(4), competition_ranks(row) - 1] += 1
    np.testing.assert_array_equal(add_up(rank_cells(scores), 4), expected)


def test_nothing_varied_gives_the_nominal_rank_always():
    edition = made_up(vary={}, replicates=10)
    study = uncertainty(edition)
    assert study.factors == ()
    np.testing.assert_array_equal(study.rank_quantile(0.05), edition.rank)
    np.testing.assert_array_equal(study.rank_quantile(0.95), edition.rank)


def test_an_interval_by_hand():
    # One indicator of two units against another, weights w and 1 - w with noise: unit 0 wins where w > 1/2.
    edition = build(
        index_of(
            np.array([[1.0, 0.0], [0.0, 1.0]]),
            robustness={"replicates": 20_000, "vary": {"weights": {"noise": 0.5}}},
        )
    )
    study = uncertainty(edition)
    # by symmetry each is first in half of the replicates: sd of the share is sqrt(1/4/20000) = 0.0035
    np.testing.assert_allclose(study.probability_top(1), [0.5, 0.5], atol=0.015)
    assert study.histogram.sum(axis=1).tolist() == [20_000, 20_000]


def test_drop_one_by_hand():
    # u0 is best on i0 alone, u1 on i1 and i2: u0 leads only where i1 or i2 is left out and i0 weighs enough.
    x = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.4], [0.5, 0.5, 1.0]])
    posts = [(0, 1)] * 3
    edition = build(
        index_of(
            x,
            normalise="goalposts",
            goalposts=posts,
            robustness={"replicates": 8000, "vary": {"drop_one": "indicators"}},
        )
    )
    study = uncertainty(edition)
    # none: .333 .467 .667 -> 3 2 1; without i0: 0 .7 .75 -> 3 2 1; without i1: .5 .2 .75 -> 2 3 1;
    # without i2: .5 .5 .5 -> 1 1 1; each in a quarter of the replicates
    expected = np.array([[0.25, 0.25, 0.5], [0.25, 0.5, 0.25], [1.0, 0.0, 0.0]])
    np.testing.assert_allclose(study.histogram / 8000, expected, atol=0.02)


def test_quantiles_are_ranks_that_occurred():
    edition = made_up(replicates=200)
    study = uncertainty(edition)
    for q in (0.0, 0.05, 0.5, 0.95, 1.0):
        ranks = study.rank_quantile(q)
        below = np.array([study.histogram[i, : r - 1].sum() for i, r in enumerate(ranks)])
        upto = np.array([study.histogram[i, :r].sum() for i, r in enumerate(ranks)])
        assert (upto >= q * 200 - 1e-9).all()
        assert (below < np.maximum(1, q * 200 - 1e-9)).all()


def test_summary_joins_the_nominal_ranking(make_folder):
    edition = quheng.open(make_folder()).build()
    study = edition.uncertainty()
    assert study.replicates == 500
    summary = study.summary
    assert summary["unit"].to_list() == edition.ranks["unit"].to_list()
    assert (summary["rank_p05"] <= summary["rank_p50"]).all()
    assert (summary["rank_p50"] <= summary["rank_p95"]).all()
    assert summary["p_top10"].to_list() == [1.0] * 5


def test_replicates_and_seed_can_be_given(make_folder):
    edition = quheng.open(make_folder()).build()
    study = edition.uncertainty(50, seed=0)
    assert (study.replicates, study.seed) == (50, 0)


def test_progress_ends_at_all():
    told = []
    uncertainty(made_up(replicates=2500), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2500, 2500)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_scale_that_turns_negative_under_a_geometric_mean_is_an_error_with_a_count():
    vary = {"normalise": [{"by": "zscore", "mean": 0, "sd": 1}], "index": ["geometric"]}
    with pytest.raises(MethodError, match=r"met \d+ negative values"):
        uncertainty(made_up(vary=vary))


def test_a_bare_zscore_beside_a_geometric_mean_is_moved_to_where_it_is_defined():
    plan = plan_study(made_up(), made_up().inputs.declaration.robustness.vary, 0)
    np.testing.assert_allclose(plan.scaled[1].values.mean(axis=1), 50)


def test_a_unit_that_loses_its_only_indicator_is_an_error_with_a_count():
    x = np.array([[1.0, 2.0, 3.0], [2.0, 1.0, 5.0], [np.nan, np.nan, 4.0]])
    edition = build(index_of(x, robustness={"replicates": 200, "vary": {"drop_one": "indicators"}}))
    with pytest.raises(MethodError, match="1 unit is left without a score"):
        uncertainty(edition)


def test_scores_rounded_for_the_nominal_ranks_are_rounded_in_the_study():
    x = np.array([[1.0], [0.904], [0.896], [0.0]])
    edition = build(index_of(x, normalise={"by": "minmax", "to": [0, 1]}, rank={"decimals": 1}))
    assert edition.rank.tolist() == [1, 2, 2, 4]
    assert uncertainty(edition).rank_quantile(0.5).tolist() == [1, 2, 2, 4]


def test_memory_does_not_grow_with_replicates():
    edition = made_up()
    uncertainty(edition)  # what is allocated once
    peaks = []
    for blocks in (4, 40):
        tracemalloc.start()
        uncertainty(edition, Robustness(replicates=blocks * 1024, seed=1, vary=VARY))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]


@pytest.mark.parametrize("workers", [0, -1])
def test_no_workers(workers):
    with pytest.raises(MethodError, match="workers"):
        uncertainty(made_up(), workers=workers)


@pytest.mark.parametrize(("replicates", "seed"), [(0, None), (-5, None), (10, -1), (10, 2**64)])
def test_numbers_out_of_range(make_folder, replicates, seed):
    with pytest.raises(DeclarationError):
        quheng.open(make_folder()).build().uncertainty(replicates, seed=seed)


@pytest.mark.parametrize(
    "ask", [lambda s: s.rank_quantile(2), lambda s: s.rank_intervals(0), lambda s: s.probability_top(0)]
)
def test_questions_out_of_range(ask):
    with pytest.raises(MethodError, match="out of range"):
        ask(uncertainty(made_up(replicates=20)))
