from __future__ import annotations

import math
from fractions import Fraction

import pytest

from quheng.evidence.numbers import find_numerals
from tests.evidence.numerals import only

INF = math.inf


@pytest.mark.parametrize(
    ("text", "words", "point", "measure"),
    [
        # Arabic digits, thousands separators, decimals, scales
        ("企业412家", "412家", 412, "家"),
        ("收入1,234.5万元", "1,234.5万元", 12_345_000, "元"),
        ("投资1.2万亿元", "1.2万亿元", 1_200_000_000_000, "元"),
        ("接待3.6万人次", "3.6万人次", 36_000, "人次"),
        ("市场主体5万户", "5万户", 50_000, "户"),
        ("发电4.2亿千瓦时", "4.2亿千瓦时", 420_000_000, "千瓦时"),
        ("装机5000万千瓦", "5000万千瓦", 50_000_000, "千瓦"),
        ("出口8.5亿美元", "8.5亿美元", 850_000_000, "美元"),
        ("耕地120万亩", "120万亩", 1_200_000, "亩"),
        ("产粮3千吨", "3千吨", 3000, "吨"),
        ("距离2千米", "2千米", 2, "公里"),
        # Digits and scales mixed
        ("投入1亿2千万元", "1亿2千万元", 120_000_000, "元"),
        ("现有2万8千户", "2万8千户", 28_000, "户"),
        # Chinese numerals
        ("引进十二个项目", "十二个", 12, "个"),
        ("惠及一百二十三人", "一百二十三人", 123, "人"),
        ("投入两千三百万元", "两千三百万元", 23_000_000, "元"),
        ("产值三万亿元", "三万亿元", 3_000_000_000_000, "元"),
        # Percentages, fractions, tenths, multiples, points
        ("增长7.8%", "7.8%", Fraction("7.8"), "%"),
        ("出生率6.4‰", "6.4‰", Fraction("6.4"), "‰"),
        ("占百分之三十", "百分之三十", 30, "%"),
        ("占百分之12.5", "百分之12.5", Fraction("12.5"), "%"),
        ("占千分之三", "千分之三", Fraction("0.3"), "%"),
        ("占全市1/8", "1/8", Fraction("12.5"), "%"),
        ("占三分之二", "三分之二", Fraction(200, 3), "%"),
        ("占三成", "三成", 30, "%"),
        ("占七成半", "七成半", 75, "%"),
        ("占一半", "一半", 50, "%"),
        ("比重提高0.5个百分点", "0.5个百分点", Fraction("0.5"), "百分点"),
        ("增长2.3倍", "2.3倍", Fraction("2.3"), "倍"),
        ("产值翻一番", "翻一番", 100, "%"),
        ("产值翻两番", "翻两番", 300, "%"),
        # Measures per another
        ("密度1200人/平方公里", "1200人/平方公里", 1200, "人/平方公里"),
        ("税收15万元/亩", "15万元/亩", 150_000, "元/亩"),
        ("发病率212.37/10万", "212.37/10万", Fraction("212.37"), "/10万"),
        # Ranks
        ("列第9位", "第9位", 9, "位"),
        ("居全市第二", "第二", 2, "位"),
        ("进入全国前十", "前十", 10, "位"),
        ("居全省首位", "首位", 1, "位"),
        ("排名全省15位", "15位", 15, "位"),
        # Below zero
        ("增速为-3.2%", "-3.2%", Fraction("-3.2"), "%"),
        ("降至零下12摄氏度", "零下12摄氏度", -12, "℃"),
    ],
)
def test_span_value_and_measure(text, words, point, measure):
    numeral = only(text)
    assert text[numeral.start : numeral.end] == words
    assert numeral.point == point
    assert numeral.measure == measure


@pytest.mark.parametrize(
    ("text", "words", "hedge", "low", "high"),
    [
        # half of the last digit: 42.18亿 ± 0.005亿; 8万 ± 0.5万; 9.2 ± 0.05
        ("投入42.18亿元", "42.18亿元", "none", 4_217_500_000, 4_218_500_000),
        ("收件8万件", "8万件", "none", 75_000, 85_000),
        ("占9.2%", "9.2%", "none", 9.15, 9.25),
        ("投入300元", "300元", "none", 299.5, 300.5),
        # a count of whole things is exact
        ("新增301家", "301家", "none", 301, 301),
        ("开展三期", "三期", "none", 3, 3),
        # near: the last tenth below
        ("占近20%", "近20%", "near", 18, 20),
        ("上百家企业", "上百家", "over", 100, INF),
        ("近百家企业", "近百家", "near", 90, 100),
        # 余 and 多: below the next round number
        ("有900余个", "900余个", "over", 900, 1000),
        ("有1500多人", "1500多人", "over", 1500, 1600),
        ("有30多万人", "30多万人", "over", 300_000, 400_000),
        ("有1.2万余户", "1.2万余户", "over", 12_000, 13_000),
        ("有百余家", "百余家", "over", 100, 200),
        ("有二十余家", "二十余家", "over", 20, 30),
        # open above, open below
        ("有200家以上", "200家以上", "over", 200, INF),
        ("投资超过5亿元", "超过5亿元", "over", 500_000_000, INF),
        ("不足40人", "不足40人", "under", 0, 40),
        ("控制在3%以内", "3%以内", "under", 0, 3),
        # about: a tenth either way
        ("增长约5%", "约5%", "about", 4.5, 5.5),
        ("约1/6", "约1/6", "about", 15, 18.333333333333332),
        ("增长6%左右", "6%左右", "about", 5.4, 6.6),
        # among the first
        ("列全国前20名", "前20名", "within", 1, 20),
    ],
)
def test_hedge_and_interval(text, words, hedge, low, high):
    numeral = only(text)
    quantity = numeral.quantity()
    assert text[numeral.start : numeral.end] == words
    assert numeral.hedge == hedge
    assert (quantity.low, quantity.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    ("text", "words", "hedge"),
    [
        ("产值突破1000亿元", "1000亿元", "over"),
        ("约占全市的1/6", "1/6", "about"),
        ("不足同类企业的五分之一", "五分之一", "under"),
        ("接近全省的三成", "三成", "near"),
    ],
)
def test_a_hedge_apart_is_not_part_of_the_words(text, words, hedge):
    numeral = only(text)
    assert text[numeral.start : numeral.end] == words
    assert numeral.hedge == hedge


