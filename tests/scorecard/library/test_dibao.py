"""The minimum living allowance: the last day of each step, national and in Zhongyuan district."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import gives, review

# working days after 2024-11-25: 26-29 November are 1-4, 2-6 December 5-9, 9-13 are 10-14, 16-20 are 15-19,
# 23-27 are 20-24, 30 and 31 are 25 and 26; 2 and 3 January 27 and 28, 6-10 are 29-33, 13-17 are 34-38,
# 20-24 are 39-43, Sunday 26 is worked in lieu 44, 27 is 45
ACCEPTED = {"accepted": "2024-11-25"}


@pytest.mark.parametrize(
    ("inputs", "due"),
    [
        ({"step": "whole", **ACCEPTED}, "2025-01-07"),  # 30; national without a rule
        ({"step": "special", **ACCEPTED}, "2025-01-27"),  # 45
        ({"step": "whole", "special": True, **ACCEPTED}, "2025-01-27"),
        ({"step": "whole", "special": False, "rule": "zhongyuan", **ACCEPTED}, "2024-12-30"),  # 25
        ({"step": "special", "rule": "zhongyuan", **ACCEPTED}, "2025-01-21"),  # 40
        ({"step": "publicity", "published": "2024-12-10"}, "2024-12-17"),  # 7 calendar days
        ({"step": "publicity", "published": "2024-12-07"}, "2024-12-16"),  # the 14th is a Saturday
        ({"step": "公示", "published": "2024-12-10", "rule": "zhongyuan"}, "2024-12-17"),
        (
            {"step": "confirm", "publicity_end": "2024-12-17"},
            "2024-12-31",
        ),  # 18-20 are 3, 23-27 8, 30 9, 31 10
        ({"step": "refusal_notice", "refused": "2024-12-30"}, "2025-01-03"),  # 31, 2, 3
        (
            {"step": "whole", "accepted": "2026-11-18"},
            "2026-12-30",
        ),  # 19, 20; five full weeks to 12-25; 28-30
    ],
)
def test_last_day(inputs: dict[str, Any], due: str) -> None:
    gives("dibao", inputs, {"due": due, "verdict": "pass"})


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"step": "first_payment", "confirmed": "2024-12-31"}, {"month": "2025-01", "verdict": "pass"}),
        ({"step": "first_payment", "confirmed": "2025-01-01"}, {"month": "2025-02"}),
        ({"step": "first_payment", "confirmed": "2025-01-31", "rule": "zhongyuan"}, {"month": "2025-02"}),
        ({"step": "first_payment", "confirmed": None}, {"month": None, **review((), ("confirmed",))}),
        ({"step": "visit", "separately_registered": True}, {"visit_required": True, "verdict": "pass"}),
        ({"step": "visit", "reported": False}, {"visit_required": False}),
        ({"step": "whole", "accepted": None}, {"due": None, **review((), ("accepted",))}),
        ({"step": "whole", "accepted": "2026-12-01"}, {"due": None, **review(())}),  # runs into 2027
        ({"step": "whole", "accepted": "2021-06-30"}, review(())),  # before the rule
        ({"step": "unheard_of", "accepted": "2024-12-01"}, {"due": None, "verdict": "needs_review"}),
    ],
)
def test_other_steps_and_what_is_not_known(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    gives("dibao", inputs, expected)
