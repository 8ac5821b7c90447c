"""Try what several lines read and nobody knows: together they may decide what line by line stays open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

from quheng.scorecard.declared import NumberInput
from quheng.scorecard.judge import Judgement, Values, deciding, judge, with_derived
from quheng.scorecard.splits import values_to_try
from quheng.scorecard.unknown import Truth, Unknown, undetermined
from quheng.scorecard.version import Version

MAX_TRIALS = 256
"""Combinations of what is unknown that are tried one by one."""

LARGE = 10**9
"""A value that an input without a limit can have."""

Options = Mapping[str, tuple[Any, ...]]


def is_tried(version: Version, outcome: Unknown) -> bool:
    """Whether one of the causes is an input that is worth trying."""
    return any(name in version.branching or name in version.splitting for name in outcome.causes)


def tried(version: Version, inputs: Values, judgement: Judgement) -> Truth:
    """Return the outcome, having tried the unknown booleans, choices and numbers that several lines read.

    Line by line each may stay open although together they cannot: `a` in one gate and `!a` in another, or
    `x >= 5` in one and `x < 5` in another. Of a number one value is tried for each way the lines can stand.
    An output that has to be determined is not, though it would be with any value: then there is no pass.
    """
    outcome = judgement.outcome
    if not isinstance(outcome, Unknown) or not is_tried(version, outcome):
        return outcome
    few = {name: values for name, values in version.branching.items() if name in outcome.causes}
    ends = {name: _ends(version, name) for name in version.splitting if name in outcome.causes}
    if prod(map(len, few.values())) * 2 ** len(ends) > MAX_TRIALS:
        return outcome
    if ends and _agreed(version, inputs, {**few, **ends}) is None:
        return outcome
    options = _with_numbers(version, inputs, few, tuple(ends))
    found = _agreed(version, inputs, options) if options else None
    is_open = any(undetermined(value) for _, value in deciding(version, judgement))
    if found is None or (found and is_open and not version.declared.verdict):
        return outcome
    return found


def _ends(version: Version, name: str) -> tuple[Any, ...]:
    """Return two values of a number, far apart: where they do not agree nothing is certain."""
    one = version.inputs[name]
    assert isinstance(one, NumberInput)
    return (0 if one.min is None else one.min), (LARGE if one.max is None else one.max)


def _with_numbers(version: Version, inputs: Values, few: Options, names: tuple[str, ...]) -> Options:
    """Return the options with those of the numbers, as far as they can be told and are not too many."""
    options = dict(few)
    for name in names:
        one = version.inputs[name]
        assert isinstance(one, NumberInput)
        values = values_to_try(one, version.splitting[name], inputs)
        if values and prod(map(len, options.values())) * len(values) <= MAX_TRIALS:
            options[name] = values
    return options


def _agreed(version: Version, inputs: Values, options: Options) -> bool | None:
    """Return the outcome that all combinations have, None where one is open or they differ."""
    first: bool | None = None
    for trial in _combined(inputs, options):
        found = judge(version, with_derived(version, trial)).outcome
        if isinstance(found, Unknown) or (first is not None and found is not first):
            return None
        first = found
    return first


def _combined(inputs: Values, options: Options) -> Iterator[dict[str, Any]]:
    for combination in product(*options.values()):
        trial = dict(inputs)
        for name, value in zip(options, combination, strict=True):
            head, _, field = name.partition(".")
            trial[head] = {**trial[head], field: value} if field else value
        yield trial
