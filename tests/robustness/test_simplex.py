"""Bounded and ordered weights: uniform on what the bounds leave, whatever its shape."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quheng.errors import DeclarationError, MethodError
from quheng.index import build
from quheng.robustness import uncertainty
from quheng.robustness.sensitivity import sobol
from quheng.robustness.simplex import Cut, within_bounds
from tests.indices import index_of
from tests.robustness.test_weights import drawn

KEYS = np.random.default_rng(0).random(20_000)


def by_rejection(cut, candidates=400_000):
    """Draw from the whole simplex and keep what the bounds allow: slow and obvious."""
    weights = np.random.default_rng(1).dirichlet(np.ones(len(cut.low)), candidates)
    kept = ((weights >= cut.low) & (weights <= cut.high)).all(axis=1)
    kept &= (np.diff(weights[:, list(cut.order)], axis=1) <= 0).all(axis=1)
    return weights[kept]


@pytest.mark.parametrize(
    "cut",
    [
        Cut((0.0,) * 3, (0.4,) * 3),
        Cut((0.0,) * 6, (0.3,) * 6),
        Cut((0.0, 0.1, 0.0, 0.2), (0.3, 0.5, 1.0, 0.6)),
        Cut((0.05,) * 4, (0.5,) * 4, (2, 0, 3)),
        Cut((0.0, 0.1, 0.1, 0.2), (0.3, 0.5, 1.0, 0.6), (3, 1, 0)),
        Cut((0.0, 0.2), (0.6, 0.7)),
    ],
)
def test_weights_are_distributed_as_by_plain_rejection(cut):
    ours, theirs = within_bounds(KEYS, cut), by_rejection(cut)
    assert len(theirs) > 8000
    np.testing.assert_allclose(ours.sum(axis=1), 1)
    np.testing.assert_allclose(ours.mean(axis=0), theirs.mean(axis=0), atol=0.004)
    np.testing.assert_allclose(np.cov(ours.T), np.cov(theirs.T), atol=0.0005)
    for q in (0.05, 0.5, 0.95):
        np.testing.assert_allclose(np.quantile(ours, q, axis=0), np.quantile(theirs, q, axis=0), atol=0.012)


def test_a_triangle_with_cut_corners_by_hand():
    # w1 + w2 + w3 = 1, each at most 1/2, is a triangle again, of a quarter of the area: its weights are
    # 1/2 - v with v uniform on the simplex of sum 1/2, so P(w1 < 1/4) = P(v > 1/4) = (1/2)^2
    own = drawn({"by": "simplex", "most": 0.5})["p0"]
    assert own.max() <= 0.5 + 1e-12
    np.testing.assert_allclose(own.mean(axis=0), 1 / 3, atol=0.003)
    np.testing.assert_allclose(own.var(axis=0), (2 / 36) / 4, atol=0.0005)
    np.testing.assert_allclose((own < 0.25).mean(axis=0), 0.25, atol=0.01)


def test_bounds_of_single_children():
    weights = {"by": "simplex", "least": {"i0": 0.2}, "most": {"p0": 0.6, "i1": 0.3}}
    own = drawn(weights)
    assert own["p0"][:, 0].min() >= 0.2 - 1e-12
    assert own["p0"][:, 1].max() <= 0.3 + 1e-12
    assert own["p0"][:, 2].max() > 0.7
    # the index has two pillars: the weight of p0 is uniform from 0 to 0.6
    assert own["made-up"][:, 0].mean() == pytest.approx(0.3, abs=0.005)
    assert own["made-up"][:, 0].max() <= 0.6 + 1e-12


def test_an_only_child_has_the_weight_one_whatever_the_bounds():
    own = drawn({"by": "simplex", "most": 0.6}, pillars=(1, 2))
    assert (own["p0"] == 1).all()


@given(
    low=st.lists(st.floats(0, 0.3), min_size=2, max_size=6),
    room=st.lists(st.floats(0, 1), min_size=6, max_size=6),
    chain=st.permutations(range(6)),
    length=st.integers(0, 3),
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_drawn_keeps_the_bounds(low, room, chain, length):
    high = [min(1.0, a + b) for a, b in zip(low, room, strict=False)]
    cut = Cut(tuple(low), tuple(high), tuple([c for c in chain if c < len(low)][:length]))
    if not cut.is_possible:
        return
    try:
        weights = within_bounds(KEYS[:50], cut)
    except MethodError:  # the bounds leave too little
        return
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    assert (weights >= np.array(low) - 1e-9).all()
    assert (weights <= np.array(high) + 1e-9).all()
    assert (np.diff(weights[:, list(cut.order)], axis=1) <= 1e-9).all()


def test_a_replicate_draws_the_same_in_any_company():
    cut = Cut((0.0,) * 5, (0.3,) * 5, (0, 1))
    together = within_bounds(KEYS[:300], cut)
    apart = np.concatenate([within_bounds(KEYS[row : row + 1], cut) for row in range(300)])
    np.testing.assert_array_equal(together, apart)


def test_bounds_that_leave_one_weighting():
    np.testing.assert_allclose(within_bounds(KEYS[:3], Cut((0.0,) * 4, (0.25,) * 4)), 0.25)
    np.testing.assert_allclose(within_bounds(KEYS[:3], Cut((0.5, 0.5), (0.9, 0.6), (0, 1))), 0.5)


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"most": 0.3}, "p0: the greatest weights of its children sum to less than one"),
        ({"most": {"i0": 0.2, "i1": 0.2, "i2": 0.2}}, "sum to less than one"),
        (
            {"least": {"p0": 0.7, "p1": 0.4}},
            "made-up: the least weights of its children sum to more than one",
        ),
        ({"least": {"i0": 0.5}, "most": {"i0": 0.4}}, "contradict"),
        # i0 is to weigh no more than i1, and i1 at most 0.2, but i0 at least 0.3
        ({"least": {"i0": 0.3}, "most": {"i1": 0.2}, "order": {"p0": ["i1", "i0"]}}, "contradict"),
        ({"most": {"zzz": 0.5}}, "zzz"),
        ({"least": {"zzz": 0.5}}, "zzz"),
    ],
)
def test_bounds_that_cannot_be_kept(weights, words):
    with pytest.raises(DeclarationError) as caught:
        drawn({"by": "simplex", **weights})
    assert words in str(caught.value)


@pytest.mark.parametrize("bound", [-0.1, 1.5])
def test_bounds_out_of_range(bound):
    with pytest.raises(ValueError, match="most"):
        drawn({"by": "simplex", "most": bound})


def test_bounded_weights_are_one_choice():
    x = np.random.default_rng(0).random((6, 5))
    vary = {"weights": {"by": "simplex", "most": 0.6}, "index": ["arithmetic", "geometric"]}
    edition = build(index_of(x, pillars=[3, 2], robustness={"vary": vary}))
    assert sobol(edition, n=64, bootstrap=0).table["code"].to_list() == ["weights", "index"]
    with pytest.raises(MethodError, match="cannot be told apart"):
        sobol(edition, n=64, weights="each")


def test_workers_do_not_matter():
    x = np.random.default_rng(0).random((9, 5))
    vary = {"weights": {"by": "simplex", "most": {"i0": 0.4}, "order": {"p0": ["i1", "i0"]}}}
    edition = build(index_of(x, pillars=[3, 2], robustness={"replicates": 3000, "vary": vary}))
    np.testing.assert_array_equal(uncertainty(edition).histogram, uncertainty(edition, workers=3).histogram)
