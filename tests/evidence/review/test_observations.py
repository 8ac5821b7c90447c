"""Observations are the accepted claims and no others, each with status, variable, period and source."""

from __future__ import annotations

import dataclasses
import math
from datetime import date

import pytest

from quheng.evidence.claim import ClaimPeriod, ClaimPlace
from quheng.evidence.review import observations, replay
from quheng.observations import Period
from tests.evidence.readings import claim_at, decision_on, reading_with

TEXT = (
    "全区高新技术企业65家，新增12家，全市第3位。初步核算，地区生产总值31.76亿元，增长6.1%。"
    "预计明年高新技术企业达80家。营收2亿元以上。"
)
YEAR = ClaimPeriod(date(2024, 1, 1), date(2024, 12, 31), None, "sentence")
READING = reading_with(
    TEXT,
    [
        claim_at(
            TEXT,
            "65家",
            value=65.0,
            period=ClaimPeriod(date(2024, 11, 30), date(2024, 11, 30), date(2024, 11, 30), "sentence"),
        ),
        claim_at(TEXT, "12家", value=12.0, kind="new"),
        claim_at(TEXT, "第3位", value=3.0, kind="rank", measure="位"),
        claim_at(
            TEXT, "31.76亿元", value=31.76e8, low=31.755e8, high=31.765e8, measure="元", indicator="gdp"
        ),
        claim_at(TEXT, "6.1%", value=6.1, kind="growth", measure="%", indicator="gdp"),
        claim_at(
            TEXT,
            "80家",
            value=80.0,
            kind="forecast",
            period=dataclasses.replace(YEAR, start=date(2025, 1, 1), end=date(2025, 12, 31)),
        ),
        claim_at(
            TEXT,
            "2亿元以上",
            value=2e8,
            high=math.inf,
            measure="元",
            hedge="over",
            indicator=None,
            place=ClaimPlace(None, "某集团", "organisation", "sentence"),
            period=ClaimPeriod(None, date(2024, 12, 31), None, "default"),
        ),
    ],
)


def view(*taken):
    return observations(replay(READING, taken), "page.txt")


def every(action="accept"):
    return [decision_on(READING, at, action) for at in range(len(READING.claims))]


def test_only_what_was_accepted_is_an_observation():
    frame = view(decision_on(READING, 0), decision_on(READING, 1, "reject"), decision_on(READING, 2, "ask"))
    assert frame["quote"].to_list() == ["65家"]
    assert view().is_empty()
    assert view().columns == frame.columns


def test_variables_statuses_and_periods():
    rows = view(*every()).rows(named=True)
    # A level has the code of its indicator; what is new, grows or ranks is another variable. The preliminary
    # figures say so in their sentence; the forecast is none of them; what is hedged is an estimate.
    assert [(row["indicator"], row["status"], row["period"]) for row in rows] == [
        ("hightech_enterprises", "A", "2024-11-30"),
        ("hightech_enterprises_new", "A", "2024"),
        ("hightech_enterprises_rank", "A", "2024"),
        ("gdp", "P", "2024"),
        ("gdp_growth", "P", "2024"),
        ("hightech_enterprises", "F", "2025"),
        (None, "E", None),
    ]
    assert all(Period.parse(row["period"]) for row in rows if row["period"])


def test_a_flow_that_is_new_is_the_flow_itself():
    text = "新增就业5000人。"
    reading = reading_with(text, [claim_at(text, "5000人", kind="new", indicator="new_jobs")])
    assert observations(replay(reading, [decision_on(reading, 0)]), "p")["indicator"].to_list() == [
        "new_jobs"
    ]


def test_a_number_opens_to_its_characters():
    row = view(*every()).row(3, named=True)
    assert TEXT[row["start"] : row["end"]] == row["quote"] == "31.76亿元"
    assert row["sentence"] == "初步核算，地区生产总值31.76亿元，增长6.1%。"
    assert row["source"] == f"page.txt@{READING.sha256[:12]}:{row['start']}-{row['end']}"
    assert (row["value"], row["low"], row["high"], row["measure"]) == (31.76e8, 31.755e8, 31.765e8, "元")
    assert (row["reviewer"], row["sha256"]) == ("李", READING.sha256)


def test_what_is_unknown_is_null_and_an_open_interval_too():
    row = view(*every()).row(6, named=True)
    assert (row["unit"], row["indicator"], row["period"], row["high"]) == (None, None, None, None)


def test_a_correction_is_what_is_observed():
    taken = decision_on(READING, 0, "correct", corrected={"value": 67.0, "place": "610100"})
    row = view(taken).row(0, named=True)
    assert (row["unit"], row["value"], row["low"], row["high"]) == ("610100", 67.0, 67.0, 67.0)


def test_vintages_of_one_observation_are_numbered():
    text = "高新技术企业65家。又说高新技术企业67家。"
    reading = reading_with(text, [claim_at(text, "65家", value=65.0), claim_at(text, "67家", value=67.0)])
    taken = [decision_on(reading, at, "keep-both") for at in (0, 1)]
    frame = observations(replay(reading, taken), "p")
    assert frame.select("value", "vintage").rows() == [(65.0, 1), (67.0, 2)]


@pytest.mark.parametrize("action", ["accept", "keep-both"])
def test_the_frame_does_not_depend_on_the_order_of_decisions(action):
    taken = every(action)
    assert view(*taken).equals(view(*reversed(taken)))
