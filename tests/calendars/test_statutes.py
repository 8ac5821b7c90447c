"""The table of statutes: what a day is in each law, and the named periods with their sources."""

from __future__ import annotations

from datetime import date

import pytest

from quheng.bilingual import use_language
from quheng.calendars import Budget, budget_of, china, days_under, due, known_statutes, statute
from quheng.errors import DeclarationError, MethodError, NotFoundError


@pytest.mark.parametrize(
    ("law", "days", "unit"),
    [
        ("行政许可法", 20, "workday"),  # art. 82: all
        ("administrative-licensing", 5, "workday"),
        ("行政强制法", 10, "workday"),  # art. 69: up to ten
        ("行政强制法", 11, "day"),
        ("行政强制法", 30, "day"),
        ("行政复议法", 3, "workday"),  # art. 88: 3, 5, 7, 10
        ("行政复议法", 10, "workday"),
        ("行政复议法", 60, "day"),
        ("行政处罚法", 2, "workday"),  # art. 85: 2, 3, 5, 7
        ("行政处罚法", 7, "workday"),
        ("行政处罚法", 10, "day"),
        ("行政处罚法", 90, "day"),
        ("民法典", 5, "day"),
    ],
)
def test_what_a_day_is(law, days, unit):
    assert days_under(law, days) == Budget.of(days, unit)


@pytest.mark.parametrize(
    ("name", "n", "unit"),
    [
        ("行政许可决定", 20, "workday"),
        ("licence-decision-extension", 10, "workday"),
        ("disclosure-reply", 20, "workday"),
        ("disclosure-reply-extension", 20, "workday"),
        ("hotline-mailbox", 24, "hour"),
        ("dibao-whole", 30, "workday"),
        ("dibao-special", 45, "workday"),
        ("dibao-whole-zhongyuan", 25, "workday"),
        ("dibao-special-zhongyuan", 40, "workday"),
        ("dibao-publicity", 7, "day"),
        ("dibao-confirmation", 10, "workday"),
        ("dibao-refusal-notice", 3, "workday"),
    ],
)
def test_named_periods(name, n, unit):
    assert budget_of(name) == Budget.of(n, unit)


def test_the_worked_examples_of_dibao():
    accepted = date(2024, 11, 25)
    assert due(accepted, budget_of("dibao-whole-zhongyuan"), china()).day == date(2024, 12, 30)
    assert due(accepted, budget_of("dibao-whole"), china()).day == date(2025, 1, 7)


def test_every_entry_says_where_it_is_from_and_how_sure_it_is():
    for period in known_statutes().periods:
        assert period.source.zh, period.code
        assert period.confidence in {"P,H", "K,H"}, period.code


def test_a_wording_has_its_time():
    assert statute("disclosure-reply", date(2019, 5, 15)).budget.n == 20
    with pytest.raises(MethodError, match="is not in force on 2019-05-14"):
        budget_of("disclosure-reply", date(2019, 5, 14))
    with pytest.raises(MethodError, match="is not in force on 2023-12-31"):
        days_under("行政复议法", 5, date(2023, 12, 31))


def test_names_that_nothing_answers_to():
    with pytest.raises(NotFoundError, match=r"no 'licence-decison'\n.*allowed: licence-decision"):
        budget_of("licence-decison")
    use_language("zh")
    with pytest.raises(NotFoundError, match="法定期限表中没有“行政诉讼法”"):
        days_under("行政诉讼法", 15)


def test_days_out_of_range():
    with pytest.raises(DeclarationError):
        days_under("民法典", -1)
