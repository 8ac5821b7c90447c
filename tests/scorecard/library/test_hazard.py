"""The grade of a hazard: at schools nine direct items, everywhere the definition of art. 3."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import gives, review

SMALL = {"small_harm": True, "removable_at_once": True}
ITEMS = {
    "D1": "no_fire_safety_responsibility_system",
    "D2": "dormitory_in_basement",
    "D3": "sandwich_panel_below_A",
    "D4": "dormitory_without_smoke_alarm",
    "D5": "hot_work_without_approval",
    "D6": "e_bike_indoors",
    "D7": "no_fire_acceptance",
    "D8": "exit_width_79",
    "D9": "barred_windows",
}


@pytest.mark.parametrize(("code", "name"), ITEMS.items())
def test_any_one_item_at_a_school_is_major(code: str, name: str) -> None:
    for finding in (code, name):
        for place in ("school", "kindergarten", "中学"):
            case = {"place": place, "findings": ["other", finding], **SMALL}
            gives(
                "hazard",
                case,
                {"grade": "重大", "basis": "教发厅函〔2024〕20号第三条（一）", "verdict": "pass"},
            )
        elsewhere = {"place": "factory", "findings": [finding], **SMALL}
        gives("hazard", elsewhere, {"grade": "一般", "basis": "总局令第16号第三条"})


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"place": "kindergarten", "findings": ["children_room_floor_5"]}, {"grade": "重大"}),
        ({"place": "kindergarten", "findings": ["children_room_floor_2"], **SMALL}, {"grade": "一般"}),
        # 80 % of the standard is not below 80 %
        ({"place": "school", "findings": ["exit_width_80"], **SMALL}, {"grade": "一般"}),
        ({"place": "school", "findings": ["other"], "exit_width_pct": 79.9, **SMALL}, {"grade": "重大"}),
        ({"place": "school", "findings": ["other"], "exit_width_pct": 80, **SMALL}, {"grade": "一般"}),
        ({"place": "factory", "findings": ["other"], "cannot_remove_itself": True}, {"grade": "重大"}),
        ({"place": "factory", "findings": [], **SMALL}, {"grade": "一般"}),
        ({"place": "factory", "findings": ["other"], **SMALL, "needs_shutdown": True}, {"grade": "重大"}),
        (
            {"place": "factory", "findings": ["other"], "small_harm": False, "removable_at_once": True},
            {"grade": None, **review(())},
        ),
        (
            {"place": "school", "findings": ["children_room_floor_3"]},
            {"grade": None, **review((), ("removable_at_once", "small_harm"))},
        ),
        ({"place": None, "findings": ["D7"], **SMALL}, {"grade": None, **review((), ("place",))}),
        ({"place": "school", "findings": None, **SMALL}, {"grade": None, **review((), ("findings",))}),
        ({"place": None, "findings": None, "needs_shutdown": True}, {"grade": "重大", "verdict": "pass"}),
        (
            {"place": "factory", "findings": ["other"], **SMALL, "needs_shutdown": None},
            {"grade": None, **review((), ("needs_shutdown",))},
        ),
        ({"place": "school", "findings": ["hot_wrok"], **SMALL}, {"grade": "一般", "unlisted": True}),
        ({"place": "school", "findings": ["other"], **SMALL}, {"grade": "一般", "unlisted": False}),
    ],
)
def test_grades(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    gives("hazard", inputs, expected)
