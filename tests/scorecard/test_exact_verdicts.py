"""A verdict that is certain however one unknown number turns out is found, and no other."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quheng.scorecard import assess_many

from .cards import card_of

X = "inputs: [{id: x, type: %s}, {id: y, type: decimal}]\n"
FEW = "\npoints: [{id: p, value: y}]\nminima: [{id: m, of: p, at_least: 1000}]"


@pytest.mark.parametrize(
    ("kind", "lines", "y", "verdict"),
    [
        ("decimal", "gates: [{id: g, when: x >= 5}, {id: h, when: x < y}]", 5, "fail"),
        ("decimal", "gates: [{id: g, when: x >= 5}, {id: h, when: x <= y}]", 5, "needs_review"),  # x = 5
        ("decimal", "gates: [{id: g, when: x > 5}, {id: h, when: x < y}]", 6, "needs_review"),  # x = 5.5
        ("integer", "gates: [{id: g, when: x > 5}, {id: h, when: x < y}]", 6, "fail"),  # no integer between
        ("integer", "gates: [{id: g, when: x > 5}, {id: h, when: x < y}]", 6.5, "needs_review"),  # 6
        ("decimal", "direct: [{id: g, when: x >= 5}, {id: h, when: x < y}]", 5, "pass"),
        ("decimal", "direct: [{id: g, when: x > 5}, {id: h, when: x < y}]", 5, "needs_review"),  # x = 5
        ("decimal", "gates: [{id: g, when: 'ratio(x, y) >= 0.5'}, {id: h, when: 2 * x < y}]", 9, "fail"),
        # x / (x + y) ≥ 1/4 from x = y/3 = 3 on; x ≤ 2.99 before it
        ("decimal", "gates: [{id: g, when: 'ratio(x, x + y) >= 0.25'}, {id: h, when: x <= 2.99}]", 9, "fail"),
        (
            "decimal",
            "gates: [{id: g, when: 'ratio(x, x + y) >= 0.25'}, {id: h, when: x <= 3}]",
            9,
            "needs_review",
        ),
        # y / x < 1 from x > 4 on, x ≤ 4 before; at x = 0 the ratio is undefined, yet the second holds
        ("decimal", "direct: [{id: g, when: 'ratio(y, x) < 1'}, {id: h, when: x <= 4}]", 4, "pass"),
        (
            "decimal",
            "direct: [{id: g, when: 'ratio(y, x) < 1'}, {id: h, when: 'ratio(y, x) >= 1'}]",
            4,
            "needs_review",
        ),
        # x · x is of second degree: left open
        ("decimal", "gates: [{id: g, when: x * x > 2}, {id: h, when: x * x < y}]", 2, "needs_review"),
    ],
)
def test_an_unknown_number_in_two_lines(tmp_path: Path, kind: str, lines: str, y: Any, verdict: str) -> None:
    found = card_of(tmp_path, X % kind + lines + (FEW if "direct" in lines else "")).assess(
        {"x": None, "y": y}
    )
    assert found.verdict == verdict
    assert list(found.missing) == (["x"] if verdict == "needs_review" else [])
    short = {"m": "not_met"} if "direct" in lines and verdict == "needs_review" else {}
    assert {one.line: one.standing for one in found.reasons} == {"g": "undecided", "h": "undecided"} | short


def test_points_and_brackets(tmp_path: Path) -> None:
    """Few staff give points for one item, many for the other: 10 in all, whatever x."""
    card = card_of(
        tmp_path,
        """
inputs: [{id: x, type: integer}]
points:
  - {id: few, on: x, brackets: [{below: 7, points: 10}, {at_least: 7, points: 0}]}
  - {id: many, on: x, brackets: [{below: 7, points: 0}, {at_least: 7, points: 10}]}
minima: [{id: ten, of: total, at_least: 10}]
""",
    )
    found = card.assess({})
    assert found.verdict == "pass"
    assert found.reasons[0].text.en == "together with other lines met, whatever x: ten"
    assert found.as_result()["total"] == [0, 20]


def test_a_value_is_not_determined_because_any_value_would_do(tmp_path: Path) -> None:
    card = card_of(
        tmp_path,
        "inputs: [{id: d, type: boolean}]\n"
        "outputs: [{id: a, value: 'd ? 1 : 2', applies: 'true'}, {id: b, value: '!d', applies: 'true'}]",
    )
    found = card.assess({"d": None})
    assert (found.verdict, found.missing) == ("needs_review", ("d",))
    assert found.outputs == {"a": None, "b": None}
    assert card.assess({"d": False}).verdict == "pass"


sides = st.sampled_from(["x", "2 * x", "x + y", "y - x", "ratio(x, 3)", "ratio(x, x + 1)", "ratio(y, x + 2)"])
conditions = st.builds(
    "{} {} {}".format, sides, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), st.integers(0, 12)
)


@given(
    gates=st.lists(conditions, min_size=1, max_size=3),
    direct=st.lists(conditions, min_size=1, max_size=2),
    y=st.integers(0, 12),
)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_as_if_every_value_were_tried(tmp_path: Path, gates: list[str], direct: list[str], y: int) -> None:
    lines = [f"  - {{id: g{at}, when: '{one}'}}\n" for at, one in enumerate(gates)]
    others = [f"  - {{id: d{at}, when: '{one}'}}\n" for at, one in enumerate(direct)]
    card = card_of(
        tmp_path,
        "inputs: [{id: x, type: integer, max: 40}, {id: y, type: integer}]\n"
        f"gates:\n{''.join(lines)}direct:\n{''.join(others)}" + FEW,
    )
    verdicts = {card.assess({"x": x, "y": y}).verdict for x in range(41)}
    expected = verdicts.pop() if len(verdicts) == 1 else "needs_review"
    row = {"x": None, "y": y}
    assert card.assess(row).verdict == expected
    assert (
        next(assess_many(card, pl.DataFrame([row, {"x": 1, "y": y}])).results())
        == card.assess(row).as_result()
    )


def test_two_unknown_numbers_apart(tmp_path: Path) -> None:
    card = card_of(
        tmp_path,
        "inputs: [{id: x, type: decimal}, {id: y, type: decimal}]\n"
        "gates: [{id: g, when: x < 3 || y < 3}, {id: h, when: x >= 3}, {id: i, when: y >= 3}]",
    )
    assert card.assess({}).verdict == "fail"


def test_thirds_are_exact(tmp_path: Path) -> None:
    card = card_of(
        tmp_path,
        "inputs: [{id: x, type: decimal}]\ngates: [{id: g, when: 3 * x >= 1}, {id: h, when: 3 * x <= 1}]",
    )
    assert card.assess({}).verdict == "needs_review"  # x = 1/3
    assert card.assess({"x": Fraction(1, 3)}).verdict == "pass"
