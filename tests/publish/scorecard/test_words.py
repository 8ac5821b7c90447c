"""Expressions and numbers in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quheng.bilingual import Text
from quheng.publish.scorecard.expression_words import as_named, asked, words
from quheng.publish.scorecard.number_words import number
from quheng.scorecard.expressions.syntax import parse

LABELS = {
    "staff": Text(zh="职工", en="employees"),
    "tech": Text(zh="科技人员", en="S&T staff"),
    "bad": Text(zh="有不良记录", en="has a bad record"),
    "ip.advance": Text(zh="先进程度", en="how advanced"),
    "sales": Text(zh="销售收入", en="sales"),
}


@pytest.mark.parametrize(
    ("source", "zh", "en"),
    [
        ("ratio(tech, staff) >= 0.1", "科技人员 ÷ 职工 ≥ 10%", "S&T staff ÷ employees ≥ 10%"),
        ("ratio(tech, staff) * 100 >= 5", "科技人员 ÷ 职工 × 100 ≥ 5", "S&T staff ÷ employees × 100 ≥ 5"),
        (
            "ratio(tech, staff + 1) < 1.5",
            "科技人员 ÷ (职工 + 1) < 150%",
            "S&T staff ÷ (employees + 1) < 150%",
        ),
        ("staff <= 500", "职工 ≤ 500 人", "employees ≤ 500"),
        ("!bad", "“有不良记录”为否", "“has a bad record” is no"),
        ("bad", "“有不良记录”为是", "“has a bad record” is yes"),
        ("bad || !bad && staff == 1", "有不良记录 或 非“有不良记录” 且 职工 = 1 人", None),
        ("(bad || bad) && bad", "(有不良记录 或 有不良记录) 且 有不良记录", None),
        ("ip.advance in ['A', 'B']", "先进程度 属于 A、B", "how advanced is one of A, B"),
        ("sum(sales) > 0", "销售收入之和 > 0", "the sum of sales > 0"),
        ("sales[1] == 2", "销售收入第 2 项 = 2", "sales no. 2 = 2"),
        ("days(date('2024-01-01'), date(2024, 2, 3)) > 1", "2024-01-01至2024-02-03的天数 > 1", None),
        ("staff > 1 ? 2 : 3", "若职工 > 1 人则 2，否则 3", "2 if employees > 1, else 3"),
        ("-staff - (tech - 1)", "−职工 − (科技人员 − 1)", None),
    ],
)
def test_expressions(source: str, zh: str, en: str | None) -> None:
    measures = {"staff": ("人", "")}
    found = asked(parse(source), as_named(LABELS), measures)
    assert found.zh == zh
    assert en is None or found.en == en


def test_values_stand_in_for_names() -> None:
    values = {"tech": Text(zh="30", en="30"), "staff": Text(zh="未知", en="unknown")}
    assert words(parse("ratio(tech, staff) >= 0.1"), as_named(values)).en == "30 ÷ unknown ≥ 10%"


@pytest.mark.parametrize(
    ("value", "percent", "text"),
    [
        (Fraction(3, 10), True, "30%"),
        (Fraction(2992, 10000), True, "29.92%"),
        (Fraction(1, 3), True, "≈ 33.33%"),
        (Fraction(299999999, 1000000000), True, "≈ 29.9999999%"),
        (Fraction(10**15 - 1, 3 * 10**15), True, "≈ 33.33%"),
        (Fraction(10**20 - 1, 10**20), True, f"{Fraction(10**20 - 1, 10**18)}%"),
        (76, False, "76"),
        (Fraction(-1, 2), False, "-0.5"),
    ],
)
def test_a_number_is_never_rounded_onto_an_edge(value: Fraction, percent: bool, text: str) -> None:
    assert number(value, percent=percent) == text
