"""Condorcet-Kemeny against hand-made profiles and against the enumeration of every order."""

from __future__ import annotations

from itertools import pairwise, permutations

import numpy as np
import pytest

from quheng.index.aggregate import kemeny_order, outranking
from quheng.index.aggregate.kemeny import EXACT_UNITS
from tests.index.aggregate.node import NAN, aggregate


def support_of(order, o: np.ndarray) -> float:
    return sum(o[a, b] for place, a in enumerate(order) for b in order[place + 1 :])


def test_a_circle_is_broken_where_it_is_weakest():
    # the children say A B C (.4), B C A (.3) and C A B (.3): A over B .7, B over C .7, C over A .6
    # A B C agrees with .7 + .7 + .4 = 1.8, B C A with .7 + .6 + .3 = 1.6, C A B with .6 + .7 + .3 = 1.6
    x = [[3, 1, 2], [2, 3, 1], [1, 2, 3]]
    found = kemeny_order(np.array(x, dtype=float), np.array([0.4, 0.3, 0.3]))
    np.testing.assert_array_equal(found.score, [2, 1, 0])
    assert found.support == pytest.approx(1.8)
    assert found.bound == pytest.approx(0.7 + 0.7 + 0.6)
    assert found.exact


@pytest.mark.parametrize("seed", range(12))
def test_no_order_has_more_support(seed):
    rng = np.random.default_rng(seed)
    x, w = rng.integers(0, 4, (6, 4)).astype(float), rng.random(4)
    x[rng.random(x.shape) < 0.1] = NAN
    o = outranking(x, w)
    found = kemeny_order(x, w)
    best = max(support_of(order, o) for order in permutations(range(6)))
    # units that are equal in everything tie, and give a half each way in any order
    assert found.support == pytest.approx(best)
    assert support_of(np.argsort(-found.score, kind="stable"), o) == pytest.approx(best)
    assert found.support <= found.bound + 1e-9


def test_equal_units_share_a_place():
    np.testing.assert_array_equal(aggregate("kemeny", [[5, 5], [9, 9], [5, 5], [1, 1]]), [1, 3, 1, 0])


def test_neighbours_without_a_majority_stand_by_copeland():
    # A and B beat each other in a child; A beats C in both, B only in one: A stands by more wins
    assert np.argmax(aggregate("kemeny", [[3, 2], [1, 3], [2, 1]])) == 0


def test_beyond_what_is_solved_exactly_no_single_move_helps():
    rng = np.random.default_rng(3)
    x, w = rng.random((EXACT_UNITS + 10, 3)), np.array([0.36, 0.33, 0.31])
    found = kemeny_order(x, w)
    assert not found.exact
    order = np.argsort(-found.score)
    o = outranking(x, w)
    assert found.support == pytest.approx(support_of(order, o))
    assert found.support <= found.bound
    assert all(o[a, b] >= o[b, a] - 1e-9 for a, b in pairwise(order))
