from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from pydantic import ValidationError

from quheng.index.weigh.pairwise import consistency_ratio, principal_eigenvector
from tests.index.weigh.one_pillar import weigh

X3 = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.5], [0.5, 0.5, 1.0]])


def ahp(*experts: object, **choices: object) -> dict:
    return {"by": "ahp", "experts": list(experts), **choices}


def test_a_consistent_matrix_gives_back_its_weights():
    # 4 : 2 : 1, so a/b = 2, a/c = 4, b/c = 2; whether by code, the other way round or in full
    expected = [4 / 7, 2 / 7, 1 / 7]
    full = [[1, 2, 4], ["1/2", 1, 2], ["1/4", "1/2", 1]]
    for judgements in (
        {"i0": {"i1": 2, "i2": 4}, "i1": {"i2": 2}},
        {"i2": {"i0": "1/4", "i1": "1/2"}, "i1": {"i0": "1/2"}},
        full,
    ):
        np.testing.assert_allclose(weigh(X3, ahp(judgements)), expected, atol=1e-12)


def test_experts_are_aggregated_by_geometric_mean():
    # a/b: sqrt(1 * 4) = 2; a/c: sqrt(2 * 8) = 4; b/c: sqrt(2 * 2) = 2 -> 4 : 2 : 1
    first, second = {"i0": {"i1": 1, "i2": 2}, "i1": {"i2": 2}}, {"i0": {"i1": 4, "i2": 8}, "i1": {"i2": 2}}
    np.testing.assert_allclose(weigh(X3, ahp(first, second)), [4 / 7, 2 / 7, 1 / 7], atol=1e-12)


def test_saatys_choice_of_a_house():
    # Saaty (1987), Mathematical Modelling 9(3-5), Table 1: eight criteria; weights, λ 9.669 and CR as printed
    f = Fraction
    upper = [
        [5, 3, 7, 6, 6, f(1, 3), f(1, 4)],
        [f(1, 3), 5, 3, 3, f(1, 5), f(1, 7)],
        [6, 3, 4, 6, f(1, 5)],
        [f(1, 3), f(1, 4), f(1, 7), f(1, 8)],
        [f(1, 2), f(1, 5), f(1, 6)],
        [f(1, 5), f(1, 6)],
        [f(1, 2)],
    ]
    judgements = {
        f"i{row}": {f"i{row + 1 + step}": str(ratio) for step, ratio in enumerate(ratios)}
        for row, ratios in enumerate(upper)
    }
    x = np.random.default_rng(1).random((12, 8))
    with pytest.raises(ValidationError, match=r"consistency ratio of 0\.169, above 0\.1"):
        weigh(x, ahp(judgements))
    weights = weigh(x, ahp(judgements, consistency=0.2))
    np.testing.assert_allclose(
        weights, [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333], rtol=0, atol=0.0006
    )


def test_the_ratio_of_three_judgements_by_hand():
    # For k = 3, λ = 1 + d^(1/3) + d^(-1/3) with d = a12 a23 / a13 = 2 * 3 / 3 = 2
    matrix = np.array([[1, 2, 3], [1 / 2, 1, 3], [1 / 3, 1 / 3, 1]])
    eigenvalue = 1 + 2 ** (1 / 3) + 2 ** (-1 / 3)
    assert principal_eigenvector(matrix)[1] == pytest.approx(eigenvalue)
    assert consistency_ratio(matrix) == pytest.approx((eigenvalue - 3) / 2 / 0.58)


@pytest.mark.parametrize(
    ("judgements", "message"),
    [
        ({"i0": {"i1": 2, "i2": 4}}, "does not compare i1 with i2"),
        ({"i0": {"i1": 2, "i2": 4}, "i1": {"i2": 2, "i0": 0.33}}, "not reciprocal"),
        ({"i0": {"i1": 2, "i2": 0}, "i1": {"i2": 2}}, "not positive"),
        ({"i0": {"i1": 2, "x": 4}, "i1": {"i2": 2}}, "names x"),
        ([[1, 2], ["1/2", 1]], "that is not 3 × 3"),
        ([[2, 2, 4], ["1/2", 1, 2], ["1/4", "1/2", 1]], "not reciprocal"),
    ],
)
def test_judgements_that_cannot_be_used(judgements, message):
    with pytest.raises(ValidationError, match=f"expert 1 of ahp.*{message}"):
        weigh(X3, ahp(judgements))


def test_two_children_are_always_consistent():
    np.testing.assert_allclose(weigh(X3[:, :2], ahp({"i0": {"i1": 9}})), [0.9, 0.1])
