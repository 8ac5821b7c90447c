"""Brackets tile, are half open, and compare exactly."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.errors import DeclarationError
from quheng.scorecard import load, scorecard_names

from .cards import card_of

CARD = """
inputs:
  - {{id: x, type: {kind}, min: {low}}}
points:
  - id: item
    on: x
    brackets:
{rows}
minima: [{{id: m, of: total, at_least: 1}}]
"""


def text(rows: str, kind: str = "decimal", low: str = "0") -> str:
    lines = "\n".join(f"      - {{{row.strip()}}}" for row in rows.split(";"))
    return CARD.format(kind=kind, low=low, rows=lines)


@pytest.mark.parametrize(
    ("rows", "kind", "named"),
    [
        ("at_least: 30, points: 2; below: 25, points: 0", "decimal", "gap: 25 ≤ x < 30"),
        ("above: 30, points: 2; below: 30, points: 0", "decimal", "gap: exactly 30"),
        ("at_least: 30, points: 2; at_most: 30, points: 0", "decimal", "overlap: exactly 30"),
        ("at_least: 25, points: 2; below: 30, points: 0", "decimal", "overlap: 25 ≤ x < 30"),
        ("at_least: 1, points: 2; at_least: 0, below: 1, points: 0", "decimal", None),
        ("at_least: 1, points: 2", "decimal", "gap: 0 ≤ x < 1"),
        ("below: 10, points: 2", "decimal", "gap: ≥ 10"),
        ("at_least: 4, points: 2; equal: 3, points: 1; below: 3, points: 0", "integer", None),
        ("at_least: 4, points: 2; below: 3, points: 0", "integer", "gap: exactly 3"),
        ("above: 3, points: 2; at_most: 3, points: 0", "integer", None),
        ("above: 2, below: 3, points: 2; at_most: 2, points: 0; at_least: 3, points: 0", "decimal", None),
    ],
)
def test_gaps_and_overlaps_are_named(tmp_path: Path, rows: str, kind: str, named: str | None) -> None:
    if named is None:
        card_of(tmp_path, text(rows, kind))
        return
    with pytest.raises(DeclarationError) as caught:
        card_of(tmp_path, text(rows, kind))
    (problem,) = caught.value.problems
    assert named in problem.what.en
    assert problem.where.row == 9  # the line of `brackets`


def test_below_zero_counts_where_a_number_may_be_negative(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match="gap: below 0"):
        card_of(tmp_path, text("at_least: 0, points: 2", low="null"))


EDGES = st.lists(st.integers(1, 40), min_size=1, max_size=5, unique=True).map(sorted)


@given(EDGES, st.fractions(0, 50))
def test_each_value_falls_in_one_bracket(
    tmp_path_factory: pytest.TempPathFactory, edges: list[int], value: Fraction
) -> None:
    rows = [f"below: {edges[0]}, points: 0"]
    rows += [f"at_least: {a}, below: {b}, points: {n + 1}" for n, (a, b) in enumerate(pairwise(edges))]
    rows.append(f"at_least: {edges[-1]}, points: {len(edges)}")
    card = card_of(tmp_path_factory.mktemp("card"), text(";".join(rows)))
    found = card.assess({"x": value}).points["item"]
    assert found.low == found.high == sum(value >= edge for edge in edges)


def test_every_shipped_scorecard_loads_and_its_edges_count_upwards() -> None:
    names = scorecard_names()
    assert {"sme115", "hnte", "innov2022"} <= set(names)
    for name in names:
        assert load(name).name == name
        for version in load(name).all_versions:
            for item in version.all_items:
                for _, brackets in item.brackets:
                    assert list(brackets.edges) == sorted(brackets.edges)
