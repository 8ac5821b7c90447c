"""The ladder: where firms stand, what they lack, and counts with what is not decided."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from quheng.errors import DataError, DeclarationError, NotFoundError
from quheng.scorecard.ladder import Ladder, ladder_names, load_ladder, place_many

from .cards import card_of
from .subjects import subjects

STEPS = """
ladder: steps
title: Steps
steps:
  - scorecard: low
  - scorecard: high
    reads: {x: marks}
  - scorecard: top
"""


@pytest.fixture
def ladder(tmp_path: Path) -> Ladder:
    """Make a step from 10 points on, one from 20 points and 5 staff on, and one that is not confirmed."""
    card_of(
        tmp_path,
        "inputs: [{id: marks, type: integer, better: more}]\ngates: [{id: ten, when: marks >= 10}]",
        "low",
    )
    card_of(
        tmp_path,
        "inputs: [{id: x, type: integer, better: more}, {id: staff, type: integer, better: more}]\n"
        "gates: [{id: twenty, when: x >= 20}, {id: five, when: staff >= 5}]",
        "high",
    )
    card_of(tmp_path, "status: template", "top")
    (tmp_path / "steps.yaml").write_text(STEPS, encoding="utf-8")
    return load_ladder(tmp_path / "steps.yaml")


def names(*steps: Any) -> list[str | None]:
    return [None if step is None else step.name for step in steps]


@pytest.mark.parametrize(
    ("firm", "stands", "may", "following"),
    [
        ({"marks": 9, "staff": 5}, None, None, "low"),
        ({"marks": 10, "staff": 5}, "low", "low", "high"),
        ({"marks": 20, "staff": 5}, "high", "high", "top"),
        ({"marks": 20}, "low", "high", "high"),
        ({"marks": 9}, None, None, "low"),
        ({}, None, "high", "low"),
    ],
)
def test_where_a_firm_stands(
    ladder: Ladder, firm: dict[str, Any], stands: str | None, may: str | None, following: str
) -> None:
    placed = ladder.place(firm)
    assert names(placed.stands_on, placed.may_stand_on, placed.next) == [stands, may, following]
    many = place_many(
        ladder, pl.DataFrame({"f": ["a"], **{key: [value] for key, value in firm.items()}}), keep=["f"]
    )
    row = many.frame.row(0, named=True)
    assert [row["stands_on"], row["may_stand_on"], row["next"]] == [stands, may, following]


def test_what_it_lacks_is_said_in_the_columns_of_the_firms_table(ladder: Ladder) -> None:
    placed = ladder.place({"marks": 17, "staff": 5})
    assert [change.speak().en for change in placed.changes] == ["x +3"]
    assert [reason.line for reason in placed.lacks] == ["twenty"]
    assert ladder.place({"marks": 20}).missing == ("staff",)
    assert ladder.place({"staff": 5, "marks": 10}).missing == ()
    assert "not confirmed" in ladder.place({"marks": 20, "staff": 5}).lacks[0].text.en


FIRMS = pl.DataFrame(
    {
        "town": ["A", "A", "A", "A", "B", "B"],
        "marks": ["9", "10", "20", "x", "20", "20"],
        "staff": ["5", "5", "5", "5", None, "1"],
    }
)


def test_counts_by_place(ladder: Ladder) -> None:
    """A: 9 none, 10 low, 20 high, x cannot be read. B: 20 without staff low, high undecided; 20 and 1 low."""
    counts = place_many(ladder, FIRMS, keep=["town"]).counts("town")
    found = {
        (row["town"], row["step"]): (row["stands"], row["meets"], row["undecided"])
        for row in counts.iter_rows(named=True)
    }
    assert found == {
        ("A", "low"): (1, 2, 0),
        ("A", "high"): (1, 1, 0),
        ("A", "top"): (0, None, None),
        ("A", None): (1, None, None),
        ("B", "low"): (2, 2, 0),
        ("B", "high"): (0, 1 - 1, 1),
        ("B", "top"): (0, None, None),
        ("B", None): (0, None, None),
    }
    assert counts["firms"].to_list() == [4] * 4 + [2] * 4
    assert counts["errors"].to_list() == [1] * 4 + [0] * 4
    for _, group in counts.group_by("town"):
        assert group["stands"].sum() + group["errors"][0] == group["firms"][0]


def test_counts_are_observations_with_what_is_not_decided(ladder: Ladder) -> None:
    many = place_many(ladder, FIRMS, keep=["town"])
    rows = many.observations("town", "2024").rows(named=True)
    assert [
        (row["unit"], row["indicator"], row["value"], row["low"], row["high"], row["status"]) for row in rows
    ] == [
        ("A", "low_firms", 2, 2, 3, "P"),
        ("A", "high_firms", 1, 1, 2, "P"),
        ("B", "low_firms", 2, 2, 2, "A"),
        ("B", "high_firms", 0, 0, 1, "P"),
    ]
    assert {row["source"] for row in rows} == {many.source.id}
    assert ladder.digest in many.source.note.en  # type: ignore[union-attr]
    assert "6 firms, 1 of them with errors" in many.source.note.en  # type: ignore[union-attr]
    with pytest.raises(DataError, match="not a period"):
        many.observations("town", "lately")


def test_a_firm_without_a_place_is_not_left_out_in_silence(ladder: Ladder) -> None:
    many = place_many(ladder, FIRMS.with_columns(town=pl.lit(None)), keep=["town"])
    with pytest.raises(DataError, match="6 firms have nothing in town"):
        many.counts("town")
    with pytest.raises(DataError, match="no column street"):
        many.counts("street")
    assert many.counts()["firms"].to_list() == [6, 6, 6, 6]


def test_a_change_of_a_rule_changes_the_source(ladder: Ladder, tmp_path: Path) -> None:
    before = ladder.digest
    card = tmp_path / "low.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace(">= 10", ">= 11"), encoding="utf-8")
    assert load_ladder(tmp_path / "steps.yaml").digest != before


def test_strange_columns_and_names(ladder: Ladder, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no step reads the column 'town'"):
        place_many(ladder, FIRMS)
    with pytest.raises(DataError, match="no step reads pionts"):
        ladder.place({"pionts": 3})
    with pytest.raises(NotFoundError, match="tech-firms"):
        load_ladder("none")
    path = tmp_path / "steps.yaml"
    path.write_text(STEPS.replace("{x: marks}", "{y: points}"), encoding="utf-8")
    with pytest.raises(DeclarationError, match="high has no input y"):
        load_ladder(path)
    path.write_text(STEPS.replace("scorecard: high", "scorecard: low"), encoding="utf-8")
    with pytest.raises(DeclarationError, match="low is a step twice"):
        load_ladder(path)


@pytest.mark.parametrize("name", ladder_names())
def test_the_shipped_ladders_place_a_table_as_one_by_one(name: str) -> None:
    ladder = load_ladder(name)
    given = [subjects(step.card, 60, seed=at, missing=0.05) for at, step in enumerate(ladder.steps[:3])]
    firms = []
    for row in range(60):
        firm: dict[str, Any] = {}
        for step, rows in zip(ladder.steps, given, strict=False):
            for key, value in rows[row].items():
                firm.setdefault(step.reads[key], value)
        firms.append(firm)
    many = place_many(ladder, pl.DataFrame(firms, infer_schema_length=None, strict=False))
    for firm, row in zip(firms, many.frame.iter_rows(named=True), strict=True):
        placed = ladder.place(firm)
        assert names(placed.stands_on, placed.may_stand_on, placed.next) == [
            row["stands_on"],
            row["may_stand_on"],
            row["next"],
        ]
        assert list(placed.missing) == (row["missing"] or [])
