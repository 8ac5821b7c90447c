"""Sections of plans: what they state is to come, unless they say that it is done."""

from __future__ import annotations

import pytest

from quheng import evidence

PLAN = """云溪区交通局2025年工作总结和2026年工作打算

一、2025年工作总结

改造农村公路86公里。

二、2026年重点任务

（一）加快道路建设。改造农村公路120公里，目前已开工30公里。

1.优化公交。更新公交车50辆。

三、2025年完成情况

新建候车亭12座。
"""


def kinds(text: str) -> dict[str, str]:
    return {claim.text: claim.kind for claim in evidence.read(text, "2025-12-20", "430603").claims}


def test_a_section_of_a_plan_states_forecasts_and_its_subsections_too():
    found = kinds(PLAN)
    assert found["120公里"] == "forecast"
    assert found["50辆"] == "forecast"


def test_what_a_plan_says_is_done_is_no_forecast():
    assert kinds(PLAN)["30公里"] != "forecast"


def test_sections_of_the_past_are_none_though_the_title_has_a_plan():
    found = kinds(PLAN)
    assert found["86公里"] != "forecast"
    assert found["12座"] == "new"


@pytest.mark.parametrize("title", ["云溪区2026年交通工作要点", "2026年城市更新实施方案"])
def test_a_title_of_a_plan_holds_for_all(title):
    assert kinds(f"{title}\n\n改造农村公路120公里。\n")["120公里"] == "forecast"


def test_a_target_that_was_reached_is_no_plan():
    assert kinds("一、年度目标完成情况\n\n改造农村公路120公里。\n")["120公里"] != "forecast"
