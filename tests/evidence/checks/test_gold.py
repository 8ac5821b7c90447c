"""The exam: the contradictions marked in the gold texts and on the page, and how many alarms are false."""

from __future__ import annotations

from functools import cache

import pytest

from quheng import evidence
from tests.evidence import gold

NO_ERROR = frozenset(
    {
        "benign",
        "corroborates",
        "consistent",
        "implies",
        "explains",
        "ambiguous_base",
        "unit_style",
        "staleness",
    }
)
EXPLAINED = frozenset({"vintage"})
"""Differences that a finding explains, whatever its severity."""

MOST_FALSE = 1 / 6


def is_to_be_found(text: gold.GoldText, relation: gold.Relation) -> bool:
    """Of the page's run rates only one is out of proportion: 2.14 times, the others 0.88 to 1.32."""
    if text.name == "page" and relation.type == "run_rate":
        return relation.note.startswith("Nov-Dec")
    return relation.type not in NO_ERROR


@cache
def examined(name: str) -> tuple[list[gold.Relation], list[gold.Relation], list[str], list[str]]:
    """Return the relations to find, those found, the true alarms and the false ones."""
    text = next(one for one in texts() if one.name == name)
    reading = evidence.read(text.text, text.published, text.home)
    names = {
        at: one.name
        for at, claim in enumerate(reading.claims)
        for one in text.claims
        if claim.start < one.end and one.start < claim.end
    }
    wanted = [relation for relation in text.relations if is_to_be_found(text, relation)]
    found, true, false = [], [], []
    for finding in reading.findings:
        about = {names.get(at) for at in finding.claims}
        matched = [relation for relation in wanted if len(about & set(relation.claims)) > 1]
        is_alarm = finding.severity != "info"
        found += [relation for relation in matched if is_alarm or relation.type in EXPLAINED]
        if is_alarm:
            (true if matched else false).append(f"{name} {finding.code}: {finding.arithmetic.zh}")
    return wanted, found, true, false


def texts() -> tuple[gold.GoldText, ...]:
    return (*gold.texts(), *((gold.page(),) if gold.PAGE.is_dir() else ()))


@pytest.mark.parametrize("name", [text.name for text in texts()])
def test_every_contradiction_is_found(name):
    wanted, found, _, _ = examined(name)
    assert [relation for relation in wanted if relation not in found] == []


def test_at_most_one_alarm_in_six_is_false():
    true = [alarm for text in texts() for alarm in examined(text.name)[2]]
    false = [alarm for text in texts() for alarm in examined(text.name)[3]]
    assert len(true) > 20
    assert len(false) <= MOST_FALSE * len(true + false), false


def test_what_is_said_twice_is_told():
    told, total = 0, 0
    for text in gold.texts():
        reading = evidence.read(text.text, text.published, text.home)
        pairs = [
            {reading.claims[at].start for at in finding.claims}
            for finding in reading.findings
            if finding.code == "corroborates"
        ]
        where = {one.name: one.start for one in text.claims}
        for relation in text.relations:
            if relation.type == "corroborates":
                total += 1
                told += {where[name] for name in relation.claims} in pairs
    assert told > total / 2 > 0


def test_implied_totals_of_the_page_are_told(page):
    reading = evidence.read(page.text, page.published, page.home)
    starts = {row["id"]: row["start"] for row in page.claims}
    implied = [
        {reading.claims[at].start for at in finding.claims}
        for finding in reading.findings
        if finding.code == "implied-whole"
    ]
    for value, share in (("S023", "S024"), ("S025", "S026"), ("S027", "S028"), ("S039", "S040")):
        assert {starts[value], starts[share]} in implied


CORRECTED = [
    ("anxi-bulletin-2022", "6.9万吨", "2.9万吨"),
    ("fengyang-final-accounts-2022", "19.6%", "9.6%"),
    ("foshan-hotline-2024-10", "480万件", "355万件"),
    ("guilin-tourism-2024-10", "99家", "101家"),
    ("hefei-newspaper-2025-03", "2015人", "915人"),
    ("huangdao-budget-2024", "698.2亿元", "708.2亿元"),
    ("keqiao-census-2020", "262,402人", "162,402人"),
    ("kunming-environment-2023", "360天", "370天"),
    ("luoyang-bulletin-2023", "212.8亿元", "222.8亿元"),
    ("nankang-financing-2024", "11.8万家", "9.8万家"),
    ("national-bulletin-2023", "38.6%", "46.6%"),
    ("ningbo-trade-2024-q3", "85.6%", "75.6%"),
    ("pudong-monthly-2024-08", "874.265亿元", "8742.65亿元"),
    ("shenyang-signing-2024-04", "12个", "14个"),
    ("wanzhou-health-2023", "12,823人", "12,223人"),
    ("wuhan-newspaper-2024-11", "98亿元", "89亿元"),
    ("wuxi-zero-carbon-2024", "1350万千瓦时", "2194万千瓦时"),
    ("xiangyang-work-report-2022", "近3倍", "1.7倍"),
    ("yanta-talent-2024", "5.28万人", "52.8万人"),
    ("yuhang-bulletin-2023", "86.73万人", "86.93万人"),
]


@pytest.mark.parametrize(("name", "wrong", "right"), CORRECTED)
def test_a_corrected_text_raises_no_alarm(name, wrong, right):
    text = next(one for one in gold.texts() if one.name == name)
    assert wrong in text.text
    reading = evidence.read(text.text.replace(wrong, right), text.published, text.home)
    assert [finding for finding in reading.findings if finding.severity != "info"] == []
