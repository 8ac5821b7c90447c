"""Two values of the same quantity whose digits agree and whose size differs by 10, 100 or 10000."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose, log10

from quheng.bilingual import Text
from quheng.evidence.checks.conflict import contradicts, is_one_quantity
from quheng.evidence.checks.figures import digits, written
from quheng.evidence.checks.finding import Finding
from quheng.evidence.checks.register import Register
from quheng.evidence.checks.same_quantity import Pair

POWERS = frozenset({1, 2, 3, 4, 8})
FEWEST_DIGITS = 2
"""Digits that must agree: 10 and 100 agree by chance."""


def slip(pair: Pair, register: Register) -> Iterator[Finding]:
    """Find a misplaced decimal point, or 万 for 亿: a ratio of exactly a power of ten."""
    one, other = pair.one.claim.quantity.point, pair.other.claim.quantity.point
    if one <= 0 or other <= 0 or one == other or pair.one.family == "rank":
        return
    larger, smaller = max(one, other), min(one, other)
    power = round(log10(larger / smaller))
    exact = power in POWERS and isclose(larger, smaller * 10**power, rel_tol=1e-9)
    if not exact or digits(pair.one) < FEWEST_DIGITS:
        return
    if contradicts(pair) and is_one_quantity(pair, register):
        text = f"{written(pair.one)} ÷ {written(pair.other)} = {one / other:.6g}"
        yield Finding(
            "slip",
            "conflict" if pair.is_sure else "suspicious",
            (pair.one.position, pair.other.position),
            Text(zh=text, en=text),
            Text(
                zh=f"数字相同，相差 10 的 {power} 次方：可能小数点或单位（万、亿）写错",
                en=f"the same digits, a factor of {10**power}: a misplaced point, or 万 written for 亿",
            ),
        )
