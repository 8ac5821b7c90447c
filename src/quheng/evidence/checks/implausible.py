"""A value far outside what its indicator can be."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from quheng.bilingual import Text
from quheng.evidence.checks.figures import interval, shown, written
from quheng.evidence.checks.finding import Finding
from quheng.evidence.checks.register import AMOUNTS, Register
from quheng.evidence.checks.statement import Statement
from quheng.evidence.lexicon import Indicator, known_indicators

LEVELS = frozenset({"rate", *AMOUNTS})
PER = frozenset({"%", "‰"})
HOW_FAR = {"district": 10.0, "zone": 10.0, "township": 10.0, "city": 100.0}
"""By what factor a value may exceed the range, which is that of a district."""


def implausible(register: Register) -> Iterator[Finding]:
    """Find levels beyond the range of their indicator: a rate at all, an amount by a factor of ten."""
    indicators = known_indicators().indicators
    for one in register.statements:
        if one.code is None or one.family not in LEVELS or not one.is_named:
            continue
        indicator = indicators[one.code]
        if one.claim.quantity.measure == indicator.measures[0] and _is_beyond(one, indicator):
            bounds = (shown(bound, indicator.measures[0]) for bound in indicator.range)
            yield _finding(one.position, f"{written(one)} ∉ [{'，'.join(bounds)}]", indicator)


def _is_beyond(one: Statement, indicator: Indicator) -> bool:
    low, high = interval(one)
    least, most = indicator.range
    if one.family == "rate":
        return one.claim.quantity.measure in PER and (low > most or high < least)
    return low > most * HOW_FAR.get(one.claim.place.level, inf)


def _finding(index: int, text: str, indicator: Indicator) -> Finding:
    title = indicator.title
    return Finding(
        "implausible",
        "suspicious",
        (index,),
        Text(zh=text, en=text),
        Text(
            zh=f"“{title.zh}”超出合理区间：可能单位（万、亿）或小数点写错",
            en=f"{title.en} is outside its plausible range: the unit or the decimal point may have slipped",
        ),
    )