@pytest.mark.parametrize("text", ["附近3家", "签约30家", "赶超5家", "邻近8家", "履约6家"])
def test_a_hedge_inside_another_word_is_none(text):
    assert only(text).hedge == "none"


@pytest.mark.parametrize(
    ("text", "low", "high", "measure"),
    [
        ("引进20至30家", 20, 30, "家"),
        ("引进3-5家", 3, 5, "家"),
        ("增长15%—20%", 15, 20, "%"),
        ("补贴100万元至300万元", 1_000_000, 3_000_000, "元"),
        ("需要20至30万人", 200_000, 300_000, "人"),
        ("每户一至两人", 1, 2, "人"),
        ("偏多一到两成", 10, 20, "%"),
        ("有一百五六十户", 150, 160, "户"),
    ],
)
def test_a_range_is_one_numeral(text, low, high, measure):
    numeral = only(text)
    assert numeral.form == "range"
    assert (numeral.low, numeral.high) == (low, high)
    assert numeral.point == Fraction(low + high, 2)
    assert numeral.measure == measure


def test_from_and_to_are_two_numerals():
    first, second = find_numerals("由30家到45家")
    assert (first.point, second.point) == (30, 45)


def test_shares_that_sum_to_a_hundred():
    # 6.1 + 40.4 + 53.5 = 100
    numerals = find_numerals("三产比例为6.1:40.4:53.5")[1:]
    assert [(numeral.point, numeral.measure) for numeral in numerals] == [
        (Fraction("6.1"), "%"),
        (Fraction("40.4"), "%"),
        (Fraction("53.5"), "%"),
    ]


def test_any_other_ratio_is_a_formula():
    assert only("比例为2:3:4").form == "formula"


def test_a_measure_stated_once_for_a_list():
    assert [(n.point, n.measure) for n in find_numerals("分别加快1.6、2.6和0.7个百分点")] == [
        (Fraction("1.6"), "百分点"),
        (Fraction("2.6"), "百分点"),
        (Fraction("0.7"), "百分点"),
    ]
    assert [(n.point, n.measure) for n in find_numerals("分别高2.2个和1.7个百分点")] == [
        (Fraction("2.2"), "百分点"),
        (Fraction("1.7"), "百分点"),
    ]
    assert [(n.point, n.measure) for n in find_numerals("投入1.2、3.4万元")] == [
        (12_000, "元"),
        (34_000, "元"),
    ]


def test_an_item_number_does_not_share_a_measure():
    first, second = find_numerals("\n1、30家企业入选")
    assert (first.measure, second.measure) == ("", "家")


@pytest.mark.parametrize("text", ["增长27.\n3%", "增长27.\n\n3%", "增长27.%"])
def test_a_number_never_starts_right_after_a_decimal_point(text):
    assert [numeral.point for numeral in find_numerals(text)] == [27]


@pytest.mark.parametrize(
    ("text", "words", "form"),
    [
        ("于2024年3月5日印发", "2024年3月5日", "date"),
        ("二〇二四年全年", "二〇二四年", "date"),
        ("1—8月合计", "1—8月", "date"),
        ("前三季度完成", "前三季度", "date"),
        ("前11个月完成", "前11个月", "date"),
        ("“十四五”时期", "十四五", "date"),
        ("上午10:30开始", "10:30", "date"),
        ("2024-12-12发布", "2024-12-12", "date"),
        ("国办发〔2023〕12号文件", "〔2023〕12号", "document-number"),
        ("电话0371-67181234转", "0371-67181234", "code"),
        ("达到5A标准", "5A", "code"),
        ("PM2.5浓度", "PM2.5", "code"),
        ("形成“2+5”格局", "2+5", "formula"),
        ("从0到1的突破", "从0到1", "formula"),
        ("几百户群众", "几百", "indefinite"),
        ("数十家企业", "数十", "indefinite"),
    ],
)
def test_what_has_no_value_is_found_whole(text, words, form):
    numeral = only(text)
    assert text[numeral.start : numeral.end] == words
    assert numeral.form == form
    assert numeral.point is None
    with pytest.raises(ValueError, match=r"number\."):
        numeral.quantity()


def test_classifiers_never_convert():
    numerals = find_numerals("12家、12户、12个")
    assert {numeral.dimension for numeral in numerals} == {"enterprise", "household", "item"}


def test_a_measure_inside_another_word_is_none():
    assert [n.measure for n in find_numerals("协调22部门、5条例、8所有")] == ["", "", ""]
