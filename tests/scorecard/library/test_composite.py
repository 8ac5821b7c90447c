"""Scaling one indicator, and the means of pillars."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from quheng.scorecard import assess_many, load

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


def test_a_unit_without_a_value_has_no_score_and_the_others_do() -> None:
    found = result("composite", {"dir": "+", "values": {"A": 1, "B": None, "C": 5, "D": 4}})
    assert found["scores"] == {"A": 0, "B": None, "C": 100, "D": 75}
    assert found["ranks"] == {"A": 3, "B": None, "C": 1, "D": 2}
    assert (found["verdict"], found["missing"]) == ("needs_review", ["values"])
    many = assess_many(
        load("composite"), pl.DataFrame({"dir": ["+"], "values": [{"A": 1, "B": None, "C": 5}]})
    )
    assert next(many.results())["scores"] == {"A": 0, "B": None, "C": 100}


def test_equal_values_carry_no_information() -> None:
    (reason,) = result("composite", {"dir": "+", "values": {"A": 7, "B": 7, "C": None}})["reasons"]
    assert "no information" in reason["en"]
    assert "不含信息" in reason["zh"]


def test_equal_scores_share_a_rank() -> None:
    found = result("composite", {"dir": "-", "values": {"A": 3, "B": 2, "C": 2, "D": 1}})
    assert found["ranks"] == {"D": 1, "B": 2, "C": 2, "A": 4}


@pytest.mark.parametrize(
    ("inputs", "pillar"),
    [
        ({"indicators": [30, 60, None]}, 45),  # 2 of 3 is enough
        ({"indicators": [30, None, None]}, None),
        ({"indicators": [30, None, 60, None]}, None),  # 1/2
        ({"indicators": [30, None, 60], "weights": [1, 3, 2]}, None),  # 3/6
        ({"indicators": [30, None, 60], "weights": [2, 2, 3]}, 48),  # 5/7; (60 + 180) / 5
        ({"indicators": [30, 60], "weights": [1]}, None),
        ({"indicators": [30, 60], "weights": [0, 0]}, None),
        ({"indicators": []}, None),
    ],
)
def test_a_pillar_needs_two_thirds_of_its_weight(inputs: dict[str, Any], pillar: float | None) -> None:
    gives("composite", inputs, {"pillar": pillar, "verdict": "needs_review" if pillar is None else "pass"})


def test_weights() -> None:
    found = result("composite", {"pillars": [1, 16], "weights": [3, 1]})
    assert (found["arithmetic"], found["geometric"]) == (4.75, 2)  # (3 + 16) / 4; (1 · 16)^¼
    gives("composite", {"pillars": [0, 9], "weights": [0, 1]}, {"arithmetic": 9, "geometric": 9})
    gives("composite", {"pillars": [4, 9], "weights": [1, None]}, {"arithmetic": None, "geometric": None})


@pytest.mark.parametrize(
    ("order", "tau"),
    [
        (["a", "b", "c", "d"], 1),
        (["d", "c", "b", "a"], -1),
        (["a", "c", "b", "d"], 2 / 3),  # one of six pairs is turned: (5 − 1) / 6
        (["b", "e", "a"], -1),  # over the names that both have
        (["a", "e"], None),
        (["a", "b", "a"], None),
    ],
)
def test_how_far_two_orders_agree(order: list[str], tau: float | None) -> None:
    found = result("composite", {"order": order, "published": ["a", "b", "c", "d"]})
    assert found["tau"] == (tau if tau is None else pytest.approx(tau, rel=1e-15))


def test_one_of_the_means() -> None:
    gives("composite", {"pillars": [20, 80], "agg": "arithmetic"}, {"arithmetic": 50, "geometric": "absent"})
    gives("composite", {"pillars": [20, 80], "agg": "geometric"}, {"arithmetic": "absent", "geometric": 40})
    gives("composite", {"pillars": [-1, 1]}, {"arithmetic": 0, "geometric": None, **review(())})
