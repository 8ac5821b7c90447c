"""More of an input that is better never lowers points, and never turns a pass to a fail."""

from __future__ import annotations

import random
from typing import Any

import pytest

from quheng.scorecard import load, scorecard_names
from quheng.scorecard.declared import BooleanInput, Input, NumberInput, StructInput

from .subjects import subjects

ORDER = {"fail": 0, "needs_review": 1, "pass": 2}


def movable(inputs: dict[str, Input]) -> list[tuple[str, str | None, Any]]:
    found: list[tuple[str, str | None, Any]] = []
    for name, one in inputs.items():
        if isinstance(one, StructInput):
            found += [(name, field.id, field) for field in one.fields_ if field.better]
        elif one.better:
            found.append((name, None, one))
    return found


def improved(one: Any, value: Any, source: random.Random) -> Any:
    up = one.better == "more"
    if isinstance(one, BooleanInput):
        return up
    assert isinstance(one, NumberInput)
    moved = value + (1 if up else -1) * source.choice([1, 2, 10, 1000])
    if one.max is not None:
        moved = min(moved, int(one.max))
    return moved if one.min is None else max(moved, int(one.min))


@pytest.mark.parametrize("name", scorecard_names())
def test_better_is_never_worse(name: str) -> None:
    card = load(name)
    if not card.versions:
        pytest.skip("hands on to other scorecards")
    inputs = movable(card.versions[-1].inputs)
    source = random.Random(11)
    for subject in subjects(card, 150, seed=12, missing=0.02):
        before = card.assess(subject)
        for head, field, one in inputs:
            value = subject[head]
            if value is None or (field and value[field] is None):
                continue
            old = value[field] if field else value
            new = improved(one, old, source)
            if (new < old) if one.better == "more" else (new > old):
                continue
            after = card.assess({**subject, head: {**value, field: new} if field else new})
            assert ORDER[after.verdict] >= ORDER[before.verdict], (subject, head, new)
            if before.total and after.total and one.better == "more":
                assert after.total.low >= before.total.low
                assert after.total.high >= before.total.high
