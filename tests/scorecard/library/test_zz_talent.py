"""Classes A to D: two partial lists, two that are not confirmed, and no class E."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import fail, gives, review


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("国家最高科学技术奖获得者", {"class": "A", "home_subsidy_max": 300, "verdict": "pass"}),
        ("诺贝尔经济学奖获得者", {"class": "A", "verdict": "pass"}),
        ("长江学者特聘教授", {"class": "B", "home_subsidy_max": 150, "verdict": "pass"}),
        (" 茅盾文学奖获得者 ", {"class": "B", "verdict": "pass"}),
        ("诺贝尔和平奖获得者", {"class": None, **review(("title",))}),  # not among the five prizes
        (
            "千人计划青年项目入选者",
            {"class": None, **review(("title",))},
        ),  # the youth programme is not class B
        ("河南省优秀专家", {"class": None, "home_subsidy_max": None, **review(("title",))}),
        (None, review(("title",), ("title",))),
    ],
)
def test_class_of_a_title(title: str | None, expected: dict[str, Any]) -> None:
    gives("zz_talent", {"title": title, "route": "introduced", "months": 10}, expected)


@pytest.mark.parametrize("route", ["introduced", "cultivated", "新培育"])
@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (0, {"verdict": "pass"}),
        (24, {"verdict": "pass"}),
        (24.5, fail("months")),
        (25, fail("months")),
        (None, review(("months",), ("months",))),
    ],
)
def test_two_years_by_either_route(route: str, months: float | None, expected: dict[str, Any]) -> None:
    gives("zz_talent", {"title": "国家杰青", "route": route, "months": months}, {"class": "B", **expected})


def test_neither_introduced_nor_cultivated() -> None:
    gives("zz_talent", {"title": "中国科学院院士", "route": "resident", "months": 1}, fail("route"))


@pytest.mark.parametrize("claimed", ["E", "F", "A类", "a"])
def test_a_class_that_no_source_has(claimed: str) -> None:
    gives("zz_talent", {"claimed_class": claimed}, fail("unknown_class"))


def test_the_lists_of_c_and_d_are_not_confirmed() -> None:
    for claimed in ("C", "D"):
        case = {"claimed_class": claimed, "title": "地方突出贡献人才", "route": "introduced", "months": 3}
        gives("zz_talent", case, review(("title", "claimed_class")))
        gives("zz_talent", {"claimed_class": claimed}, {"verdict": "needs_review"})


def test_a_claim_that_the_title_does_not_bear_out() -> None:
    case = {"title": "国家杰青", "route": "introduced", "months": 3}
    gives("zz_talent", {**case, "claimed_class": "A"}, fail("claimed_class"))
    gives("zz_talent", {**case, "claimed_class": "B"}, {"verdict": "pass", "class": "B"})
