"""Assess one case by a scorecard of the library, and hold the result against what was worked out by hand."""

from __future__ import annotations

from typing import Any

from quheng.scorecard import load


def result(name: str, inputs: dict[str, Any]) -> dict[str, Any]:
    return load(name).assess(inputs).as_result()


def gives(name: str, inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    found = result(name, inputs)
    assert {key: found.get(key, "absent") for key in expected} == expected


PASS = {"verdict": "pass", "failed": []}


def fail(*lines: str) -> dict[str, Any]:
    return {"verdict": "fail", "failed": list(lines)}


def review(lines: tuple[str, ...], missing: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"verdict": "needs_review", "failed": list(lines), "missing": list(missing)}
