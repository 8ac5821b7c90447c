"""What holds for every mean, or for every rule, on any data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.index.aggregate.node import NAN, aggregate

MEANS = [
    "arithmetic",
    "geometric",
    "harmonic",
    "median",
    {"by": "generalised", "power": 0.3},
    {"by": "generalised", "power": -3},
    {"by": "mean_min", "alpha": 0.7, "beta": 0},
]
COMPARISONS = [
    "copeland",
    "topsis",
    "vikor",
    "promethee",
    {"by": "promethee", "preference": "v_shape", "p": 30},
]
RULES = [*MEANS, *COMPARISONS, "sum", "mpi", "kemeny", "bod"]

SMALL = st.tuples(st.integers(2, 7), st.integers(1, 4))
TABLES = SMALL.flatmap(lambda shape: arrays(np.float64, shape, elements=st.integers(1, 100).map(float)))
SPARSE = SMALL.flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.one_of(st.integers(1, 100).map(float), st.just(NAN)))
)


def weights_for(x: np.ndarray) -> np.ndarray:
    w = np.arange(1.0, x.shape[1] + 1)
    return w / w.sum()


def differ(x: np.ndarray) -> bool:
    return bool((x.max(axis=0) > x.min(axis=0)).any())


@pytest.mark.parametrize("rule", MEANS, ids=str)
@given(x=SPARSE)
def test_a_mean_is_between_the_least_and_the_greatest_present_child(rule, x):
    score = aggregate(rule, x, weights_for(x))
    low, high = np.fmin.reduce(x, axis=1), np.fmax.reduce(x, axis=1)
    some = ~np.isnan(low)
    np.testing.assert_array_equal(np.isnan(score), ~some)
    assert (score[some] >= low[some] * (1 - 1e-9)).all()
    assert (score[some] <= high[some] * (1 + 1e-9)).all()


@pytest.mark.parametrize("rule", MEANS, ids=str)
@given(x=TABLES, factor=st.floats(0.01, 100))
def test_a_mean_keeps_to_the_scale_of_its_children(rule, x, factor):
    w = weights_for(x)
    np.testing.assert_allclose(aggregate(rule, factor * x, w), factor * aggregate(rule, x, w), rtol=1e-9)


@given(x=TABLES, lower=st.floats(-20, 20), step=st.floats(0, 20))
def test_the_generalised_mean_rises_with_its_power(x, lower, step):
    w = weights_for(x)
    low, high = ({"by": "generalised", "power": power} for power in (lower, lower + step))
    assert (aggregate(low, x, w) <= aggregate(high, x, w) * (1 + 1e-9)).all()


@given(x=TABLES, power=st.floats(-1e-7, 1e-7))
def test_the_generalised_mean_tends_to_the_geometric_one(x, power):
    w = weights_for(x)
    near = aggregate({"by": "generalised", "power": power}, x, w)
    np.testing.assert_allclose(near, aggregate("geometric", x, w), rtol=1e-5)


@pytest.mark.parametrize("rule", [*MEANS, *COMPARISONS, "sum", "mpi", "bod"], ids=str)
@given(x=TABLES.filter(differ), seed=st.integers(0, 99))
def test_the_order_of_units_and_children_is_of_no_matter(rule, x, seed):
    rng = np.random.default_rng(seed)
    rows, columns, w = rng.permutation(len(x)), rng.permutation(x.shape[1]), weights_for(x)
    moved = aggregate(rule, x[np.ix_(rows, columns)], w[columns])
    np.testing.assert_allclose(moved, aggregate(rule, x, w)[rows], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("rule", [*MEANS, "copeland", "promethee", "sum", "bod"], ids=str)
@given(x=TABLES, unit=st.integers(0, 6), child=st.integers(0, 3), more=st.integers(1, 50))
def test_a_better_child_never_makes_a_unit_worse(rule, x, unit, child, more):
    unit, child = unit % len(x), child % x.shape[1]
    better = x.copy()
    better[unit, child] += more
    w = weights_for(x)
    assert aggregate(rule, better, w)[unit] >= aggregate(rule, x, w)[unit] - 1e-9


# Not "mpi": an uneven rise can cost more than it brings.
@pytest.mark.parametrize("rule", [*MEANS, *COMPARISONS, "sum", "kemeny", "bod"], ids=str)
@given(x=TABLES.filter(differ))
def test_a_unit_better_in_everything_scores_no_less(rule, x):
    score = aggregate(rule, np.vstack([x, x.max(axis=0)]), weights_for(x))
    assert score[-1] >= score.max() - 1e-9


@pytest.mark.parametrize("rule", ["copeland", "kemeny"])
@given(x=TABLES)
def test_only_the_order_counts(rule, x):
    w = weights_for(x)
    np.testing.assert_array_equal(aggregate(rule, np.exp(x / 10), w), aggregate(rule, x, w))


@given(x=TABLES)
def test_flows_and_wins_cancel_out(x):
    for rule in ("copeland", "promethee", {"by": "promethee", "preference": "level", "q": 5, "p": 20}):
        assert aggregate(rule, x, weights_for(x)).sum() == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_child_without_weight_takes_no_part(rule):
    x = np.array([[50.0, 60, 1], [70, 40, NAN], [60, 80, 3]])
    np.testing.assert_allclose(aggregate(rule, x, [0.7, 0.3, 0]), aggregate(rule, x[:, :2], [0.7, 0.3]))


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_unit_without_children_has_no_score_and_leaves_the_others_as_they_are(rule):
    x = np.array([[50.0, 60], [NAN, NAN], [60, 80], [70, 40]])
    found = aggregate(rule, x)
    assert np.isnan(found[1])
    np.testing.assert_allclose(found[[0, 2, 3]], aggregate(rule, x[[0, 2, 3]]))


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_without_any_weight_there_is_no_score(rule):
    np.testing.assert_array_equal(aggregate(rule, [[1, 2], [3, 4]], [0, 0]), [NAN, NAN])
