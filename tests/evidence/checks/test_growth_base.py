"""Growth against value and base."""

from __future__ import annotations

import pytest

from tests.evidence.checks.found import alarms, of_code


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        # 13.6 / 9.8 - 1 = 38.8 %
        ("市场主体由9.8万户增加到13.6万户，增长48.8%。", "(13.6万户 − 9.8万户) ÷ 9.8万户 = 38.78% ≠ 48.8%"),
        # 2.1 / (52.6 - 2.1) = 4.2 %
        (
            "全年粮食产量52.6万吨，比上年增加2.1万吨，增长8.2%。",
            "2.1万吨 ÷ (52.6万吨 − 2.1万吨) = 4.158% ≠ 8.2%",
        ),
        # 400 / 320 - 1 = 25 %
        (
            "2022年高新技术企业320家。2023年高新技术企业400家，同比增长35%。",
            "(400家 − 320家) ÷ 320家 = 25% ≠ 35%",
        ),
    ],
)
def test_a_growth_that_does_not_follow(text, arithmetic):
    ((finding, _),) = of_code(text, "growth-base")
    assert finding.severity != "info"
    assert finding.arithmetic.zh == arithmetic


def test_times_more_is_not_times_as_many():
    # from 120 to 360 is 3 times as many, 2 times more
    text = "居民存款余额由2018年的120亿元增长到2023年的360亿元，增长3倍。"
    ((finding, _),) = of_code(text, "growth-base")
    assert finding.severity == "conflict"
    assert "是几倍" in finding.cause.zh


@pytest.mark.parametrize(
    "text",
    [
        "市场主体由9.8万户增加到13.6万户，增长38.8%。",
        "市场主体由9.8万户增加到13.6万户，年均增长8.5%。",  # a mean over years
        "与上次普查的102.4万人相比，增加7.2万人，增长7.03%。",  # 7.2 of 102.4, which is the base
        "2022年地区生产总值300亿元。2023年地区生产总值330亿元，同比增长6.1%。",  # at constant prices
        "2022年财政总收入30亿元。2023年财政总收入33亿元，同口径增长6.1%。",  # on another basis
        "财政总收入由30亿元下降到27亿元，下降10%。",
    ],
)
def test_growths_that_follow_or_cannot_be_checked(text):
    assert alarms(text) == []
