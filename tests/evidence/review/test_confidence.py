"""Confidence is counted from decisions: by combination of rules, and by the rule of each field."""

from __future__ import annotations

import pytest
from scipy import stats

from quheng.evidence.review import combination, confidence, replay
from quheng.evidence.review.confidence import jeffreys
from tests.evidence.readings import claim_at, decision_on, reading_with

TEXT = "一有1家，二有2家，三有3家，四有4家，五有5家。"
PLAIN = {"kind": "level", "period": "sentence"}
BY_DEFAULT = {"kind": "level", "period": "default"}
READING = reading_with(
    TEXT,
    [
        claim_at(TEXT, "1家", rules=PLAIN),
        claim_at(TEXT, "2家", rules=PLAIN),
        claim_at(TEXT, "3家", rules=PLAIN),
        claim_at(TEXT, "4家", rules=BY_DEFAULT),
        claim_at(TEXT, "5家", rules=BY_DEFAULT),
    ],
)
TAKEN = [
    decision_on(READING, 0),
    decision_on(READING, 1, "keep-both"),
    decision_on(READING, 2, "correct", corrected={"period": "2023"}),
    decision_on(READING, 3, "reject"),
    decision_on(READING, 4, "ask"),
]


def table():
    rows = confidence([replay(READING, TAKEN)]).iter_rows(named=True)
    return {(row["field"], row["rules"]): (row["accepted"], row["n"]) for row in rows}


def test_a_combination_counts_what_was_accepted_as_read():
    # Of the three decided claims of the plain rules two stand as they were read; the one rejected by default
    # counts, the one that the source is asked about does not.
    assert table()["all", "kind=level; period=sentence"] == (2, 3)
    assert table()["all", combination(BY_DEFAULT)] == (0, 1)


def test_a_rule_counts_as_accepted_where_its_own_field_was_not_put_right():
    # kind=level: accepted, kept, corrected elsewhere; then rejected as a whole: 3 of 4.
    assert table()["kind", "level"] == (3, 4)
    assert table()["period", "sentence"] == (2, 3)


def test_shares_and_intervals():
    (row,) = confidence([replay(READING, TAKEN)]).filter(rules="kind=level; period=sentence").rows(named=True)
    assert row["share"] == pytest.approx(2 / 3)
    assert row["low"] < 2 / 3 < row["high"]


def test_readings_add():
    twice = confidence([replay(READING, TAKEN), replay(READING, TAKEN)])
    (row,) = twice.filter(rules="kind=level; period=sentence").rows(named=True)
    assert (row["accepted"], row["n"]) == (4, 6)


def test_without_decisions_nothing_is_claimed():
    assert confidence([replay(READING, [])]).is_empty()
    assert confidence([]).is_empty()


@pytest.mark.parametrize(("accepted", "n"), [(1, 2), (7, 10), (99, 100)])
def test_the_interval_is_of_the_beta_distribution(accepted, n):
    peer = stats.beta(accepted + 0.5, n - accepted + 0.5)
    assert jeffreys(accepted, n) == pytest.approx((peer.ppf(0.025), peer.ppf(0.975)))


def test_the_interval_reaches_the_end_where_all_or_none_were_accepted():
    # Brown, Cai and DasGupta (2001), section 3: the lower end is 0 for none, the upper 1 for all.
    assert jeffreys(0, 5)[0] == 0
    assert jeffreys(5, 5)[1] == 1
