"""One distinctive value under two names: one quantity named twice, or a number copied to the wrong name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.evidence.checks.figures import digits, written
from quheng.evidence.checks.finding import Finding, Severity
from quheng.evidence.checks.register import Key, Register
from quheng.evidence.checks.statement import Statement
from quheng.evidence.checks.timing import same_time
from quheng.evidence.lexicon import known_indicators

FEWEST_DIGITS = 4
"""Digits of a value that two quantities do not share by chance."""

COUNTED = frozenset({"enterprise", "institution", "item"})
"""Dimensions of things that are counted."""

SHORTEST_COMMON_NAME = 3
"""Characters that both names have in a row: they may be names of one thing."""


def definition_conflict(register: Register) -> Iterator[Finding]:
    """Find a value of four digits or more that an article states of two stocks.

    With kindred names (科技型企业, 科技型中小企业) it is a conflict; else, of things that are counted,
    suspicious: amounts of money agree by chance more easily, there being many.
    """
    seen: dict[Key, list[Statement]] = defaultdict(list)
    indicators = known_indicators().indicators
    for one in register.statements:
        quantity = one.claim.quantity
        if one.family != "amount" or one.code is None or indicators[one.code].nature != "stock":
            continue
        if digits(one) < FEWEST_DIGITS:
            continue
        group = seen[one.article, one.claim.place.code, quantity.measure, quantity.point]
        for earlier in group[-1:]:
            if earlier.code == one.code or earlier.sentence == one.sentence or not same_time(earlier, one):
                continue
            if _kindred(earlier, one):
                yield _finding(earlier, one, "conflict")
            elif quantity.dimension in COUNTED and earlier.is_named and one.is_named:
                yield _finding(earlier, one, "suspicious")
        group.append(one)


def _kindred(one: Statement, other: Statement) -> bool:
    short, long = sorted((one.name.core, other.name.core), key=len)
    last = len(short) - SHORTEST_COMMON_NAME
    return any(short[at : at + SHORTEST_COMMON_NAME] in long for at in range(last + 1))


def _finding(one: Statement, other: Statement, severity: Severity) -> Finding:
    text = f"{written(one)} = {written(other)}"
    names = one.claim.phrase, other.claim.phrase
    return Finding(
        "definition-conflict",
        severity,
        (one.position, other.position),
        Text(zh=text, en=text),
        Text(
            zh=f"同一个数，一处称“{names[0]}”，一处称“{names[1]}”：口径不明，请核对指标",
            en=f"one number called {names[0]} in one place and {names[1]} in another: check which it is",
        ),
    )
