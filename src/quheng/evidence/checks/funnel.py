"""Steps of a funnel: none can exceed the one before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from quheng.bilingual import Text
from quheng.evidence.checks.figures import interval, written
from quheng.evidence.checks.finding import Finding, Severity
from quheng.evidence.checks.register import AMOUNTS, Register, same_measure, same_place
from quheng.evidence.checks.relations import known_relations
from quheng.evidence.checks.statement import Statement
from quheng.evidence.checks.timing import same_time
from quheng.evidence.lexicon import known_indicators

COUNTED = frozenset({"人", "人次", "家", "户", "个", "件", "份", "项", "名", "处", "起"})
"""Measures of what goes through a funnel: a person hands in a résumé, a firm an application."""

MOST_STEPS = 8

INTERCHANGEABLE = frozenset({"人", "份", "名"})


def funnel(register: Register) -> Iterator[Finding]:
    """Find steps that exceed the one before: declared by `follows`, or told by the words of one paragraph."""
    indicators = known_indicators().indicators
    steps: dict[tuple[int, int], list[tuple[int, Statement]]] = {}
    for one in register.statements:
        if one.family not in AMOUNTS:
            continue
        follows = indicators[one.code].follows if one.code else None
        if follows is not None:
            for earlier in register.amounts(one, follows):
                if _goes_before(earlier, one) and earlier.is_named and not one.name.scope:
                    yield from _checked(earlier, one, "conflict")
        if one.claim.quantity.measure not in COUNTED:
            continue
        for number, step in _steps(one.claim.phrase):
            taken = steps.setdefault((one.paragraph, number), [])
            recent = reversed(taken[-MOST_STEPS:])
            previous = next((each for at, each in recent if at < step and _goes_before(each, one)), None)
            if previous is not None:
                yield from _checked(previous, one, "suspicious")
            taken.append((step, one))


@lru_cache(65536)
def _steps(phrase: str) -> tuple[tuple[int, int], ...]:
    """Return the funnels that a phrase names a step of, and which: the last that it names."""
    found = []
    for number, patterns in enumerate(known_relations().funnel_patterns):
        steps = [step for step, pattern in enumerate(patterns) if pattern.search(phrase)]
        if steps:
            found.append((number, steps[-1]))
    return tuple(found)


def _goes_before(earlier: Statement, later: Statement) -> bool:
    measures = {earlier.claim.quantity.measure, later.claim.quantity.measure}
    comparable = same_measure(earlier, later) or measures <= INTERCHANGEABLE
    return (
        comparable
        and earlier.family == later.family
        and same_place(earlier, later)
        and same_time(earlier, later)
    )


def _checked(earlier: Statement, later: Statement, severity: Severity) -> Iterator[Finding]:
    over = interval(later).low > interval(earlier).high
    if not over and earlier.code is None:
        return
    text = f"{written(later)} {'>' if over else '≤'} {written(earlier)}"
    names = earlier.claim.phrase, later.claim.phrase
    yield Finding(
        "funnel",
        severity if over else "info",
        (earlier.position, later.position),
        Text(zh=text, en=text),
        Text(
            zh=f"“{names[1]}”在“{names[0]}”之后，却大于它：其一可能误写，或口径、时段不同",
            en=f"{names[1]} comes after {names[0]} and exceeds it: one may be wrong, or their scopes differ",
        )
        if over
        else Text(zh="先后环节的数逐级减少，合理", en="the steps decrease, as they must"),
    )
