"""Replay: the latest decision stands, an undo takes one's own back, corrections show; no other text."""

from __future__ import annotations

import dataclasses
import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.bilingual import use_language
from quheng.errors import DataError
from quheng.evidence.claim import ClaimPeriod, Quantity
from quheng.evidence.review import replay
from tests.evidence.readings import claim_at, decision_on, reading_with

TEXT = "全区高新技术企业65家，新增2家，营收近12亿元。"
READING = reading_with(
    TEXT,
    [
        claim_at(TEXT, "65家", value=65.0),
        claim_at(TEXT, "2家", value=2.0, kind="new"),
        claim_at(TEXT, "近12亿元", value=12e8, low=11.5e8, high=12e8, measure="元", hedge="near"),
    ],
)


def states(decisions):
    return [one.state for one in replay(READING, decisions).claims]


def test_without_decisions_every_claim_is_open():
    assert states([]) == ["open", "open", "open"]
    assert replay(READING, []).accepted == ()


def test_the_latest_decision_stands_and_the_history_is_kept():
    taken = [decision_on(READING, 0), decision_on(READING, 0, "reject", after=5)]
    one = replay(READING, reversed(taken)).claims[0]
    assert one.state == "rejected"
    assert one.accepted is None
    assert list(one.history) == taken


def test_undo_brings_back_the_decision_before():
    taken = [decision_on(READING, 0), decision_on(READING, 0, "reject", after=1)]
    undo = decision_on(READING, 0, "undo", after=2)
    assert states([*taken, undo])[0] == "accepted"
    assert states([*taken, undo, decision_on(READING, 0, "undo", after=3)])[0] == "open"


def test_undo_takes_back_ones_own_decision_and_nobody_elses():
    mine = decision_on(READING, 0, "accept", who="李")
    theirs = decision_on(READING, 0, "reject", who="王", after=1)
    assert states([mine, theirs, decision_on(READING, 0, "undo", who="李", after=2)])[0] == "rejected"
    assert states([mine, theirs, decision_on(READING, 0, "undo", who="王", after=2)])[0] == "accepted"
    assert states([theirs, decision_on(READING, 0, "undo", who="李", after=2)])[0] == "rejected"


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["accept", "reject", "keep-both", "ask", "undo"]),
        st.sampled_from(["李", "王"]),
    ),
    max_size=12,
)


@given(STEPS, st.integers(0, 2), st.sampled_from(["accept", "reject", "ask"]), st.sampled_from(["李", "王"]))
def test_a_decision_taken_back_leaves_everything_as_it_was(steps, at, action, who):
    taken = [decision_on(READING, n, a, who=w, after=k) for k, (n, a, w) in enumerate(steps)]
    more = [
        decision_on(READING, at, action, who=who, after=90),
        decision_on(READING, at, "undo", who=who, after=91),
    ]
    before, after = replay(READING, taken), replay(READING, [*taken, *more])
    assert [one.decision for one in before.claims] == [one.decision for one in after.claims]


@given(STEPS, st.randoms())
def test_the_order_in_which_decisions_are_given_does_not_matter_where_their_times_differ(
    steps, chance: random.Random
):
    taken = [decision_on(READING, n, a, who=w, after=k) for k, (n, a, w) in enumerate(steps)]
    mixed = taken.copy()
    chance.shuffle(mixed)
    assert replay(READING, mixed) == replay(READING, taken)


def test_a_correction_shows_in_the_accepted_claim_and_not_in_the_claim_as_read():
    put_right = {"value": 12.5e8, "kind": "forecast", "period": "2025", "place": "610000", "indicator": ""}
    one = replay(READING, [decision_on(READING, 2, "correct", corrected=put_right)]).claims[2]
    claim = one.accepted
    assert claim is not None
    assert claim.quantity == Quantity(12.5e8, 12.5e8, 12.5e8, "元", one.claim.quantity.dimension)
    assert (claim.hedge, claim.kind, claim.indicator) == ("none", "forecast", None)
    assert claim.period == ClaimPeriod(date(2025, 1, 1), date(2025, 12, 31), None, "explicit", "2025")
    assert (claim.place.name, claim.place.level) == ("陕西省", "province")
    assert claim.rules["kind"] == "reviewer"
    assert claim.rules["measure" if "measure" in one.claim.rules else "value"] == "reviewer"
    assert one.claim == READING.claims[2]


def test_a_single_day_is_the_day_of_a_stock():
    taken = decision_on(READING, 0, "correct", corrected={"period": "2024-11-30"})
    (claim,) = replay(READING, [taken]).accepted
    assert claim.period.as_of == date(2024, 11, 30)


def test_a_corrected_measure_keeps_the_value_and_takes_its_own_dimension():
    taken = decision_on(READING, 2, "correct", corrected={"measure": "美元"})
    (claim,) = replay(READING, [taken]).accepted
    assert (claim.quantity.low, claim.quantity.measure) == (11.5e8, "美元")
    assert claim.quantity.dimension == "currency-USD"


def test_decisions_on_another_text_are_refused_in_words():
    other = reading_with(TEXT + "完", READING.claims)
    with pytest.raises(DataError) as raised:
        replay(READING, [decision_on(READING, 0), decision_on(other, 1)])
    (problem,) = raised.value.problems
    assert problem.where.field == "sha256"
    assert other.sha256[:12] in problem.what.zh
    assert READING.sha256[:12] in problem.what.en
    use_language("zh")
    assert "另一份文本" in str(raised.value)


def test_a_decision_does_not_hold_for_a_claim_that_is_read_otherwise():
    accepted = decision_on(READING, 0)
    moved = dataclasses.replace(READING.claims[0], kind="cumulative")
    otherwise = reading_with(TEXT, [moved, *READING.claims[1:]])
    reviewed = replay(otherwise, [accepted])
    assert reviewed.claims[0].state == "open"
    assert reviewed.stale == (accepted,)
    renamed = dataclasses.replace(READING.claims[0], rules={"kind": "by another name"})
    assert replay(reading_with(TEXT, [renamed]), [accepted]).claims[0].state == "accepted"


def test_a_decision_on_what_is_no_claim_any_more_is_kept_apart():
    accepted = decision_on(READING, 1)
    reviewed = replay(reading_with(TEXT, READING.claims[:1]), [accepted])
    assert reviewed.orphans == (accepted,)
    assert reviewed.accepted == ()
