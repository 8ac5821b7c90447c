"""Judge one subject by one version of a rule, line by line, in three-valued logic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quheng.bilingual import Text
from quheng.scorecard.declared import Output
from quheng.scorecard.expressions import GIVEN, Expression
from quheng.scorecard.points import Points, added
from quheng.scorecard.unknown import Truth, Unknown, at_most, blend, every, hole, negate, some, undetermined
from quheng.scorecard.version import TOTAL, Check, Reach, Result, Version

Values = Mapping[str, Any]

NOTHING_GIVEN = Text(zh="没有给出可供判断的输入项", en="none of the inputs that the rule can go by was given")


@dataclass(frozen=True)
class NotAsked:
    """A line that does not apply, or an output whose inputs were not given."""


NOT_ASKED = NotAsked()


@dataclass(frozen=True)
class Judgement:
    """How every line stands.

    Parameters
    ----------
    gates, direct, minima
        Each line that applies, with whether it holds.
    outputs
        The outputs computed without the verdict that are asked for.
    items, total
        The points.
    outcome
        Whether the subject passes: true, false or unknown.
    """

    gates: tuple[tuple[Check, Truth], ...]
    direct: tuple[tuple[Check, Truth], ...]
    minima: tuple[tuple[Reach, Truth], ...]
    outputs: tuple[tuple[Result, Any], ...]
    items: Mapping[str, Points]
    total: Points | None
    outcome: Truth

    @property
    def directly(self) -> Truth:
        """Whether one of the direct passes holds."""
        return some(holds for _, holds in self.direct)


def with_derived(version: Version, inputs: Values) -> dict[str, Any]:
    """Return the inputs, the lists and the derived values by name."""
    values: dict[str, Any] = {**version.lists, **inputs}
    for one in version.derived:
        values[one.line.id] = one.value(values)
    return values


def judge(version: Version, values: Values) -> Judgement:
    """Return how every line stands for the values, and what follows."""
    items: dict[str, Points] = {}
    total = added([item.points(values, items) for item in version.items]) if version.items else None
    return concluded(
        version,
        tuple(check_holds(one, values) for one in version.gates),
        tuple(check_holds(one, values) for one in version.direct),
        tuple(
            minimum_holds(one, total if one.line.of == TOTAL else items[one.line.of], values)
            for one in version.minima
        ),
        tuple(None if one.after_verdict else output_value(one, values) for one in version.results),
        items,
        total,
    )


def concluded(
    version: Version,
    gates: tuple[Any, ...],
    direct: tuple[Any, ...],
    minima: tuple[Any, ...],
    outputs: tuple[Any, ...],
    items: Mapping[str, Points],
    total: Points | None,
) -> Judgement:
    """Put together how each line stands, in the order of the lines, and what follows from it."""
    asked_gates = _asked(version.gates, gates)
    asked_direct = _asked(version.direct, direct)
    asked_minima = _asked(version.minima, minima)
    results = tuple(
        (one, value)
        for one, value in zip(version.results, outputs, strict=True)
        if not one.after_verdict and value is not NOT_ASKED
    )
    outcome = every(holds for _, holds in asked_gates)
    if version.items or version.direct:
        reached = every(holds for _, holds in asked_minima)
        outcome = every((outcome, some((*(holds for _, holds in asked_direct), reached))))
    elif version.declared.verdict:
        named = [value for one, value in results if one.line.id == version.declared.verdict]
        outcome = named[0] if named else hole(NOTHING_GIVEN)
    else:
        needed = [value for one, value in results if not one.line.optional]
        open_ones = [part for value in needed for part in undetermined(value)]
        if open_ones:
            outcome = every((outcome, blend(open_ones)))
        if not asked_gates and not needed:
            outcome = hole(NOTHING_GIVEN)
    return Judgement(asked_gates, asked_direct, asked_minima, results, items, total, outcome)


def _asked(lines: tuple[Any, ...], standings: tuple[Any, ...]) -> tuple[tuple[Any, Truth], ...]:
    return tuple(pair for pair in zip(lines, standings, strict=True) if pair[1] is not NOT_ASKED)


def _counts(applies: Expression | None, values: Values) -> Truth:
    if applies is None:
        return True
    found: Truth = applies.value(values)
    return found


def check_holds(check: Check, values: Values) -> Truth | NotAsked:
    """Return whether a gate or a direct pass holds; where it may not apply, whether it can matter."""
    applies = _counts(check.applies, values)
    if applies is False:
        return NOT_ASKED
    holds: Truth = check.when.value(values)
    return holds if applies is True else some((negate(applies), holds))


def minimum_holds(one: Reach, points: Points | None, values: Values) -> Truth | NotAsked:
    """Return whether points reach a minimum; where the rule leaves them undefined they never surely do."""
    applies = _counts(one.applies, values)
    if applies is False or points is None:
        return NOT_ASKED
    open_points = Unknown(points.causes, points.low, points.high)
    reaches = at_most(one.bound(values), open_points, strict=one.strict)
    if reaches is not False and points.holes:
        causes = reaches.causes if isinstance(reaches, Unknown) else points.causes
        reaches = Unknown(causes, holes=points.holes)
    return reaches if applies is True else some((negate(applies), reaches))


def output_value(one: Result, values: Values) -> Any:
    """Return the value of an output, if it is asked for: its condition holds, or an input was given."""
    if one.applies is not None:
        asked = one.applies.value(values) is not False
    else:
        asked = one.after_verdict or not one.inputs or any(name in values[GIVEN] for name in one.inputs)
    return one.value(values) if asked and one.value else NOT_ASKED


def deciding(version: Version, judgement: Judgement) -> list[tuple[Output, Any]]:
    """Return the outputs that the verdict goes by: none beside points, or one that is it."""
    if version.items or version.direct:
        return []
    named = version.declared.verdict
    return [
        (one.line, value)
        for one, value in judgement.outputs
        if (one.line.id == named if named else not one.line.optional)
    ]
