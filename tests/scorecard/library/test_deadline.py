"""Deadlines: units, month ends, days of rest, and the laws whose days are working days."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import gives, review


@pytest.mark.parametrize(
    ("start", "n", "unit", "due"),
    [
        ("2024-12-10", 5, "工作日", "2024-12-17"),
        ("2024-12-10", 0, "day", "2024-12-10"),
        ("2024-01-31", 1, "month", "2024-02-29"),  # no 31 February: the month's end, a Thursday
        ("2025-01-31", 1, "month", "2025-02-28"),  # a Friday
        ("2024-08-31", 1, "month", "2024-09-30"),  # a Monday
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2025-12-20", 1, "year", "2026-12-21"),  # 20 December 2026 is a Sunday
        ("2024-09-24", 7, "day", "2024-10-08"),  # 1 October: the holiday ends on the 7th
        ("2024-12-07", 7, "days", "2024-12-16"),  # 14 December is a Saturday
        ("2024-12-10", 2, "week", "2024-12-24"),
        ("2026-12-24", 5, "workday", "2026-12-31"),  # 25, 28, 29, 30, 31: the last day that is known
    ],
)
def test_last_day(start: str, n: int, unit: str, due: str) -> None:
    gives("deadline", {"start": start, "n": n, "unit": unit}, {"due": due, "verdict": "pass"})


@pytest.mark.parametrize(
    ("inputs", "missing"),
    [
        ({"start": "2026-12-24", "n": 6, "unit": "workday"}, ()),
        ({"start": "2026-12-24", "n": 30, "unit": "day"}, ()),
        ({"start": "2026-06-30", "n": 1, "unit": "year"}, ()),
        ({"start": "2040-01-01", "n": 1, "unit": "day"}, ()),
        ({"start": None, "n": 5, "unit": "day"}, ("start",)),
        ({"start": "2024-12-10", "n": None, "unit": "day"}, ("n",)),
        ({"start": "2024-12-10", "n": 5, "unit": None}, ("unit",)),
        ({"start": "2024-12-10", "n": 5, "unit": "fortnight"}, ()),
        ({"start": "2024-12-10", "n": 5, "unit": "day", "law": "渔业法"}, ()),
    ],
)
def test_what_is_not_known(inputs: dict[str, Any], missing: tuple[str, ...]) -> None:
    gives("deadline", inputs, {"due": None, **review((), missing)})


@pytest.mark.parametrize(
    ("start", "n", "law", "due"),
    [
        # after Friday 6 December: working days 9-13 are 1-5, 16-20 are 6-10, 23-27 are 11-15
        ("2024-12-06", 10, "行政强制法", "2024-12-20"),
        ("2024-12-06", 11, "行政强制法", "2024-12-17"),  # more than ten: calendar days
        ("2024-12-06", 15, "行政许可法", "2024-12-27"),
        ("2024-12-06", 7, "行政复议法", "2024-12-17"),
        ("2024-12-06", 10, "行政复议法", "2024-12-20"),
        ("2023-12-08", 10, "行政复议法", "2023-12-18"),  # until 2023 only 5 and 7 were working days
        ("2023-12-08", 7, "行政复议法", "2023-12-19"),  # 11-15 are 1-5, 18, 19
        ("2024-12-06", 7, "行政处罚法", "2024-12-17"),
        ("2024-12-06", 10, "行政处罚法", "2024-12-16"),
        ("2021-07-14", 7, "行政处罚法", None),  # before the revision
        ("2024-12-06", 10, "民法典", "2024-12-16"),
    ],
)
def test_the_days_of_a_law(start: str, n: int, law: str, due: str | None) -> None:
    gives("deadline", {"start": start, "n": n, "unit": "day", "law": law}, {"due": due})
