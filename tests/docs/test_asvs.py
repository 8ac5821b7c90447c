"""docs/asvs.yaml tells the truth: every requirement has a row, and every test that a row names is there."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from pathlib import Path

from quheng.declarations import parse_yaml

HOUSE = Path(__file__).resolve().parents[2]
FILE = HOUSE / "docs" / "asvs.yaml"
ROWS = parse_yaml(FILE.read_text(encoding="utf-8"), FILE.name)["requirements"]

SECTIONS = {
    1: (2, 9, 11, 3, 2), 2: (3, 3, 4, 1), 3: (0, 2, 4, 6, 5, 0, 2), 4: (3, 1, 2, 4), 5: (1, 3, 2, 3),
    6: (3, 12, 4, 4, 5, 3, 0, 4), 7: (3, 4, 2, 5, 2, 2), 8: (2, 3, 1, 1), 9: (3, 4),
    10: (2, 2, 4, 11, 5, 2, 3), 11: (2, 3, 3, 4, 1, 1), 12: (3, 2, 4), 13: (1, 5, 2, 5), 14: (2, 4, 3),
    15: (3, 3, 7), 16: (1, 5, 4, 3, 3), 17: (1, 4, 2),
}  # fmt: skip
"""How many requirements of levels 1 and 2 each section of each chapter has, counted in the standard."""

LEVELS = {1: 70, 2: 183}


def test_every_requirement_of_the_first_two_levels_has_a_row():
    ids = [row["id"] for row in ROWS]
    assert len(ids) == len(set(ids))
    assert Counter(row["level"] for row in ROWS) == LEVELS
    counted = Counter(tuple(map(int, one.removeprefix("V").split(".")[:2])) for one in ids)
    expected = {
        (chapter, section): number
        for chapter, sections in SECTIONS.items()
        for section, number in enumerate(sections, 1)
        if number
    }
    assert dict(counted) == expected


def test_every_row_says_why_or_by_which_test():
    for row in ROWS:
        assert row["title"], row
        if row["state"] == "holds":
            assert row.get("tests"), f"{row['id']} holds by no test"
        else:
            assert row["state"] in ("partly", "lacks", "outside", "operator"), row
            assert row.get("why"), f"{row['id']}: {row['state']} without a reason"


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((HOUSE / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def missing(rows: list) -> list[str]:
    named = [(row["id"], test) for row in rows for test in row.get("tests", ())]
    return [
        f"{one}: {test}"
        for one, test in named
        if not (HOUSE / test.split("::")[0]).exists()
        or test.split("::")[1] not in names_in(test.split("::")[0])
    ]


def test_every_test_that_is_named_is_there():
    assert missing(ROWS) == []


def test_a_test_that_is_not_there_is_noticed():
    row = {"id": "V1.1.1", "tests": ["tests/docs/test_asvs.py::test_that_nobody_wrote"]}
    assert missing([row]) == ["V1.1.1: tests/docs/test_asvs.py::test_that_nobody_wrote"]
