"""Uncertain weights: where they lie, and how often."""

from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import DeclarationError
from quheng.index import build
from quheng.index.uncertain import Vary
from quheng.robustness import uncertainty
from quheng.robustness.draws import Draws
from quheng.robustness.plan import plan_study
from quheng.robustness.streams import uniforms
from tests.indices import index_of

N = 40_000


def drawn(uncertain, pillars=(3, 2), **options):
    """Draw the weights of each node of an index with pillars of three and two indicators."""
    x = np.random.default_rng(0).random((6, sum(pillars)))
    edition = build(index_of(x, pillars=list(pillars), **options))
    plan = plan_study(edition, Vary.model_validate({"weights": uncertain}), 5)
    draws = Draws.of(plan, uniforms(5, range(N), plan.dimensions))
    return dict(zip((node.code for node in plan.tree.nodes), draws.weights, strict=True))


@pytest.mark.parametrize(
    "weights",
    [
        {"noise": 0.5},
        "simplex",
        {"by": "simplex", "least": 0.1, "order": {"p0": ["i2", "i0", "i1"]}},
        {"by": "dirichlet", "concentration": 20},
        {
            "by": "experts",
            "experts": [{"title": "one", "weights": {"p0": 3}}, {"title": "two", "weights": {}}],
        },
    ],
)
def test_weights_of_each_node_sum_to_one(weights):
    for own in drawn(weights).values():
        np.testing.assert_allclose(own.sum(axis=1), 1)
        assert (own >= 0).all()


def test_noise_stays_within_its_bounds():
    # before they are made to sum to one, weights are within 1/2 of 1/3: ratios at most 3
    own = drawn({"noise": 0.5})["p0"]
    assert (own.max(axis=1) / own.min(axis=1)).max() <= 3
    np.testing.assert_allclose(own.mean(axis=0), 1 / 3, atol=0.005)


def test_the_simplex_is_filled_evenly():
    # uniform on the simplex of three: each weight has mean 1/3, variance (1/3)(2/3)/4, and P(w > 1/2) = 1/4
    own = drawn("simplex")["p0"]
    np.testing.assert_allclose(own.mean(axis=0), 1 / 3, atol=0.005)
    np.testing.assert_allclose(own.var(axis=0), 2 / 36, atol=0.001)
    np.testing.assert_allclose((own > 0.5).mean(axis=0), 0.25, atol=0.01)


def test_an_order_of_weights_is_kept():
    # the means of the ordered uniform weights of three are (1 + 1/2 + 1/3)/3, (1/2 + 1/3)/3 and (1/3)/3
    own = drawn({"by": "simplex", "order": {"p0": ["i2", "i0", "i1"]}})["p0"]
    assert (own[:, 2] >= own[:, 0]).all()
    assert (own[:, 0] >= own[:, 1]).all()
    np.testing.assert_allclose(own.mean(axis=0), [5 / 18, 2 / 18, 11 / 18], atol=0.005)


def test_a_least_weight_is_kept():
    own = drawn({"by": "simplex", "least": 0.2})["p0"]
    assert own.min() >= 0.2
    np.testing.assert_allclose(own.mean(axis=0), 1 / 3, atol=0.005)


def test_dirichlet_weights_have_the_nominal_mean_and_the_stated_variance():
    own = drawn({"by": "dirichlet", "concentration": 9}, weights=[1, 2, 3, 1, 1])["p0"]
    mean = np.array([1, 2, 3]) / 6
    np.testing.assert_allclose(own.mean(axis=0), mean, atol=0.005)
    np.testing.assert_allclose(own.var(axis=0), mean * (1 - mean) / 10, atol=0.001)


def test_an_expert_is_chosen_for_the_whole_index():
    one = {"title": "one", "weights": {"p0": 3, "p1": 1, "i3": 1, "i4": 4}}
    two = {"title": "two", "weights": {"p0": 1, "p1": 3, "i3": 1, "i4": 1}}
    own = drawn({"by": "experts", "experts": [one, two]})
    first = own["p1"][:, 0] == 0.2
    np.testing.assert_allclose(own["made-up"][first], [[0.75, 0.25]] * first.sum())
    np.testing.assert_allclose(own["made-up"][~first], [[0.25, 0.75]] * (~first).sum())
    assert first.mean() == pytest.approx(0.5, abs=0.01)


def test_acceptabilities_of_two_units_by_three_criteria_are_areas():
    # u0 leads where w0 > w1 + 3 w2: on the edge of w0 and w1 from w0 = 1 down to 1/2, on that of w0 and w2
    # down to 3/4. This cuts off half of one side of the triangle of weights and a quarter of another: 1/8
    x = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 3.0]])
    posts = {"normalise": "goalposts", "goalposts": [(0, 3)] * 3}
    vary = {"replicates": N, "vary": {"weights": "simplex"}}
    acceptability = uncertainty(build(index_of(x, robustness=vary, **posts))).histogram / N
    np.testing.assert_allclose(acceptability, [[1 / 8, 7 / 8], [7 / 8, 1 / 8]], atol=0.01)


def test_acceptabilities_of_three_units_by_two_criteria_are_lengths():
    # u0 = (1, 0), u1 = (0.4, 0.4), u2 = (0, 1); w uniform: u0 first where w > 0.4 and w > 1/2, u1 never first
    # against the better of the two, since max(w, 1 - w) >= 1/2 > 0.4
    x = np.array([[1.0, 0.0], [0.4, 0.4], [0.0, 1.0]])
    vary = {"replicates": N, "vary": {"weights": "simplex"}}
    edition = build(index_of(x, normalise="goalposts", goalposts=[(0, 1)] * 2, robustness=vary))
    acceptability = uncertainty(edition).histogram / N
    # u1 is second where min(w, 1 - w) < 0.4, that is in 0.8 of the weightings, and third in 0.2
    expected = [[0.5, 0.1, 0.4], [0, 0.8, 0.2], [0.5, 0.1, 0.4]]
    np.testing.assert_allclose(acceptability, expected, atol=0.01)


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"by": "simplex", "order": {"zzz": ["i0"]}}, "zzz"),
        ({"by": "simplex", "order": {"p0": ["i4"]}}, "i4"),
        ({"by": "simplex", "least": 0.4}, "1/3"),
        ({"by": "experts", "experts": [{"title": "one", "weights": {"zzz": 1}}]}, "zzz"),
    ],
)
def test_a_rule_that_does_not_fit_the_framework(weights, words):
    with pytest.raises(DeclarationError) as caught:
        drawn(weights)
    assert words in str(caught.value)
