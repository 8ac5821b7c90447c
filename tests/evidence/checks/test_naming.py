"""Names brought to one form."""

from __future__ import annotations

import pytest

from quheng.evidence.checks.naming import bears_title, name_of, names_only_a_vintage, shortens, vintage_of


@pytest.mark.parametrize(
    ("phrase", "modifier", "place", "title", "scope"),
    [
        ("农村低保", "", "某县", "最低生活保障人数", "农村"),
        ("城市低保", "", "某县", "最低生活保障人数", "城市"),
        ("市级孵化载体", "市级", "某区", "孵化载体", "市级"),
        ("金水区孵化载体", "金水区", "金水区", "孵化载体", ""),
        ("65岁及以上人口", "", "某区", "60岁及以上人口", "65·-60"),
        ("公共预算收入", "", "某区", "一般公共预算收入", "-一般"),
    ],
)
def test_what_narrows_a_name(phrase, modifier, place, title, scope):
    assert name_of(phrase, modifier, place, title).scope == scope


def test_abbreviations_keep_the_head():
    assert shortens("社零总额", "社会消费品零售总额") is False  # 社零 ends otherwise: a spelling, not a rule
    assert shortens("A级旅游景区", "国家A级旅游景区")
    assert shortens("进出口", "外贸进出口总额")
    assert not shortens("一般债务", "一般债务限额")


def test_bearing_the_title():
    assert bears_title("进出口总值", "进出口总额")
    assert bears_title("新增专项债券", "专项债券")
    assert not bears_title("债务转贷收入", "政府债券")


def test_vintages():
    assert vintage_of("为年初预算的") == "budget"
    assert vintage_of("快报执行数") == "estimate"
    assert vintage_of("收入") == ""
    assert names_only_a_vintage("决算数")
    assert not names_only_a_vintage("一般公共预算收入决算数")
