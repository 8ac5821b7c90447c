"""Distributions of scores: against every score kept, and the same whatever the split."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from quheng.errors import MethodError
from quheng.index import build
from quheng.robustness import uncertainty
from quheng.robustness.replicates import blocks
from quheng.robustness.scores import BINS, SPARE, ScoreDistribution, ScoreSums, Span
from tests.indices import index_of


def made_up(replicates=3000, seed=0, **options):
    x = np.random.default_rng(2).random((12, 5))
    vary = {"weights": {"noise": 0.5}, "normalise": ["minmax", "rank"], "drop_one": "pillars"}
    robustness = {"replicates": replicates, "seed": seed, "vary": vary}
    return build(index_of(x, pillars=[2, 2, 1], robustness=robustness, **options))


def kept(study):
    """Keep every score of a study: what it does not do itself."""
    return np.concatenate([study.redrawn.scores(block) for block in blocks(study.replicates)])


def test_means_deviations_and_quantiles_are_those_of_all_scores():
    study = uncertainty(made_up())
    scores = kept(study)
    found = study.score_distribution
    np.testing.assert_allclose(found.mean, scores.mean(axis=0), rtol=1e-9)
    np.testing.assert_allclose(found.sd, scores.std(axis=0), rtol=1e-6)
    span = np.ptp(scores, axis=0) * (1 + 2 * SPARE) * 1.2
    for q in (0.05, 0.5, 0.95):
        distance = np.abs(study.score_quantile(q) - np.quantile(scores, q, axis=0))
        assert (distance <= span / BINS).all()
    np.testing.assert_array_equal(study.score_quantile(0), scores.min(axis=0))
    np.testing.assert_array_equal(study.score_quantile(1), scores.max(axis=0))


def test_a_distribution_by_hand():
    # one indicator against another, weights uniform on the simplex: scores are uniform from 0 to 100
    robustness = {"replicates": 40_000, "vary": {"weights": "simplex"}}
    edition = build(index_of(np.array([[1.0, 0.0], [0.0, 1.0]]), robustness=robustness))
    study = uncertainty(edition)
    table = study.scores.sort("unit")
    np.testing.assert_allclose(table["mean"], 50, atol=0.6)  # sd of the mean 28.9 / 200 = 0.14
    np.testing.assert_allclose(table["sd"], 100 / np.sqrt(12), rtol=0.01)
    low, median, high = study.score_intervals(0.8).sort("unit").select("low", "median", "high").row(0)
    np.testing.assert_allclose([low, median, high], [10, 50, 90], atol=1)


def test_a_score_that_never_changes_has_no_spread():
    x = np.array([[1.0, 1.0], [0.0, 0.0], [0.5, 0.2]])
    edition = build(index_of(x, robustness={"replicates": 50, "vary": {"weights": {"noise": 0.5}}}))
    table = uncertainty(edition).scores
    best = table.filter(unit="u0").row(0, named=True)
    assert best["mean"] == pytest.approx(100)
    assert best["sd"] == pytest.approx(0, abs=1e-4)
    assert best["score_p05"] == pytest.approx(100)
    assert best["score_p95"] == pytest.approx(100)


@given(
    scores=arrays.arrays(np.float64, (40, 3), elements=st.integers(-(10**6), 10**6).map(float)),
    cuts=st.lists(st.integers(1, 39), max_size=4),
    order=st.randoms(),
)
@settings(max_examples=60, deadline=None)
def test_parts_add_up_to_the_same_histogram_in_any_order(scores, cuts, order):
    span = Span.of(scores[:10])
    parts = [ScoreSums.of(part, span) for part in np.split(scores, sorted(set(cuts)))]
    one = sum(parts[1:], parts[0])
    order.shuffle(parts)
    other = sum(parts[1:], parts[0])
    for name in ("histogram", "total", "squares", "least", "greatest"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    assert one.replicates == 40
    assert (one.histogram.sum(axis=1) == 40).all()
    found = ScoreDistribution(span, one)
    np.testing.assert_allclose(found.mean, scores.mean(axis=0), rtol=1e-6, atol=1e-6 * span.width.max())


def test_workers_do_not_matter():
    one, two = (uncertainty(made_up(), workers=workers).score_distribution.sums for workers in (1, 2))
    for name in ("histogram", "total", "squares", "least", "greatest"):
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name))


def test_scores_are_not_rounded_where_ranks_are():
    study = uncertainty(made_up(200, rank={"decimals": 0}))
    assert not np.allclose(study.score_quantile(0.5), np.round(study.score_quantile(0.5)))


def test_the_scores_of_a_replay_are_those_of_its_runs():
    import polars as pl

    import quheng.robustness as robustness
    from quheng.index.uncertain import Vary

    edition = made_up()
    vary = Vary.model_validate({"index": ["arithmetic", "median"]})
    study = robustness.replay(edition, vary, pl.DataFrame({"index": [1, 1, 1, 1]})).study
    np.testing.assert_allclose(study.score_distribution.mean, edition.score)


@pytest.mark.parametrize("ask", [lambda s: s.score_quantile(-0.1), lambda s: s.score_intervals(0)])
def test_questions_out_of_range(ask):
    with pytest.raises(MethodError, match="out of range"):
        ask(uncertainty(made_up(20)))
