"""Pairwise probabilities and tiers: by symmetry, by hand, and by ranking every replicate."""

from __future__ import annotations

from itertools import pairwise as neighbouring

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quheng.errors import DeclarationError, MethodError, NotFoundError
from quheng.index import build
from quheng.index.uncertain import Vary
from quheng.robustness import uncertainty
from quheng.robustness.draws import Draws
from quheng.robustness.evaluate import replicate_ranks
from quheng.robustness.influence import order_holds, pairwise, tiers
from quheng.robustness.plan import plan_study
from quheng.robustness.streams import uniforms
from tests.indices import index_of

DROPPED = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.4], [0.5, 0.5, 1.0]])


def noisy(units=9, replicates=3000, seed=0):
    x = np.random.default_rng(seed).random((units, 4))
    vary = {"weights": {"noise": 0.5}, "index": ["arithmetic", "geometric"], "drop_one": "indicators"}
    return build(index_of(x + 0.1, pillars=[2, 2], robustness={"replicates": replicates, "vary": vary}))


def dropped(replicates=8000):
    return build(
        index_of(
            DROPPED,
            normalise="goalposts",
            goalposts=[(0, 1)] * 3,
            robustness={"replicates": replicates, "vary": {"drop_one": "indicators"}},
        )
    )


def test_by_hand():
    # none: .333 .467 .667; without i0: 0 .7 .75 -> both 3 2 1; without i1: .5 .2 .75 -> 2 3 1;
    # without i2: all tie; a quarter of the replicates each, a tie counts one half
    table = pairwise(dropped())
    assert table.columns == ["unit", "u2", "u1", "u0"]
    share = {row["unit"]: row for row in table.rows(named=True)}
    assert share["u2"]["u1"] == pytest.approx(7 / 8, abs=0.01)
    assert share["u2"]["u0"] == pytest.approx(7 / 8, abs=0.01)
    assert share["u1"]["u0"] == pytest.approx(1 / 4 + 1 / 4 + 1 / 8, abs=0.02)
    assert share["u0"]["u0"] == 0.5


def test_mirrored_units_beat_each_other_equally_often():
    edition = build(
        index_of(
            np.array([[1.0, 0.0], [0.0, 1.0]]),
            robustness={"replicates": 20_000, "vary": {"weights": {"noise": 0.5}}},
        )
    )
    # the share of 20,000 fair draws has a standard deviation of 0.0035
    assert pairwise(edition)["u1"][0] == pytest.approx(0.5, abs=0.015)


def test_identical_units_tie_always():
    x = np.random.default_rng(3).random((5, 4))
    x[4] = x[1]
    vary = Vary.model_validate({"weights": {"noise": 0.5}})
    table = pairwise(build(index_of(x)), ["u4"], vary=vary, replicates=500)
    assert table["u1"].to_list() == [0.5]


@pytest.mark.parametrize("replicates", [1, 1024, 1500])
def test_the_shares_are_those_of_the_ranks_of_every_replicate(replicates):
    edition = noisy()
    vary = edition.inputs.declaration.robustness.vary
    plan = plan_study(edition, vary, 11)
    ranks = replicate_ranks(plan, Draws.of(plan, uniforms(11, range(replicates), plan.dimensions)))
    table = pairwise(edition, replicates=replicates, seed=11)
    for row in table.rows(named=True):
        own = ranks[:, edition.row(row["unit"])]
        for other in edition.ranked_units:
            theirs = ranks[:, edition.row(other)]
            expected = np.mean(own < theirs) + np.mean(own == theirs) / 2
            assert row[other] == pytest.approx(expected, abs=1e-12)


@given(st.integers(0, 2**32))
@settings(max_examples=10, deadline=None)
def test_the_two_shares_of_a_pair_sum_to_one(seed):
    edition = noisy(units=6, seed=seed % 1000)
    table = pairwise(edition, replicates=300, seed=seed)
    share = table.drop("unit").to_numpy()
    np.testing.assert_allclose(share + share.T, 1, atol=1e-12)


def test_the_order_of_neighbours_holds_as_often_as_the_one_beats_the_other():
    edition = noisy()
    holds, table = order_holds(edition), pairwise(edition)
    share = {row["unit"]: row for row in table.rows(named=True)}
    assert holds["above"].to_list() == edition.ranks["unit"].to_list()[:-1]
    assert holds["below"].to_list() == edition.ranks["unit"].to_list()[1:]
    assert holds["holds"].to_list() == [share[row["above"]][row["below"]] for row in holds.rows(named=True)]


def test_tiers_by_hand():
    # u2 beats u1 and u0 in 7/8 of the replicates, u1 beats u0 in 5/8
    study = uncertainty(dropped())
    table = tiers(study, 0.8)
    assert table.select("tier", "rank", "unit", "head").rows() == [
        (1, 1, "u2", "u2"),
        (2, 2, "u1", "u1"),
        (2, 3, "u0", "u1"),
    ]
    assert table["beaten"].to_list() == pytest.approx([0.5, 0.5, 0.625], abs=0.02)
    assert tiers(study, 0.9)["tier"].to_list() == [1, 1, 1]
    assert tiers(study, 0.6)["tier"].to_list() == [1, 2, 3]


def test_a_tier_ends_where_its_head_beats_a_unit():
    edition = noisy(units=25)
    study = uncertainty(edition)
    share = {row["unit"]: row for row in pairwise(edition).rows(named=True)}
    table = tiers(study, 0.9)
    assert table["tier"].n_unique() > 2
    heads = table.unique("tier", keep="first", maintain_order=True)["unit"].to_list()
    for row in table.rows(named=True):
        assert row["head"] == heads[row["tier"] - 1]
        assert row["beaten"] == share[row["head"]][row["unit"]]
        assert row["beaten"] < 0.9
    for head, following in neighbouring(heads):
        assert share[head][following] >= 0.9


def test_without_uncertainty_every_rank_is_a_tier():
    study = uncertainty(build(index_of(np.array([[3.0], [2.0], [2.0], [1.0]]))))
    assert tiers(study, 1.0).select("tier", "rank").rows() == [(1, 1), (2, 2), (2, 2), (3, 4)]


def test_arguments_that_make_no_sense():
    edition = noisy(replicates=100)
    with pytest.raises(NotFoundError, match="nobody"):
        pairwise(edition, ["nobody"])
    with pytest.raises(DeclarationError, match="replicates"):
        pairwise(edition, replicates=0)
    for probability in (0.5, 1.1):
        with pytest.raises(MethodError, match="probability"):
            tiers(uncertainty(edition), probability)
