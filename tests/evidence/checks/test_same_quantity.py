"""Two numbers of one quantity: conflict, slip, vintage, corroboration; one number under two names."""

from __future__ import annotations

import pytest

from tests.evidence.checks.found import alarms, findings, of_code


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("目前，全区共有养老机构58家。养老服务：全区养老机构达到52家，其中公办12家。", ["58家", "52家"]),
        ("年末全市常住人口412.3万人。人口方面，年末全市常住人口为421.3万人。", ["412.3万人", "421.3万人"]),
        ("全区共有持证社工1286人。据介绍，全区持证社工达到1268人。", ["1286人", "1268人"]),
        # the day of the second is that of the paper only, but the digits are the same in another order
        ("截至2023年底，全区森林覆盖率45.6%。生态持续改善，全区森林覆盖率46.5%。", ["45.6%", "46.5%"]),
    ],
)
def test_two_values_of_one_quantity_conflict(text, numbers):
    assert ("conflict", numbers) in alarms(text)


@pytest.mark.parametrize(
    "text",
    [
        "目前，城市低保对象1286人。目前，农村低保对象3268人。",  # another scope
        "全县一般公共预算收入12.4亿元。县本级一般公共预算收入8.6亿元。",  # its own level
        "2022年高新技术企业320家。2023年高新技术企业400家。",  # two years
        "1至10月，进出口总额120亿元。10月当月，进出口总额12亿元。",  # so far, and the month
        "截至2023年底，高新技术企业356家。目前，高新技术企业达到412家。",  # grown since
        "甲项目总投资12亿元。乙项目总投资35亿元。",  # every project has one
        "全年接待游客约600万人次。全年接待游客605.4万人次。",  # 约600 admits 605.4
        "进出口总额首次突破1000亿元。全年进出口总额1038.2亿元。",  # above 1000
        "全年粮食产量52.68万吨。全年粮食产量52.6万吨。",  # cut off, not rounded
        "财政收入12亿元，财政支出30亿元。财政总收入18亿元。",
        "政府债务限额98.7亿元，其中一般债务限额31.4亿元。政府债务余额96.2亿元，其中一般债务30.6亿元。",
    ],
)
def test_what_differs_in_scope_time_or_rounding_does_not_conflict(text):
    assert alarms(text) == []


def test_a_difference_that_is_stated_as_new_is_told_as_the_cause():
    text = "全区新增养老机构3家，养老机构总数达到61家。养老服务持续提质，目前全区养老机构总数58家。"
    ((finding, numbers),) = of_code(text, "conflict")
    assert numbers == ["61家", "58家", "3家"]
    assert "58家 + 3家 = 61家" in finding.arithmetic.zh
    assert "earlier" in finding.cause.en


def test_headline_and_text_conflict_though_every_project_has_an_investment():
    text = "集中开工活动举行\n总投资98亿元\n\n本报讯（记者 张三）3月18日，集中开工活动举行，总投资89亿元。"
    assert ("conflict", ["98亿元", "89亿元"]) in alarms(text)


@pytest.mark.parametrize(
    ("one", "other"), [("856.7亿元", "85.67亿元"), ("856.7亿元", "8.567亿元"), ("856.7亿元", "856.7万元")]
)
def test_a_slip_by_a_power_of_ten(one, other):
    text = f"全年社会消费品零售总额{one}，增长7.2%。商贸方面，全年社会消费品零售总额{other}。"
    assert alarms(text) == [("slip", [one, other])]


def test_editions_of_a_figure_are_told_and_are_no_alarm():
    text = "2022年，一般公共预算收入年初预算25.8亿元，快报执行数27.6亿元，决算数27.93亿元。"
    assert alarms(text) == []
    assert [numbers for _, numbers in of_code(text, "vintage")] == [
        ["25.8亿元", "27.6亿元"],
        ["27.6亿元", "27.93亿元"],
    ]


def test_the_same_number_twice_corroborates():
    text = "目前，全区共有养老机构58家。养老服务提质，全区养老机构达到58家。"
    ((finding, numbers),) = findings(text)
    assert (finding.code, finding.severity, numbers) == ("corroborates", "info", ["58家", "58家"])


def test_one_distinctive_value_under_two_kindred_names():
    text = "目前，全区科技型企业总数3156家。目前，全区科技型中小企业3156家。"
    assert ("definition-conflict", ["3156家", "3156家"]) in alarms(text)


@pytest.mark.parametrize(
    "text",
    [
        "目前，全区科技型企业总数27家。目前，全区科技型中小企业27家。",  # two digits agree by chance
        "受理诉求3156件，办结3156件。",  # all were settled
    ],
)
def test_values_that_agree_for_a_reason_are_no_conflict_of_definitions(text):
    assert of_code(text, "definition-conflict") == []


def test_across_articles_only_what_says_when_and_where():
    first = "本报讯（记者 甲）截至2023年底，中原区高新技术企业356家。\n"
    same = "本报讯（记者 乙）截至2023年底，中原区高新技术企业412家。\n"
    other_day = "本报讯（记者 乙）中原区高新技术企业412家。\n"
    elsewhere = "本报讯（记者 乙）截至2023年底，二七区高新技术企业412家。\n"
    assert [code for code, _ in alarms(first + same)] == ["conflict"]
    assert alarms(first + other_day) == []
    assert alarms(first + elsewhere) == []
