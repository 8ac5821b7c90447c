"""Laws that hold for every index."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from quheng.index import build
from quheng.index.aggregate import arithmetic, geometric
from quheng.index.rank import competition_ranks
from tests.indices import index_of

finite = st.floats(-1e6, 1e6, allow_nan=False, width=32)


@st.composite
def matrices(draw, elements=finite):
    units, indicators = draw(st.integers(3, 12)), draw(st.integers(1, 6))
    x = draw(arrays(np.float64, (units, indicators), elements=elements))
    spread = np.ptp(x, axis=0) > 1e-3 * (1 + np.abs(x).max(axis=0))
    x[:, ~spread] += np.arange(units)[:, None] * (1 + np.abs(x).max())
    return x


@pytest.mark.parametrize("by", ["minmax", "zscore"])
@given(x=matrices(), factor=st.sampled_from([1e-3, 0.5, 3.0, 1e4]))
@settings(max_examples=30, deadline=None)
def test_scaling_a_measure_changes_nothing(by, x, factor):
    scaled = x.copy()
    scaled[:, 0] *= factor
    one, two = build(index_of(x, normalise=by)), build(index_of(scaled, normalise=by))
    np.testing.assert_allclose(one.score, two.score, rtol=1e-9, atol=1e-9)


@given(x=matrices(), seed=st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_permuting_units_permutes_results(x, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    one, two = build(index_of(x)), build(index_of(x[order]))
    np.testing.assert_allclose(one.score[order], two.score, rtol=1e-12, atol=1e-12)
    assert one.rank[order].tolist() == two.rank.tolist()


@given(x=matrices(), unit=st.integers(0, 2), gain=st.floats(0.01, 1e3))
@settings(max_examples=50, deadline=None)
def test_a_better_value_never_lowers_a_score(x, unit, gain):
    # With fixed goalposts the gain of one unit cannot move the scale of the others.
    posts = [(float(column.min()), float(column.max() + 1)) for column in x.T]
    better = x.copy()
    better[unit, 0] += gain
    one = build(index_of(x, normalise="goalposts", goalposts=posts))
    two = build(index_of(better, normalise="goalposts", goalposts=posts))
    assert two.score[unit] >= one.score[unit] - 1e-12
    others = np.arange(len(x)) != unit
    np.testing.assert_array_equal(one.score[others], two.score[others])


@given(x=matrices(), factor=st.integers(2, 1000))
@settings(max_examples=30, deadline=None)
def test_weights_times_a_constant_change_nothing(x, factor):
    weights = list(range(1, x.shape[1] + 1))
    one = build(index_of(x, weights=weights))
    two = build(index_of(x, weights=[weight * factor for weight in weights]))
    np.testing.assert_array_equal(one.score, two.score)


@given(
    children=arrays(np.float64, (5, 4), elements=st.floats(0, 100)),
    weights=arrays(np.float64, (4,), elements=st.floats(0.1, 10)),
)
def test_means_lie_between_the_least_and_the_greatest_child(children, weights):
    for mean in (arithmetic, geometric):
        scores = mean(children, weights)
        assert np.all(scores >= children.min(axis=1) - 1e-9)
        assert np.all(scores <= children.max(axis=1) + 1e-9)


@given(scores=arrays(np.float64, st.integers(1, 40), elements=st.integers(-5, 5).map(float)))
def test_competition_ranks_count_who_is_better(scores):
    expected = [1 + int(np.count_nonzero(scores > score)) for score in scores]
    assert competition_ranks(scores).tolist() == expected
