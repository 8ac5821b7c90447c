"""Agreement of reviewers: shares, Cohen's kappa by hand, and what they differ on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.evidence.review import agreement, disputes
from quheng.evidence.review.agreement import kappa
from tests.evidence.readings import claim_at, decision_on, reading_with

TEXT = "甲1家，乙2家，丙3家，丁4家。"
READING = reading_with(TEXT, [claim_at(TEXT, f"{n}家") for n in (1, 2, 3, 4)])


def by(who, *actions):
    return [
        decision_on(READING, at, action, who=who, after=at)
        for at, action in enumerate(actions)
        if action is not None
    ]


def test_kappa_by_hand():
    # Two reviewers, 50 claims: both accept 20, both reject 15, 5 and 10 split. p_o = 35/50 = .7;
    # accepted by one 25/50, by the other 30/50: p_e = .5 x .6 + .5 x .4 = .5; kappa = .2 / .5 = .4.
    pairs = [("a", "a")] * 20 + [("a", "r")] * 5 + [("r", "a")] * 10 + [("r", "r")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_is_not_defined_where_both_always_say_the_same_one_thing():
    assert kappa([("a", "a")] * 3) is None


@given(st.lists(st.tuples(st.sampled_from("arc"), st.sampled_from("arc")), min_size=1))
def test_kappa_lies_between_minus_one_and_one_and_is_symmetric(pairs):
    found = kappa(pairs)
    assert found == kappa([(other, one) for one, other in pairs])
    assert found is None or -1 - 1e-12 <= found <= 1


def test_pairs_of_reviewers_over_the_claims_they_share():
    taken = [*by("李", "accept", "accept", "reject", "accept"), *by("王", "accept", "reject", "reject", None)]
    (row,) = agreement(taken).rows(named=True)
    assert (row["first"], row["second"], row["n"], row["agreed"]) == ("李", "王", 3, 2)
    assert row["share"] == pytest.approx(2 / 3)
    # p_e = 2/3 x 1/3 + 1/3 x 2/3 = 4/9; kappa = (6/9 - 4/9) / (5/9) = 2/5.
    assert row["kappa"] == pytest.approx(0.4)


def test_what_was_taken_back_does_not_count_and_the_latest_does():
    taken = by("李", "accept", "accept") + by("王", "reject", "reject")
    taken += [
        decision_on(READING, 0, "undo", who="王", after=50),
        decision_on(READING, 1, "accept", who="王", after=51),
    ]
    (row,) = agreement(taken).rows(named=True)
    assert (row["n"], row["agreed"]) == (1, 1)


def test_two_corrections_agree_where_every_field_does():
    def correction(who, value):
        return decision_on(READING, 0, "correct", who=who, corrected={"value": value})

    assert agreement([correction("李", 5.0), correction("王", 5.0)])["agreed"].to_list() == [1]
    differing = [correction("李", 5.0), correction("王", 6.0)]
    assert agreement(differing)["agreed"].to_list() == [0]
    assert disputes(differing)["who"].to_list() == ["李", "王"]
    assert disputes(by("李", "accept")).is_empty()


def test_a_single_reviewer_agrees_with_nobody():
    assert agreement(by("李", "accept")).is_empty()
