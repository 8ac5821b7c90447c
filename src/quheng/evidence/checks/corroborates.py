"""The same value of the same quantity, said again."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.evidence.checks.figures import digits, written
from quheng.evidence.checks.finding import Finding
from quheng.evidence.checks.register import Key, Register
from quheng.evidence.checks.statement import Statement
from quheng.evidence.checks.timing import perhaps_same_time, same_time

FEWEST_DIGITS = 3
"""Digits of a value that says by itself that it is the same, whatever narrows its name."""


def corroborates(register: Register) -> Iterator[Finding]:
    """Find values that another sentence of the article, or its headline, repeats."""
    last: dict[Key, Statement] = {}
    for one in register.statements:
        subject = one.code or one.name.core
        if not subject:
            continue
        place, quantity = one.claim.place, one.claim.quantity
        key = (
            one.article, place.code, place.name, subject, one.family, quantity.measure, quantity.point,
            one.claim.relative_to,
        )  # fmt: skip
        earlier = last.get(key)
        last[key] = one
        if earlier is not None and earlier.sentence != one.sentence and _is_the_same(earlier, one):
            text = f"{written(earlier)} = {written(one)}"
            yield Finding(
                "corroborates",
                "info",
                (earlier.position, one.position),
                Text(zh=text, en=text),
                Text(zh="同一个数说了两次，相互印证", en="the same number is stated twice"),
            )


def _is_the_same(one: Statement, other: Statement) -> bool:
    if one.name.scope == other.name.scope and same_time(one, other):
        return True
    distinctive = one.headline or digits(one) >= FEWEST_DIGITS
    return distinctive and (same_time(one, other) or perhaps_same_time(one, other))
