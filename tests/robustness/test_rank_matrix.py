"""Ranks of many replicates: equal to the plain rule, ties and signs included."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from quheng.index.rank import competition_ranks
from quheng.robustness.histogram import LARGEST_PACKED, rank_matrix

AWKWARD = [-2.0, -1.0, -1e-15, -0.0, 0.0, 5e-324, 1e-310, 1e-15, 0.1 + 0.2, 0.3, 0.3 + 3e-13, 5.0, 1e12]


@given(
    arrays.arrays(
        np.float64, st.tuples(st.integers(1, 9), st.integers(1, 7)), elements=st.sampled_from(AWKWARD)
    )
)
def test_awkward_scores_rank_as_the_rule(scores):
    np.testing.assert_array_equal(rank_matrix(scores), competition_ranks(scores))


@pytest.mark.parametrize("row", [[0.0, -0.0], [-0.0, 0.0, 0.0], [-0.0, 5e-324, 0.0], [1e-310, 2e-310]])
def test_scores_around_zero_rank_as_the_rule(row):
    np.testing.assert_array_equal(rank_matrix(np.array([row])), competition_ranks(np.array([row])))


@pytest.mark.parametrize("units", [1, 2, 3, 900, LARGEST_PACKED, LARGEST_PACKED + 1])
@pytest.mark.parametrize("decimals", [2, 15])
def test_many_units_rank_as_the_rule(units, decimals):
    scores = np.round(np.random.default_rng(units).normal(size=(40, units)), decimals)
    ranks = rank_matrix(scores)
    np.testing.assert_array_equal(ranks, competition_ranks(scores))
    assert ranks.dtype == np.int16


def test_the_scores_are_left_as_they_are():
    scores = np.random.default_rng(0).random((3, 5))
    before = scores.copy()
    rank_matrix(scores)
    np.testing.assert_array_equal(scores, before)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_score_that_is_not_finite_has_no_rank(bad):
    with pytest.raises(ValueError, match="1 scores are not finite"):
        rank_matrix(np.array([[1.0, bad, 2.0]]))


def test_no_replicates():
    assert rank_matrix(np.empty((0, 5))).shape == (0, 5)
