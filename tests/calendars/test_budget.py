"""Budgets, as people write them."""

from __future__ import annotations

import pytest

from quheng.bilingual import use_language
from quheng.calendars import Budget
from quheng.errors import DeclarationError


@pytest.mark.parametrize(
    ("text", "n", "unit"),
    [
        ("5 工作日", 5, "workday"),
        ("5个工作日", 5, "workday"),
        ("30 天", 30, "day"),
        ("30日", 30, "day"),
        ("2 周", 2, "week"),
        ("3 个月", 3, "month"),
        ("1年", 1, "year"),
        ("24 小时", 24, "hour"),
        ("30分钟", 30, "minute"),
        ("5 workdays", 5, "workday"),
        ("1 working  day", 1, "workday"),
        (" 10 Days ", 10, "day"),
        ("0 工作日", 0, "workday"),
    ],
)
def test_reading(text, n, unit):
    assert Budget.parse(text) == Budget(n=n, unit=unit) == Budget.of(n, unit)


def test_the_title_reads_well():
    assert Budget.of(5, "工作日").title.zh == "5 个工作日"
    assert Budget.of(5, "workday").title.en == "5 working days"
    assert Budget.of(1, "month").title.en == "1 month"


@pytest.mark.parametrize(
    "text", ["", "5", "工作日", "五个工作日", "-5 天", "5.5 天", "5 工作", "5 fortnights"]
)
def test_texts_that_are_no_budget(text):
    with pytest.raises(DeclarationError, match="is not understood") as raised:
        Budget.parse(text)
    use_language("zh")
    assert "读不懂时限" in str(raised.value)


@pytest.mark.parametrize("n", [-1, 1_000_001, 10**30, 2.5, "5", True, None])
def test_lengths_that_are_none(n):
    with pytest.raises(DeclarationError) as raised:
        Budget.of(n, "day")
    assert raised.value.problems[0].where.field == "n"


def test_a_unit_that_is_none():
    with pytest.raises(DeclarationError, match="'fortnight' is not one of the allowed values"):
        Budget.of(1, "fortnight")
