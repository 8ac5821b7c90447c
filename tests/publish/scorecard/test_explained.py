"""A verdict explained: each line with the subject's numbers, and what would make it pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quheng.publish.scorecard import Explanation, explain
from quheng.publish.scorecard.explained import ExplainedLine
from quheng.scorecard import load, scorecard_names
from tests.scorecard.cards import card_of
from tests.scorecard.files.test_files import FIRM
from tests.scorecard.subjects import subjects


def line(found: Explanation, name: str) -> ExplainedLine:
    return next(one for one in found.lines if one.id == name and one.section != "direct")


def test_the_arithmetic_of_a_firm() -> None:
    """9 / 100 = 9 % gives 0; 80 / 5000 = 1.6 % and 80 / 4000 = 2 % give 0; two of class II give 12."""
    found = explain(load("sme115"), {**FIRM, "tech_staff": 9, "rd_expense": 80, "ip_class2": 2})
    assert line(found, "staff").arithmetic.en == (
        "Science and technology staff ÷ Employees = 9 ÷ 100 = 9% (< 10%) → 0"
    )
    assert "80 ÷ 5000 = 1.6% (< 2%) → 0" in line(found, "rd").arithmetic.en
    assert "80 ÷ 4000 = 2% (< 10%) → 0" in line(found, "rd").arithmetic.en
    assert line(found, "ip").arithmetic.zh == "Ⅱ类知识产权数 = 2 项：2 = 2 → 12"
    assert line(found, "ip").result.en == "12"
    gate = line(found, "employees_gt_500")
    assert (gate.standing, gate.arithmetic.zh) == ("met", "职工总数 ≤ 500 人：100 ≤ 500")
    assert (gate.source.zh, gate.confidence.zh) == ("第六条（二）", "高 P")
    assert line(found, "staff_zero").standing == "not_met"
    assert found.changes
    for change in found.changes:
        moved = {lever.input: lever.after for lever in change.levers}
        assert (
            load("sme115")
            .assess({**FIRM, "tech_staff": 9, "rd_expense": 80, "ip_class2": 2, **moved})
            .verdict
            == "pass"
        )


def test_what_is_missing_is_called_by_its_label() -> None:
    found = explain(load("sme115"), {**FIRM, "bad_record": None})
    assert [one.en for one in found.missing] == [load("sme115").versions[0].labels["bad_record"].en]
    assert "未知" in line(found, "bad_record").arithmetic.zh
    assert found.changes == ()


def test_items_of_a_block_and_entries_of_a_list() -> None:
    subject = subjects(load("hnte"), 1, seed=9, missing=0)[0] | {"mgmt": [5, 4, 3, 2]}
    found = explain(load("hnte"), subject)
    item = line(found, "mgmt_institution")
    assert item.inner
    assert item.arithmetic.en.endswith("no. 2 = 4")
    assert item.source.en == "国科发火〔2016〕195号"


def test_a_hole_in_the_rule_is_said(tmp_path: Path) -> None:
    card = card_of(
        tmp_path,
        "inputs: [{id: x, type: integer}]\n"
        "points: [{id: p, on: x, brackets: [{above: 0, points: 9}, {equal: 0, undefined: nobody says}]}]\n"
        "minima: [{id: m, of: total, at_least: 5}]",
    )
    found = explain(card, {"x": 0})
    assert "nobody says" in line(found, "p").arithmetic.en
    assert line(found, "p").result.en == "undefined"


@pytest.mark.parametrize("name", scorecard_names())
@pytest.mark.parametrize("missing", [0, 0.3, 1])
def test_every_scorecard_can_be_explained(name: str, missing: float) -> None:
    card = load(name)
    given: list[dict[str, Any]] = subjects(card, 5, seed=2, missing=missing) if card.versions else [{}]
    for subject in given:
        found = explain(card, subject)
        assert found.assessment == card.assess(subject)
        shown = {one.id for one in found.lines}
        assert set(found.assessment.points) <= shown
        assert set(found.assessment.lines) <= shown
