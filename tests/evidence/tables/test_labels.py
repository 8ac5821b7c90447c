"""Labels taken apart: unit, time, comparison, footnote, outline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.evidence.tables.labels import read_label
from quheng.evidence.tables.units import stated_unit, unit_of, units_above


@pytest.mark.parametrize(
    ("text", "words", "units"),
    [
        ("地区生产总值（亿元）", "地区生产总值", ["亿元"]),
        ("R&D经费支出,万元", "R&D经费支出", ["万元"]),
        ("房屋建筑面积 [万平方米]", "房屋建筑面积", ["万平方米"]),
        ("固定资产投资（不含农户）（亿元）", "固定资产投资(不含农户)", ["亿元"]),
        ("居民消费价格指数（上年=100）", "居民消费价格指数", []),
        ("亿元", "", ["亿元"]),
        ("绝对量", "", []),
        ("地 区 生 产 总 值", "地区生产总值", []),
        ("建成区面积（km²）", "建成区面积", ["平方公里"]),
    ],
)
def test_words_and_units(text, words, units):
    label = read_label(text)
    assert (label.words, [unit.text for unit in label.units]) == (words, units)


@pytest.mark.parametrize(
    ("text", "kind", "relative_to", "sign"),
    [
        ("比上年增长（%）", "growth", "上年", 1),
        ("同比±%", "growth", "同比", 1),
        ("规模以上工业增加值增速", "growth", "", 1),
        ("降幅（%）", "growth", "", -1),
        ("占全市比重（%）", "share", "全市", 1),
        ("位次", "rank", "", 1),
        ("全省排名", "rank", "全省", 1),
        ("完成预算%", "rate", "预算", 1),
        ("为上年决算数的％", "rate", "上年决算数", 1),
        ("2024年预算数", "forecast", "", 1),
        ("当年新增", "new", "", 1),
    ],
)
def test_comparisons(text, kind, relative_to, sign):
    found = read_label(text).comparison
    assert (found.kind, found.relative_to, found.sign) == (kind, relative_to, sign)


@pytest.mark.parametrize(
    "text", ["一般公共预算收入", "人口自然增长率（‰）", "工业增加值（亿元）", "常住人口"]
)
def test_a_word_inside_the_name_of_an_indicator_compares_nothing(text):
    assert read_label(text).comparison is None


@pytest.mark.parametrize(
    ("text", "words", "depth", "is_part", "is_total", "marks"),
    [
        ("一、税收收入", "税收收入", 0, False, False, ()),
        ("（一）增值税", "增值税", 2, False, False, ()),
        ("1.企业所得税", "企业所得税", 4, False, False, ()),
        ("  其中：出口", "出口", 2, True, False, ()),
        ("　　进口", "进口", 4, False, False, ()),
        ("#国有控股", "国有控股", 0, True, False, ()),
        ("合　计", "", 0, False, True, ()),
        ("全市合计", "全市", 0, False, True, ()),
        ("常住人口1)", "常住人口", 0, False, False, ("1",)),
        ("常住人口①②", "常住人口", 0, False, False, ("1", "2")),
        ("生产总值*（亿元）", "生产总值", 0, False, False, ("*",)),
        ("建成区面积（km2）", "建成区面积", 0, False, False, ()),
    ],
)
def test_outline_totals_and_marks(text, words, depth, is_part, is_total, marks):
    label = read_label(text)
    assert (label.words, label.depth, label.is_part, label.is_total) == (words, depth, is_part, is_total)
    assert label.marks == marks


@pytest.mark.parametrize(
    "text", ["2023", "2023年", "2023.12", "202312", "2023Q3", "2023-12-31 00:00:00", "1-10月"]
)
def test_times_alone(text):
    assert read_label(text).is_time


@pytest.mark.parametrize(
    ("text", "measure", "factor"),
    [
        ("亿元", "元", 10**8),
        ("万吨标准煤", "吨标准煤", 10**4),
        ("元/平方米", "元/平方米", 1),
        ("千公顷", "公顷", 1000),
        ("千瓦时", "千瓦时", 1),
        ("亿千瓦时", "千瓦时", 10**8),
        ("±%", "%", 1),
        ("万美元", "美元", 10**4),
    ],
)
def test_units(text, measure, factor):
    unit = unit_of(text)
    assert (unit.measure, unit.factor) == (measure, factor)


def test_a_word_that_is_no_unit_is_one_only_where_a_unit_must_stand():
    assert unit_of("万担") is None
    assert (stated_unit("万担").measure, stated_unit("万担").factor) == ("担", 10000)
    assert stated_unit("—") is None
    assert [unit.text for unit in units_above("单位：亿元、%")] == ["亿元", "%"]
    assert units_above("填报单位：统计局") == ()


@given(st.text(max_size=40))
def test_any_text_is_a_label(text):
    label = read_label(text)
    assert label.text == text
    assert read_label(text) == label
