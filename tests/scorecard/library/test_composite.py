"""Scaling one indicator, and the means of pillars."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import gives, result, review


@pytest.mark.parametrize(
    ("inputs", "scores"),
    [
        ({"dir": "+", "values": {"A": 1, "B": 3, "C": 5, "D": 4}}, {"A": 0, "B": 50, "C": 100, "D": 75}),
        ({"dir": "−", "values": {"A": 1, "B": 3, "C": 5, "D": 4}}, {"A": 100, "B": 50, "C": 0, "D": 25}),
        ({"dir": "+", "values": {"A": -10, "B": 0, "C": "10.0"}}, {"A": 0, "B": 50, "C": 100}),
        ({"dir": "+", "values": {"A": 7, "B": 7}}, None),  # no information: no scores, not 0 and not 50
        ({"dir": "-", "values": {"A": 7}}, None),
        ({"dir": None, "values": {"A": 7, "B": 8}}, None),
    ],
)
def test_scaling(inputs: dict[str, Any], scores: dict[str, Any] | None) -> None:
    gives("composite", inputs, {"scores": scores, "verdict": "pass" if scores else "needs_review"})


@pytest.mark.parametrize(
    ("pillars", "arithmetic", "geometric"),
    [
        ([50, 50], 50, 50),
        ([20, 80], 50, 40),  # √1600
        ([10, 20, 40], 70 / 3, 20),  # ∛8000
        ([0, 90], 45, 0),
        ([100], 100, 100),
        ([20, None], None, None),  # a pillar is missing: no zero in its place
    ],
)
def test_means(pillars: list[Any], arithmetic: float | None, geometric: float | None) -> None:
    for agg in ({}, {"agg": "both"}):
        found = result("composite", {"pillars": pillars, **agg})
        assert found["arithmetic"] == (arithmetic and pytest.approx(arithmetic, rel=1e-15))
        assert found["geometric"] == geometric
        assert found["verdict"] == ("needs_review" if arithmetic is None else "pass")


def test_one_of_the_means() -> None:
    gives("composite", {"pillars": [20, 80], "agg": "arithmetic"}, {"arithmetic": 50, "geometric": "absent"})
    gives("composite", {"pillars": [20, 80], "agg": "geometric"}, {"arithmetic": "absent", "geometric": 40})
    gives("composite", {"pillars": [-1, 1]}, {"arithmetic": 0, "geometric": None, **review(())})
