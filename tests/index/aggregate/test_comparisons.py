"""Rules that compare units with one another, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from quheng.errors import MethodError
from quheng.index.aggregate import outranking
from tests.index.aggregate.node import NAN, aggregate, rule_of


def test_outranking():
    # children weigh 1/2, 1/4, 1/4; A beats B in the first, ties in the second, loses in the third
    found = outranking(np.array([[3.0, 1, 1], [2, 1, 5]]), np.array([2.0, 1, 1]))
    np.testing.assert_allclose(found, [[0, 1 / 2 + 1 / 8], [1 / 8 + 1 / 4, 0]])


def test_outranking_compares_what_both_have():
    # only the first child is common: all of the weight is its; C has nothing in common with A
    found = outranking(np.array([[3.0, 1, NAN], [2, NAN, 5], [NAN, NAN, 1]]), np.array([2.0, 1, 1]))
    np.testing.assert_allclose(found, [[0, 1, 0.5], [0, 0, 1], [0.5, 0, 0]])


def test_outranking_of_many_children_and_units():
    # more than a byte of children and a block of rows, against the definition
    rng = np.random.default_rng(5)
    x, w = rng.integers(0, 5, (70, 19)).astype(float), rng.random(19)
    better, equal = x[:, None, :] > x[None, :, :], x[:, None, :] == x[None, :, :]
    expected = (better @ w + equal @ w / 2) / w.sum()
    np.fill_diagonal(expected, 0)
    np.testing.assert_allclose(outranking(x, w), expected)


def test_copeland():
    # A > B in two of three, A > C in two, B > C in two: 2 - 0, 1 - 1, 0 - 2
    np.testing.assert_array_equal(aggregate("copeland", [[3, 3, 1], [2, 2, 2], [1, 1, 3]]), [2, 0, -2])


def test_copeland_ties_count_for_neither():
    # .1 + .2 against .3, which as doubles are not equal: a tie all the same
    np.testing.assert_array_equal(aggregate("copeland", [[2, 2, 1], [1, 1, 2]], [0.1, 0.2, 0.3]), [0, 0])


def test_topsis():
    # best (4, 3), worst (0, 0), equal weights: B is 4 from the worst and 3 from the best
    found = aggregate("topsis", [[4, 3], [4, 0], [0, 0]])
    np.testing.assert_allclose(found, [1, 4 / 7, 0])


def test_topsis_of_a_missing_child():
    # C has the first child alone, all of its weight: 1 from the worst, 3 from the best
    np.testing.assert_allclose(aggregate("topsis", [[4, 3], [0, 0], [1, NAN]])[2], 1 / 4)


def test_topsis_of_equal_units_is_refused():
    with pytest.raises(MethodError, match="TOPSIS cannot score 2 units"):
        aggregate("topsis", [[4, 3], [4, 3]])


def test_vikor():
    # losses w (best - x)/(best - worst): A 0, 1/2; B 1/4, 1/4; C 1/2, 0 of S and R
    # S all 1/2: that term takes no part; R = 1/2, 1/4, 1/2: Q = 1/2 * (1, 0, 1)
    np.testing.assert_allclose(aggregate("vikor", [[4, 0], [2, 2], [0, 4]]), [0.5, 1, 0.5])
    # v = 1/4; A is best in all: S = R = 0; B: 1/2 * 1/2, 1/2 * 1 -> S 3/4, R 1/2; C: S 1/2, R 1/2
    found = aggregate({"by": "vikor", "v": 0.25}, [[4, 4], [2, 0], [0, 4]])
    np.testing.assert_allclose(found, [1, 0, 1 - (0.25 * (2 / 3) + 0.75)])


def test_vikor_ignores_a_constant_child():
    found = aggregate("vikor", [[7, 4], [7, 1], [7, 0]])
    np.testing.assert_allclose(found, [1, 0.25, 0])


def test_promethee_usual():
    # first child: A beats both (1), B 0, C -1; second: C beats both, A and B tie: -1/2, -1/2, 1
    found = aggregate("promethee", [[3, 0], [2, 0], [1, 9]], [0.75, 0.25])
    np.testing.assert_allclose(found, [0.75 - 0.125, -0.125, -0.75 + 0.25])


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # differences: A - B 2, A - C 10, B - C 8
        ({"preference": "u_shape", "q": 2}, [1, 1, -2]),
        ({"preference": "v_shape", "p": 8}, [0.25 + 1, 1 - 0.25, -2]),
        ({"preference": "level", "q": 1, "p": 9}, [0.5 + 1, 0.5 - 0.5, -1.5]),
        ({"preference": "linear", "q": 1, "p": 11}, [0.1 + 0.9, 0.7 - 0.1, -0.9 - 0.7]),
    ],
)
def test_promethee_by_preference(rule, expected):
    found = aggregate({"by": "promethee", **rule}, [[10], [8], [0]])
    np.testing.assert_allclose(found, np.array(expected) / 2)


def test_promethee_of_a_missing_child():
    # first child: A 1, B -1, C has none; second: A 0 (1 above, 1 below), B 1, C -1
    np.testing.assert_allclose(aggregate("promethee", [[5, 2], [4, 3], [NAN, 1]]), [0.5, 0, -1])


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ({"preference": "linear", "q": 5, "p": 5}, "q = 5, p = 5"),
        ({"preference": "v_shape"}, "p = 0"),
        ({"preference": "usual", "q": 5}, "usual does not use q"),
        ({"preference": "v_shape", "q": 1, "p": 5}, "v_shape does not use q"),
    ],
)
def test_promethee_thresholds_that_do_not_fit_are_refused(rule, found):
    with pytest.raises(ValidationError, match=found):
        rule_of({"by": "promethee", **rule})
