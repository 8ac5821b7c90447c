"""Enterprises above designated size: the threshold of each industry, included; services before 2020."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from quheng.scorecard import load

from .cases import gives, review

THRESHOLDS = {
    "工业": 2000,
    "批发": 2000,
    "零售": 500,
    "住宿和餐饮": 200,
    "餐饮业": 200,
    "交通运输仓储邮政": 2000,
    "信息传输、软件和信息技术服务业": 2000,
    "水利环境公共设施": 2000,
    "卫生": 2000,
    "租赁商务": 1000,
    "科研技术服务": 1000,
    "教育": 1000,
    "物业管理": 1000,
    "房地产中介": 1000,
    "房地产租赁经营": 1000,
    "其他房地产业": 1000,
    "居民服务修理": 500,
    "文化体育娱乐": 500,
    "社会工作": 500,
}


@pytest.mark.parametrize(("industry", "threshold"), THRESHOLDS.items())
def test_the_threshold_itself_counts(industry: str, threshold: int) -> None:
    at = {"industry": industry, "revenue": threshold}
    gives("sishang", at, {"counts": True, "threshold": threshold, "verdict": "pass"})
    gives("sishang", {**at, "revenue": threshold - 0.01}, {"counts": False, "verdict": "fail"})
    gives("sishang", {**at, "revenue": None}, {"counts": None, **review((), ("revenue",))})


@pytest.mark.parametrize(
    ("inputs", "counts"),
    [
        ({"industry": "建筑业", "revenue": 0, "qualification": True}, True),
        ({"industry": "建筑业", "revenue": 90000, "qualification": False}, False),
        ({"industry": "建筑业", "revenue": 90000}, None),  # the qualification decides, not the revenue
        ({"industry": "房地产开发经营", "revenue": 0, "has_activity": True}, True),
        ({"industry": "房地产开发经营", "revenue": 0, "has_activity": False}, False),
        ({"industry": "房地产开发经营", "revenue": 1}, True),  # revenue shows activity
        ({"industry": "农业", "revenue": 90000}, False),
        ({"industry": "未知行业", "revenue": 90000}, None),
        ({"industry": None, "revenue": 90000}, None),
    ],
)
def test_industries_that_do_not_go_by_revenue(inputs: dict[str, Any], counts: bool | None) -> None:
    gives("sishang", inputs, {"counts": counts})


@pytest.mark.parametrize(
    ("inputs", "before", "now"),
    [
        ({"industry": "租赁商务", "revenue": 999, "employees": 50}, True, False),  # 50 staff were enough
        ({"industry": "租赁商务", "revenue": 999, "employees": 49}, False, False),
        ({"industry": "卫生", "revenue": 1000, "employees": 1}, True, False),  # 1000 then, 2000 now
        ({"industry": "社会工作", "revenue": 0, "employees": 50}, True, False),
        ({"industry": "社会工作", "revenue": 500, "employees": None}, True, True),
        ({"industry": "社会工作", "revenue": 400, "employees": None}, None, False),
        ({"industry": "工业", "revenue": 1999, "employees": 500}, False, False),  # staff never counted here
    ],
)
def test_services_before_2020(inputs: dict[str, Any], before: bool | None, now: bool) -> None:
    gives("sishang", {**inputs, "year": 2019}, {"counts": before})
    gives("sishang", {**inputs, "year": 2020}, {"counts": now})
    gives("sishang", inputs, {"counts": now})
    assert load("sishang").assess(inputs, on=date(2019, 12, 31)).as_result()["counts"] is before
