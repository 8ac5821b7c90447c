"""The hotline: only what is given is judged; the rates exactly."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import fail, gives, result, review


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        # 9499/10000 = 94.99 %; 94996/100000 shows as 95.00 and is not 95 %
        (
            {"offered": 10000, "answered": 9499},
            {"connect_rate": "94.99", "ok": False, **fail("connect_rate")},
        ),
        ({"offered": 100000, "answered": 94996}, {"connect_rate": "95.00", "ok": False}),
        ({"offered": 20, "answered": 19}, {"connect_rate": "95.00", "ok": True}),
        ({"offered": 3, "answered": 2}, {"connect_rate": "66.67", "ok": False}),
        ({"offered": 0, "answered": 0}, {"connect_rate": None, "ok": None, **review(("connect_rate",))}),
        ({"offered": 10, "answered": 11}, {"connect_rate": None, "ok": None, **review(("connect_rate",))}),
        (
            {"offered": 10, "answered": None},
            {"connect_rate": None, "ok": None, **review(("connect_rate",), ("answered",))},
        ),
        ({"answer_seconds": 15}, {"ok": True}),
        ({"answer_seconds": 15.1}, {"ok": False, **fail("answer_seconds")}),
        ({"sms_reply_minutes": 3}, {"ok": True}),
        ({"sms_reply_minutes": "3.01"}, {"ok": False, **fail("sms_reply_minutes")}),
        ({"mailbox_reply_hours": 24.5}, {"ok": False, **fail("mailbox_reply_hours")}),
        ({"hours_per_day": 24}, {"ok": True}),
        ({"hours_per_day": 12}, {"ok": False}),
        (
            {"offered": 100, "answered": 96, "answer_seconds": 20, "mailbox_reply_hours": 30},
            {"ok": False, "connect_rate": "96.00", **fail("answer_seconds", "mailbox_reply_hours")},
        ),
        ({"offered": 100, "answered": None, "answer_seconds": 20}, {"ok": False, **fail("answer_seconds")}),
        ({"mailbox_reply_hours": None}, {"ok": None, "verdict": "needs_review"}),
    ],
)
def test_standards(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    gives("hotline", inputs, expected)


def test_rates_without_a_national_value_are_shown_and_not_judged() -> None:
    found = result("hotline", {"due": 4317, "closed_on_time": 4304, "valid_replies": 8, "satisfied": 7})
    # 4304/4317 = 99.6989 %, 7/8 = 87.5 %
    assert (found["on_time_rate"], found["satisfaction_rate"]) == ("99.70", "87.50")
    assert "ok" not in found
    gives("hotline", {"due": 5, "closed_on_time": 6}, {"on_time_rate": None, "verdict": "needs_review"})
