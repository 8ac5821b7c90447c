"""Worked cases of the published rules: every expected value is in the result."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quheng.scorecard import Scorecard, load, scorecard_names

from ..conftest import SHARED

OWN = Path(__file__).parent / "cases.jsonl"
GIVEN = SHARED / "rules" / "examples.jsonl"


def cases(path: Path) -> list[Any]:
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines if line.strip()]
    return [pytest.param(case, id=case["id"]) for case in found if case["scorecard"] in scorecard_names()]


@cache
def card(name: str) -> Scorecard:
    return load(name)


def differences(case: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    result = card(case["scorecard"]).assess(case["inputs"]).as_result()
    json.dumps(result)
    return {
        key: (expected, result.get(key, "absent"))
        for key, expected in case["expected"].items()
        if key not in result or result[key] != expected
    }


@pytest.mark.parametrize("case", cases(OWN))
def test_own_cases(case: dict[str, Any]) -> None:
    assert differences(case) == {}


@pytest.mark.skipif(not GIVEN.is_file(), reason="the shared examples are not beside this checkout")
@pytest.mark.parametrize("case", cases(GIVEN))
def test_given_cases(case: dict[str, Any]) -> None:
    assert differences(case) == {}


def test_every_reason_has_its_line_and_a_source_of_the_scorecard() -> None:
    for param in cases(OWN):
        (case,) = param.values
        found = card(case["scorecard"])
        sources = {one.id for one in found.versions[0].declared.sources}
        for reason in found.assess(case["inputs"]).reasons:
            assert reason.source in sources
            assert reason.confidence in ("H", "M", "L")
            assert reason.text.zh
            assert reason.text.en


def test_lines_cite_sources_that_are_listed() -> None:
    for name in scorecard_names():
        for version in load(name).all_versions:
            listed = {one.id for one in version.declared.sources}
            sections = ("gates", "direct", "points", "minima", "outputs", "derived")
            cited = {line.source for section in sections for line in getattr(version.declared, section)}
            assert cited - {None} <= listed, name
