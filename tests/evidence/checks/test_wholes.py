"""Parts and wholes: above it, against the sum, as a share, as a declared ratio, as part of a plan."""

from __future__ import annotations

import pytest

from tests.evidence.checks.found import alarms, of_code


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("全年固定资产投资完成312.6亿元，其中工业投资356.2亿元。", ["356.2亿元", "312.6亿元"]),
        ("共有省级以上科技创新平台126个，其中国家级重点实验室158个。", ["158个", "126个"]),
        ("全县脱贫户6812户，其中已消除风险的7203户。", ["7203户", "6812户"]),
        # the lexicon declares tax revenue a part of the public revenue
        ("全年税收收入15.2亿元。全年一般公共预算收入12.6亿元。", ["15.2亿元", "12.6亿元"]),
    ],
)
def test_a_part_above_its_whole(text, numbers):
    assert ("part-over-whole", numbers) in alarms(text)


@pytest.mark.parametrize(
    "text",
    [
        "受理诉求22.8万件，较上月多1.1万件，其中供热类诉求5.7万件。",  # 1.1万 is a difference, no whole
        "接待游客605万人次，接待入境游客8406人次。其中，接待国内游客604万人次。",
        "全年财政收入12亿元，其中税收8亿元，财政支出30亿元。",  # expenditure is no part of revenue
        "对口帮扶资金500万元，其中自有资金120万元。",
    ],
)
def test_what_is_no_part_may_be_larger(text):
    assert alarms(text) == []


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        # 62.3 + 231.5 + 254.8 = 548.6
        (
            "全年地区生产总值528.6亿元，其中第一产业增加值62.3亿元，第二产业增加值231.5亿元，第三产业增加值254.8亿元。",
            "= 548.6亿元 ≠ 528.6亿元",
        ),
        # 29.2 + 28.6 = 57.8
        ("年末户籍人口56.8万人，其中男性29.2万人，女性28.6万人。", "= 578000人 ≠ 56.8万人"),
        # 72 + 85 + 31 + 8 = 196
        ("全县共有各类学校186所，其中幼儿园72所、小学85所、中学31所、其他8所。", "= 196所 ≠ 186所"),
        # 32.1 + 56.2 = 88.3
        ("政府债务余额86.3亿元，其中一般债务32.1亿元、专项债务56.2亿元。", "= 88.3亿元 ≠ 86.3亿元"),
        # 19 + 12 + 3 = 34
        ("签约项目36个，其中制造业项目19个、服务业项目12个、农业项目3个。", "= 34个 ≠ 36个"),
    ],
)
def test_parts_that_do_not_add_up(text, arithmetic):
    ((finding, _),) = [one for one in of_code(text, "parts-sum") if one[0].severity != "info"]
    assert arithmetic in finding.arithmetic.zh


@pytest.mark.parametrize(
    "text",
    [
        # 0.1 + 0.2 + 0.3, each rounded: 0.6 and 0.7 agree
        "全年进出口总额0.7亿元，其中出口0.3亿元，进口0.3亿元。",
        "全区高新技术企业356家，其中制造业120家、服务业86家。",  # others are not named
        "参会520人，其中党员300人、妇女280人。",  # one can be both
    ],
)
def test_rounded_and_open_sums_are_no_alarm(text):
    assert alarms(text) == []


def test_sums_that_agree_are_told():
    ((finding, numbers),) = of_code("全年进出口总额222.8亿元，其中出口159.3亿元，进口63.5亿元。", "parts-sum")
    assert (finding.severity, numbers) == ("info", ["159.3亿元", "63.5亿元", "222.8亿元"])


def test_value_and_share_imply_a_whole():
    # 42 / 8.4 % = 500; 41.5 / 8.45 % = 491.124 and 42.5 / 8.35 % = 508.982
    ((finding, numbers),) = of_code("全年出口总额42亿元，占全市的8.4%。", "implied-whole")
    assert (finding.severity, numbers) == ("info", ["42亿元", "8.4%"])
    assert finding.arithmetic.zh == "42亿元 ÷ 8.4% = 500亿元（491.124亿元..508.982亿元）"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # 32.8 of 45.6 is 71.9 %
        (
            "全年一般公共预算收入45.6亿元，其中税收收入32.8亿元，占一般公共预算收入的78.9%。",
            ["32.8亿元", "78.9%", "45.6亿元"],
        ),
        # 36 of 120 is 30 %
        ("全区共有社区120个，其中建成智慧社区36个，占全区社区总数的40%。", ["36个", "40%", "120个"]),
        # 612 of 1860 is 32.9 %; the whole comes later
        (
            "高新技术产业产值612亿元，占规上工业总产值的45%。规上工业总产值1860亿元。",
            ["612亿元", "45%", "1860亿元"],
        ),
    ],
)
def test_a_share_that_its_whole_contradicts(text, numbers):
    assert ("implied-whole", numbers) in alarms(text)


def test_a_share_without_a_named_whole_may_be_of_something_wider():
    # 14 of 100 is 14 %, of the population, not of those aged 60 and over
    text = "全区常住人口100万人。60岁及以上人口20万人，占20.0%，其中65岁及以上人口14万人，占14.0%。"
    assert alarms(text) == []


def test_two_implied_wholes_disagree():
    # 20 / 10 % = 200, 25 / 10 % = 250
    text = "目前，全区养老机构20家，占全市的10.0%。养老服务提质，目前，全区养老机构25家，占全市的10.0%。"
    assert ("implied-whole", ["20家", "10.0%", "25家", "10.0%"]) in alarms(text)


def test_a_declared_ratio():
    # 8.6 / 11.8 = 72.9 %
    text = "2023年，税收收入8.6亿元，非税收入3.2亿元，一般公共预算收入11.8亿元，税收占比{}。"
    assert [code for code, _ in alarms(text.format("82.9%"))] == ["ratio"]
    assert alarms(text.format("72.9%")) == []


def test_the_rate_of_completion_of_a_budget():
    # 27.63 / 25.8 = 107.1 %
    text = "2022年，一般公共预算收入年初预算25.8亿元，决算数27.63亿元，完成年初预算的{}。"
    assert [code for code, _ in alarms(text.format("117.1%"))] == ["completion"]
    assert alarms(text.format("107.1%")) == []
