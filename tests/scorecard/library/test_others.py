"""Green codes, thresholds of CCID's lists, and the templates of rules that are not confirmed."""

from __future__ import annotations

import pytest

from quheng.scorecard import load, scorecard_names

from .cases import PASS, fail, gives, result, review


@pytest.mark.parametrize(
    ("place", "factories", "grade"),
    [
        *[(5, 100, "A+"), (6, 100, "A"), (40, 100, "A"), (41, 100, "B"), (100, 100, "B")],
        (2, 39, "A"),  # 2/39 = 5.13 %
        (2, 40, "A+"),  # exactly 5 %
        (4, 3, None),
    ],
)
def test_green_code(place: int, factories: int, grade: str | None) -> None:
    gives("green_code", {"place": place, "factories": factories}, {"grade": grade})


def test_thresholds_of_the_lists_of_ccid() -> None:
    gives("ccid_districts", {"gdp": 800.01, "budget_revenue": 20.01}, PASS)
    gives("ccid_districts", {"gdp": 800, "budget_revenue": 20}, fail("gdp", "budget_revenue"))
    gives("ccid_counties2024", {"gdp": 400, "budget_spending": 40}, PASS)
    gives("ccid_counties2024", {"gdp": 399.9, "budget_spending": 40}, fail("gdp"))
    gives("ccid_counties2024", {"gdp": 400}, review(("budget_spending",), ("budget_spending",)))


TEMPLATES = (
    "double_contact",
    "four_hooks",
    "gb36132_2025",
    "hazard_school_combined",
    "henan_procurement",
    "hn_leader",
    "hotline_handling",
    "jiebang",
    "jinshui_jinbiaozhun",
    "jinshui_yingcai",
    "jinshui_youcai",
    "jinshui_youth_talent",
    "sme_tiers_2026",
    "techcontract_2026",
    "thnee005",
    "thnee006",
    "zz_youth_living",
)


def test_what_is_not_confirmed_is_a_template_and_says_so() -> None:
    templates = [
        name for name in scorecard_names() if any(one.is_template for one in load(name).all_versions)
    ]
    assert tuple(templates) == TEMPLATES
    for name in templates:
        (version,) = load(name).all_versions
        declared = version.declared
        assert any(word in declared.note.zh for word in ("未核实", "未见")), name
        assert [*declared.gates, *declared.points, *declared.minima, *declared.outputs] == [], name
        found = result(name, {})
        assert found["verdict"] == "needs_review"
        assert "not confirmed" in found["reasons"][0]["en"]


def test_every_line_of_a_confirmed_rule_has_source_confidence_and_mark() -> None:
    for name in scorecard_names():
        for version in load(name).all_versions:
            if version.is_template:
                continue
            cite = version.declared.cite
            lines = [*version.declared.gates, *version.declared.points, *version.declared.outputs]
            for line in lines:
                assert line.source or cite.source, (name, line.id)
                assert line.confidence or cite.confidence, (name, line.id)
                assert line.mark or cite.mark, (name, line.id)
