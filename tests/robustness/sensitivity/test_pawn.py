"""PAWN indices: by hand for one uniform number, by chance for none, and equal to the peer's."""

from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.robustness.sensitivity import pawn, pawn_indices
from quheng.robustness.sensitivity.design import Design
from quheng.robustness.sensitivity.pawn import distances
from tests.robustness.sensitivity.models import ishigami


def test_distances_by_hand():
    # outputs 1 1 2 3 of intervals 0 1 0 1. All: 2/4 up to 1, 3/4 up to 2, 1. Interval 0: 1/2, 1, 1: most 1/4;
    # interval 1: 1/2, 1/2, 1: most 1/4. Between the two equal outputs nothing is compared.
    is_last = np.array([False, True, True, True])
    found = distances(np.array([0, 1, 0, 1]), is_last, np.ones(4), 2)
    np.testing.assert_allclose(found, [0.25, 0.25])


def test_a_row_that_counts_twice_is_two_rows():
    labels, last = np.array([0, 1, 1]), np.array([True, True, True])
    twice = distances(np.array([0, 1, 1, 1]), np.array([True, False, True, True]), np.ones(4), 2)
    np.testing.assert_allclose(distances(labels, last, np.array([1.0, 2.0, 1.0]), 2), twice)


def test_an_interval_without_rows_says_nothing():
    np.testing.assert_array_equal(distances(np.array([0, 0]), np.array([True, True]), np.ones(2), 2), [0, 0])


def test_one_uniform_number_by_hand():
    # held in the s-th of four intervals, the output is from s/4 to (s+1)/4: the distance is the larger of s/4
    # and 1 - (s+1)/4: 3/4 1/2 1/2 3/4
    found = pawn_indices(lambda u: u[:, [0]], [0, 1], [4, 4], 2, n=1024)
    np.testing.assert_allclose(found["median"].estimate[0], 0.625, atol=0.002)
    np.testing.assert_allclose(found["maximum"].estimate[0], 0.75, atol=0.002)


def test_rows_with_one_output_have_no_order():
    # y = 1 where u0 > 1/2: held in a quarter, all rows are 0 or all are 1, and of all rows half are: 1/2 each
    found = pawn_indices(lambda u: (u[:, [0]] > 0.5).astype(int), [0, 1], [4, 4], 2, n=1024, bootstrap=0)
    np.testing.assert_allclose(found["maximum"].estimate[:, 0], [0.5, 0.0], atol=0.002)


def test_a_factor_that_is_not_used_is_within_chance():
    found = pawn_indices(lambda u: ishigami(u[:, :3]), [0, 1, 2, 3], [8] * 4, 4, n=1024)
    assert found["median"].estimate[3, 0] <= found["chance"].high[3, 0]
    assert (found["median"].estimate[:3, 0] > found["chance"].high[:3, 0]).all()
    assert (found["maximum"].low <= found["maximum"].high).all()


def test_intervals_cover_what_many_more_rows_find():
    # the distances of 512 rows are too large, and those of resamples more so: an interval of percentiles lies
    # above what it is to cover
    exact = pawn_indices(ishigami, [0, 1, 2], [8] * 3, 3, n=2**14, bootstrap=0)
    covered = []
    for seed in range(12):
        found = pawn_indices(ishigami, [0, 1, 2], [8] * 3, 3, n=512, bootstrap=60, seed=seed)
        for name in ("median", "maximum"):
            low, high = found[name].low[:, 0], found[name].high[:, 0]
            assert (low >= 0).all()
            assert (high <= 1).all()
            covered.append((low <= exact[name].estimate[:, 0]) & (exact[name].estimate[:, 0] <= high))
    assert np.mean(covered) > 0.7


def test_salib_finds_the_same():
    peer = pytest.importorskip("SALib.analyze.pawn", reason="the peer SALib is not installed")
    x = Design.of(1024, 3, 0).a
    problem = {"num_vars": 3, "names": ["x1", "x2", "x3"], "bounds": [[0, 1]] * 3}
    theirs = peer.analyze(problem, x, ishigami(x)[:, 0], S=8)
    ours = pawn_indices(ishigami, [0, 1, 2], [8, 8, 8], 3, n=1024, bootstrap=0)
    # a row at the edge may fall into either of two intervals of 128
    np.testing.assert_allclose(ours["median"].estimate[:, 0], theirs["median"], atol=0.01)
    np.testing.assert_allclose(ours["maximum"].estimate[:, 0], theirs["maximum"], atol=0.01)


def test_an_output_that_does_not_vary_is_left_out_of_the_mean():
    def model(u):
        return np.stack([u[:, 0], np.ones(len(u))], axis=1)

    found = pawn_indices(model, [0], [4], 1, n=64, bootstrap=3)["median"]
    assert np.isnan(found.estimate[0, 1])
    assert found.estimate[0, 2] == found.estimate[0, 0]
    assert np.isnan(pawn_indices(lambda u: np.ones((len(u), 1)), [0], [4], 1, n=64)["median"].estimate).all()


def test_each_alternative_of_a_choice_is_an_interval(made_up):
    found = pawn(made_up(), n=256, bootstrap=10)
    assert found.table["code"].to_list()[-4:] == ["normalise", "pillars", "index", "drop_one"]
    assert found.table.select("median", "maximum", "chance").null_count().row(0) == (0, 0, 0)
    assert found.replicates == 256


def test_every_unit_has_indices_without_intervals_by_default(made_up):
    found = pawn(made_up({"normalise": ["minmax", "rank"]}), n=64, target="units")
    assert found.bootstrap == 0
    assert found.by_unit.height == 25
    varying = found.by_unit.drop_nulls("median")
    np.testing.assert_allclose(found.table["median"], varying["median"].mean())
    assert found.table["median_low"].null_count() == 1


def test_experts_are_drawn_together(made_up):
    experts = [{"title": str(number), "weights": {"p0": number}} for number in (1, 3, 9)]
    edition = made_up({"weights": {"by": "experts", "experts": experts}})
    with pytest.raises(MethodError, match="group"):
        pawn(edition, n=64)


def test_too_few_rows(made_up):
    with pytest.raises(MethodError, match="at least 100 for 10 intervals"):
        pawn(made_up(), n=64)


def test_a_group_of_weights_has_no_intervals(made_up):
    with pytest.raises(MethodError, match='needs "each"'):
        pawn(made_up(), weights="group")
