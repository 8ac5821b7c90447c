"""Random subjects for any scorecard: values on and around what its inputs allow."""

from __future__ import annotations

import random
from typing import Any

from quheng.scorecard import Scorecard
from quheng.scorecard.declared import (
    BooleanInput,
    ChoiceInput,
    DateInput,
    Input,
    ListInput,
    MapInput,
    NumberInput,
    StructInput,
)

TOPS = (1, 3, 10, 100, 600, 5000, 25000)


def subjects(card: Scorecard, count: int, seed: int, missing: float = 0.1) -> list[dict[str, Any]]:
    source = random.Random(seed)
    version = card.all_versions[-1]
    words = [word for listed in version.lists.values() for word in listed] or ["A", "x"]
    return [
        {name: _value(one, source, missing, words) for name, one in version.inputs.items()}
        for _ in range(count)
    ]


def _value(one: Input, source: random.Random, missing: float, words: list[str]) -> Any:
    if source.random() < missing:
        return None
    match one:
        case BooleanInput():
            return source.random() < 0.3
        case NumberInput():
            return _number(source, one.type == "integer", one.min, one.max)
        case ChoiceInput():
            return source.choice(list(one.choices))
        case DateInput():
            return f"20{source.randint(18, 24)}-{source.randint(1, 12):02d}-{source.randint(1, 28):02d}"
        case ListInput():
            count = source.randint(*(one.size or (0, 3)))
            if one.of == "text":
                return [source.choice(words) for _ in range(count)]
            entries = [_number(source, one.of == "integer", one.min, one.most(at)) for at in range(count)]
            return [None if source.random() < missing / 3 else entry for entry in entries]
        case StructInput():
            return {field.id: _value(field, source, missing, words) for field in one.fields_}
        case MapInput():
            return {}
        case _:
            return source.choice([*words, "x"])


def _number(source: random.Random, whole: bool, low: Any, high: Any) -> Any:
    floor = float(low or 0)
    value = floor + source.random() * (source.choice(TOPS) if high is None else float(high) - floor)
    if low is None and source.random() < 0.3:
        value = -value
    return int(value) if whole else source.choice([float(round(value)), round(value, 1), round(value, 2)])
