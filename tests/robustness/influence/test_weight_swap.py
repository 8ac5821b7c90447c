"""Weight swaps: by hand, by a linear programme, and by building the index with the new weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.adjust import adjusted
from quheng.robustness.influence import weight_swap, weight_swaps
from quheng.robustness.influence.least_relative import least_relative
from quheng.robustness.influence.least_total import least_total
from tests.indices import index_of

GEOMETRIC = {"pillars": "arithmetic", "index": "geometric"}


def two_pillars(x, **options):
    x = np.array(x, dtype=float)
    posts = [(0.0, 100.0)] * x.shape[1]
    return index_of(x, normalise="goalposts", goalposts=posts, pillars=[1] * x.shape[1], **options)


def test_two_pillars_by_hand():
    # u0 80, 40 -> 60; u1 30, 70 -> 50. With weights w, 1 - w: 80w + 40(1 - w) = 30w + 70(1 - w) where
    # 50w = 30(1 - w), w = 3/8: a change of 1/8 of one half, a quarter of each weight
    edition = build(two_pillars([[80, 40], [30, 70]]))
    swap = weight_swap(edition, "u0", "u1")
    assert swap.possible
    np.testing.assert_allclose(swap.after, [3 / 8, 5 / 8])
    assert swap.distance == pytest.approx(0.25)
    total = weight_swap(edition, "u0", "u1", norm="total")
    np.testing.assert_allclose(total.after, [3 / 8, 5 / 8])
    assert total.distance == pytest.approx(0.25)  # 1/8 down and 1/8 up
    assert swap.changes.select("code", "change", "relative").rows() == [
        ("p0", pytest.approx(-0.125), pytest.approx(-0.25)),
        ("p1", pytest.approx(0.125), pytest.approx(0.25)),
    ]


def test_the_two_norms_differ_by_hand():
    # gains of u1 over u0: -30, 0, +20 at weights of a third: the gap is 10/3.
    # relative: t (30 + 20)/3 = 10/3, t = 1/5, the middle weight stays: 4/15, 5/15, 6/15
    # total: each unit of weight moved from p0 to p2 closes 50: 10/3/50 = 1/15, twice, the same weights
    edition = build(two_pillars([[60, 50, 40], [30, 50, 60]]))
    np.testing.assert_allclose(weight_swap(edition, "u0", "u1").after, [4 / 15, 5 / 15, 6 / 15])
    assert weight_swap(edition, "u0", "u1").distance == pytest.approx(0.2)
    assert weight_swap(edition, "u0", "u1", norm="total").distance == pytest.approx(2 / 15)
    # gains -30, -30, +50, the gap is 10/3; the median is -30, the mean deviation 80/3, so t = 1/8: p2 rises
    # by an eighth, and the other two, being alike, fall by a sixteenth each
    edition = build(two_pillars([[60, 60, 0], [30, 30, 50]]))
    np.testing.assert_allclose(weight_swap(edition, "u0", "u1").after, [5 / 16, 5 / 16, 6 / 16])


def test_beyond_the_double_weights_fall_to_zero():
    # gains -40, -30, +10 at a third each: at t = 1, half of all weight on p2 and p1 is 2/3 10 - 1/3 30 < 0;
    # the share q of each third: 10/3 - 30 (q - 1/3) = 0, q = 4/9, so p2 has (1/3)/(4/9) = 3/4 and t = 5/4
    edition = build(two_pillars([[90, 90, 50], [50, 60, 60]]))
    swap = weight_swap(edition, "u0", "u1")
    np.testing.assert_allclose(swap.after, [0, 1 / 4, 3 / 4], atol=1e-15)
    assert swap.distance == pytest.approx(5 / 4)


def test_a_dominated_unit_cannot_catch_up():
    edition = build(two_pillars([[80, 70], [30, 60]]))
    for norm in ("relative", "total"):
        swap = weight_swap(edition, "u0", "u1", norm=norm)
        assert not swap.possible
        assert swap.distance is None
        assert swap.changes["after"].null_count() == 2
        with pytest.raises(MethodError, match="no weights let u1 reach u0"):
            swap.weights  # noqa: B018


def test_one_pillar_alike_lets_them_tie():
    edition = build(two_pillars([[80, 60], [30, 60]]))
    np.testing.assert_allclose(weight_swap(edition, "u0", "u1").after, [0, 1])


def test_nothing_needs_to_change_for_a_unit_that_is_not_below():
    edition = build(two_pillars([[80, 40], [30, 70]]))
    swap = weight_swap(edition, "u1", "u0")
    assert swap.distance == 0
    np.testing.assert_array_equal(swap.after, swap.before)


def test_a_geometric_index_by_hand():
    # u0 80, 20 and u1 20, 60: logs differ by ln 4 = 2 ln 2 and ln 3; tie where w 2 ln 2 = (1 - w) ln 3
    edition = build(two_pillars([[80, 20], [20, 60]], aggregate=GEOMETRIC))
    w = np.log(3) / (np.log(3) + 2 * np.log(2))
    np.testing.assert_allclose(weight_swap(edition, "u0", "u1").after, [w, 1 - w])


def test_a_zero_under_a_geometric_mean_must_lose_its_weight():
    # u1 has nothing in p1: only without p1 does it have a score, 90 beside 80
    edition = build(two_pillars([[80, 40], [90, 0]], aggregate=GEOMETRIC))
    for norm, distance in (("relative", 1.0), ("total", 1.0)):
        swap = weight_swap(edition, "u0", "u1", norm=norm)
        np.testing.assert_allclose(swap.after, [1, 0])
        assert swap.distance == pytest.approx(distance)
        again = build(adjusted(edition.inputs, weight=swap.weights))
        assert again.rank.tolist() == [2, 1]


def test_a_weight_that_must_go_may_be_more_than_half():
    # seven tenths must go; what is left, all of it gaining, keeps its proportions: 1 to 2
    new = least_relative(np.array([5.0, 1.0, -np.inf]), np.array([0.1, 0.2, 0.7]), np.zeros(3, dtype=int))
    np.testing.assert_allclose(new, [1 / 3, 2 / 3, 0])


def test_indicators_by_hand():
    # p0 has i0 and i1, p1 has i2 and i3. u0: (80 + 40)/2 = 60, (60 + 40)/2 = 50 -> 55; u1: 50, 50 -> 50.
    # gains of u1 within p0: -30/2, +10/2 (effective half), within p1: -10/2, +10/2; mean deviations
    # (20 + 10/1)/... : p0 (15 + 5)/2 = 10, p1 (5 + 5)/2 = 5; the gap is 5, so t = 5/15 = 1/3
    x = [[80, 40, 60, 40], [50, 50, 50, 50]]
    inputs = index_of(np.array(x, float), normalise="goalposts", goalposts=[(0, 100)] * 4, pillars=[2, 2])
    edition = build(inputs)
    swap = weight_swap(edition, "u0", "u1", level="indicators")
    np.testing.assert_allclose(swap.after, [1 / 3, 2 / 3, 1 / 3, 2 / 3])
    assert swap.distance == pytest.approx(1 / 3)
    # the total norm takes from i0 alone: it closes 15 + 5 = 20 a unit of weight, 5/20 = 1/4 moves, twice
    total = weight_swap(edition, "u0", "u1", level="indicators", norm="total")
    np.testing.assert_allclose(total.after, [1 / 4, 3 / 4, 1 / 2, 1 / 2])
    assert total.distance == pytest.approx(1 / 2)


@pytest.mark.parametrize("norm", ["relative", "total"])
@pytest.mark.parametrize(
    ("level", "index"), [("pillars", "arithmetic"), ("pillars", "geometric"), ("indicators", "arithmetic")]
)
def test_the_index_built_with_the_new_weights_has_the_two_tie(norm, level, index):
    x = np.random.default_rng(8).random((12, 8)) + 0.1
    weights = np.random.default_rng(9).random(8).round(3).tolist()
    inputs = index_of(
        x,
        normalise={"by": "minmax", "to": [1, 100]},
        pillars=[3, 1, 4],
        weights=weights,
        aggregate={"pillars": "arithmetic", "index": index},
    )
    edition = build(inputs)
    for row in weight_swaps(edition, level, norm).rows(named=True):
        if not row["possible"]:
            continue
        swap = weight_swap(edition, row["above"], row["below"], level, norm)
        assert swap.distance == row["distance"]
        again = build(adjusted(inputs, weight=swap.weights))
        assert again.rank[again.row(row["below"])] == again.rank[again.row(row["above"])]


def test_neighbours_that_tie_are_at_no_distance():
    edition = build(two_pillars([[80, 40], [40, 80], [90, 90]]))
    firm = weight_swaps(edition)
    assert firm.select("rank", "above", "below", "possible", "distance").rows() == [
        (1, "u2", "u0", False, None),
        (2, "u0", "u1", True, 0.0),
    ]


@pytest.mark.parametrize("argument", [{"level": "units"}, {"norm": "least"}])
def test_a_level_or_norm_that_there_is_not(argument):
    (name,) = argument
    edition = build(index_of(np.array([[1.0, 2.0], [0.0, 3.0]]), pillars=[1, 1]))
    with pytest.raises(MethodError, match=f"{name} = "):
        weight_swap(edition, "u0", "u1", **argument)
    with pytest.raises(MethodError, match=f"{name} = "):
        weight_swaps(edition, **argument)


def test_a_geometric_index_has_no_exact_solution_for_indicators():
    edition = build(two_pillars([[80, 40], [30, 70]], aggregate=GEOMETRIC))
    with pytest.raises(MethodError, match="level='pillars'"):
        weight_swap(edition, "u0", "u1", level="indicators")
    with pytest.raises(MethodError, match="no exact"):
        weight_swaps(build(two_pillars([[80, 40], [30, 70]], aggregate="harmonic")))


def test_a_missing_child_has_no_exact_solution():
    edition = build(two_pillars([[80, 40], [30, np.nan], [20, 20]]))
    with pytest.raises(MethodError, match="lacks p1"):
        weight_swap(edition, "u0", "u1")
    assert weight_swaps(edition)["possible"].to_list() == [None, None]


def programme(gain, weights, node, norm):
    """Solve the same by HiGHS: variables are the weights, then the bound t, or each absolute change."""
    n = gain.size
    ends = np.eye(n)
    nodes = np.array([node == k for k in np.unique(node)], dtype=float)
    extra = 1 if norm == "relative" else n
    slack = -weights[:, None] if norm == "relative" else -ends
    above = np.block([[ends, slack], [-ends, slack], [-gain[None], np.zeros((1, extra))]])
    limit = np.concatenate([weights, -weights, [0.0]])
    cost = np.concatenate([np.zeros(n), np.ones(extra)])
    equal = np.hstack([nodes, np.zeros((len(nodes), extra))])
    return linprog(cost, above, limit, equal, np.ones(len(nodes)), bounds=(0, None))


def test_a_gap_that_closes_only_without_every_child_behind():
    # alike in all children but two, which must both lose their weight, 1/3 and 1/2 of it: 5/6 goes, 5/6 comes
    gain, node = np.array([0.0, 0.0, 0.0, -1.0, -1.0]), np.array([0, 0, 1, 0, 1])
    weights = np.array([1 / 3, 1 / 3, 1 / 2, 1 / 3, 1 / 2])
    new = least_total(gain, weights, node)
    np.testing.assert_allclose(new[[3, 4]], 0, atol=1e-15)
    assert np.abs(new - weights).sum() == pytest.approx(5 / 3)


@given(
    st.lists(st.tuples(st.integers(-20, 12), st.integers(1, 9), st.integers(0, 2)), min_size=2, max_size=8),
    st.sampled_from(["relative", "total"]),
)
@settings(max_examples=150, deadline=None)
def test_the_closed_forms_reach_the_optimum_of_the_programme(children, norm):
    gain, weights, node = (np.array(column, dtype=float) for column in zip(*children, strict=True))
    node = np.unique(node, return_inverse=True)[1]
    weights /= np.bincount(node, weights)[node]
    assume(np.sum(gain * weights) < -1e-9)
    new = (least_relative if norm == "relative" else least_total)(gain, weights, node)
    optimum = programme(gain, weights, node, norm)
    assert (new is not None) == (optimum.status == 0)
    if new is None:
        return
    assert (new >= -1e-15).all()
    np.testing.assert_allclose(np.bincount(node, new), 1)
    assert np.sum(gain * new) == pytest.approx(0, abs=1e-10)
    change = np.abs(new - weights)
    distance = (change / weights).max() if norm == "relative" else change.sum()
    assert distance == pytest.approx(optimum.fun, abs=1e-7)
