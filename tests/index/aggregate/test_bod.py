"""Benefit of the doubt: small programmes by hand, larger ones against scipy's solver one by one."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError
from scipy.optimize import linprog

from quheng.errors import MethodError
from quheng.index.aggregate import benefit_of_the_doubt
from tests.index.aggregate.node import NAN, aggregate, rule_of


def one_by_one(x: np.ndarray, shares=None, at="best") -> np.ndarray:
    """Solve each unit's programme by itself, in the form of the definition."""
    scores = []
    for own in x:
        rows, limits = list(x), [1.0] * len(x)
        if shares:
            reference = x.max(axis=0) if at == "best" else own
            single = np.diag(reference)
            rows += [*(shares[0] * reference - single), *(single - shares[1] * reference)]
            limits += [0.0] * (2 * own.size)
        scores.append(-linprog(-own, A_ub=np.array(rows), b_ub=limits, method="highs").fun)
    return np.array(scores)


def test_free_weights():
    # A is best in the first and B in the second; C on the line between them; D half as far out as C
    # E (1, 4): with w = (0, 1/8) it has 4/8, with w = (1/8, 1/8), where A and B have 1, 5/8
    found = aggregate("bod", [[8, 0], [0, 8], [4, 4], [2, 2], [1, 4]])
    np.testing.assert_allclose(found, [1, 1, 1, 0.5, 5 / 8])


def test_shares_at_the_best_values():
    # shares fixed at 1/2 each make it the mean (8 + 2)/16, (0 + 8)/16 ..., divided by that of the best unit
    found = aggregate({"by": "bod", "shares": ["1/2", "1/2"]}, [[8, 2], [0, 8], [4, 4]])
    np.testing.assert_allclose(found, [1, 8 / 10, 8 / 10])


def test_shares_at_the_own_values():
    # C (4, 4): half of its score from each child means w = (a, a): A has 10 a = 1, so C 8/10
    # B (2, 8): 2 w1 = 8 w2 makes w = (4 a, a): A has 34 a = 1, B 16/34; A likewise against B
    found = aggregate({"by": "bod", "shares": [0.5, 0.5], "at": "own"}, [[8, 2], [2, 8], [4, 4]])
    np.testing.assert_allclose(found, [16 / 34, 16 / 34, 8 / 10])


def test_a_missing_child_earns_nothing_and_is_not_held_against_others():
    # C has the first child alone: 4 of the 8 that A has; B is the best of those with the second
    np.testing.assert_allclose(aggregate("bod", [[8, 1], [1, 8], [4, NAN]]), [1, 1, 0.5])


def test_shares_of_a_unit_that_misses_a_child():
    # three children at a third each; C has two of them, so a half each: (4 + 2)/2 of (8 + 8)/2
    x = [[8, 8, 8], [4, 4, 8], [4, 2, NAN]]
    found = aggregate({"by": "bod", "shares": ["1/3", "1/3"]}, x)
    np.testing.assert_allclose(found, [1, 16 / 24, 6 / 16])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("shares", "at"), [(None, "best"), ((0.1, 0.5), "best"), ((0.1, 0.5), "own"), ((0.0, 0.3), "own")]
)
def test_the_same_scores_as_solving_each_programme_by_itself(seed, shares, at):
    rng = np.random.default_rng(seed)
    common = rng.random((60, 1))
    x = 0.01 + (0.6 * common + 0.4 * rng.random((60, 5))) * [1, 100, 1e-3, 7, 1]
    np.testing.assert_allclose(benefit_of_the_doubt(x, shares, at), one_by_one(x, shares, at), atol=1e-6)


def test_the_solver_is_silent(capfd):
    aggregate("bod", [[8, 0], [0, 8]])
    assert capfd.readouterr() == ("", "")


def test_negative_children_are_refused():
    with pytest.raises(MethodError, match=r"1 is negative \(the least is -4\)"):
        aggregate("bod", [[8, -4], [0, 8]])


def test_a_share_of_nothing_is_refused():
    with pytest.raises(MethodError, match="1 is zero or less"):
        aggregate({"by": "bod", "shares": [0.1, 0.9], "at": "own"}, [[8, 0], [1, 8]])


@pytest.mark.parametrize("shares", [[0.6, 0.9], [0.1, 0.4]])
def test_shares_that_cannot_sum_to_one_are_refused(shares):
    with pytest.raises(MethodError, match="shares of 2 children"):
        aggregate({"by": "bod", "shares": shares}, [[8, 1], [1, 8]])


def test_bounds_out_of_order_are_refused():
    with pytest.raises(ValidationError, match="low <= high"):
        rule_of({"by": "bod", "shares": [0.5, 0.1]})
