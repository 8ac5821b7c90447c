"""Parts that do not add up to their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce

from quheng.bilingual import Text
from quheng.evidence.checks.breakdown import Breakdown
from quheng.evidence.checks.figures import Interval, interval, is_bounded, shown, written
from quheng.evidence.checks.finding import Finding, Severity
from quheng.evidence.checks.register import AMOUNTS, Register, same_measure, same_place
from quheng.evidence.checks.relations import known_relations
from quheng.evidence.checks.statement import Statement
from quheng.evidence.checks.timing import same_time
from quheng.evidence.lexicon import known_indicators

TOTAL = re.compile(r"(?:合计|共计|总计)[^，。；]{0,6}\Z")
REST = re.compile(r"其他|其它|其余")
NEARLY = 0.1
"""How far, as a part of the total, a sum may be off that was meant to be one."""


def parts_sum(register: Register, breakdowns: Sequence[Breakdown]) -> Iterator[Finding]:
    """Check sums: parts declared, parts after 其中 that are all, joint names, totals."""
    for breakdown in breakdowns:
        parts = _all_parts(breakdown.following)
        if not parts:
            parts = _apart(breakdown)
        if parts:
            yield from _checked(breakdown.whole, parts, register, strict=_strictness(breakdown.whole, parts))
    parts_of = {code: one.parts for code, one in known_indicators().indicators.items() if one.parts}
    compounds = known_relations().compounds
    for one in register.statements:
        if one.family not in AMOUNTS:
            continue
        if one.code in parts_of and not one.name.scope and one.is_named and one.bears_title:
            yield from _of_codes(one, parts_of[one.code], register)
        for compound in compounds:
            if one.code is None and one.name.core.startswith(compound.whole):
                yield from _of_codes(one, compound.parts, register)
        if TOTAL.search(one.before):
            yield from _total(one, register)


def _strictness(whole: Statement, parts: Sequence[Statement]) -> Severity:
    """Return how sure a sum is wrong: one that falls short may leave something out."""
    total = sum(part.claim.quantity.point for part in parts)
    return "conflict" if total > whole.claim.quantity.point else "suspicious"


def _all_parts(following: Sequence[Statement]) -> Sequence[Statement]:
    """Return the first of what follows that are all parts: a declared partition, or up to 其他."""
    if len(following) < 2:
        return ()
    names = [f"{one.before}{one.claim.phrase}" for one in following]
    for partition in known_relations().partition_patterns:
        if all(word.search(name) for word, name in zip(partition, names, strict=False)):
            return following[: len(partition)] if len(partition) <= len(names) else ()
    rest = next((at for at, name in enumerate(names) if REST.search(name)), 0)
    return following[: rest + 1] if rest else ()


def _apart(breakdown: Breakdown) -> Sequence[Statement]:
    """Return the parts that are declared not to overlap, if they exceed the whole even so."""
    whole = known_indicators().indicators.get(breakdown.whole.code or "")
    if whole is None or len(breakdown.following) < 2:
        return ()
    by_code = {one.code: one for one in breakdown.following if one.code in whole.parts}
    exceed = sum(interval(one).low for one in by_code.values()) > interval(breakdown.whole).high
    return tuple(by_code.values()) if exceed and len(by_code) > 1 else ()


def _of_codes(whole: Statement, codes: Sequence[str], register: Register) -> Iterator[Finding]:
    parts: list[Statement] = []
    for code in codes:
        of_code = [
            one
            for one in register.amounts(whole, code)
            if not one.name.scope and one.is_named and one.family == whole.family and _goes_with(one, whole)
        ]
        if not of_code:
            return
        parts.append(min(of_code, key=lambda one: abs(one.position - whole.position)))
    yield from _checked(whole, parts, register, strict="conflict")


def _goes_with(part: Statement, whole: Statement) -> bool:
    return same_measure(part, whole) and same_place(part, whole) and same_time(part, whole)


def _total(whole: Statement, register: Register) -> Iterator[Finding]:
    """Check a total against the numbers before it in its sentence, where it is near their sum."""
    parts = [
        one
        for one in register.before_in_sentence(whole)
        if one.family in AMOUNTS and same_measure(one, whole) and same_place(one, whole)
    ][::-1]
    if len(parts) < 2:
        return
    total = sum(part.claim.quantity.point for part in parts)
    if abs(total - whole.claim.quantity.point) <= NEARLY * abs(whole.claim.quantity.point):
        yield from _checked(whole, parts, register, strict="suspicious")


def _checked(
    whole: Statement, parts: Sequence[Statement], register: Register, strict: Severity
) -> Iterator[Finding]:
    total = reduce(Interval.plus, map(interval, parts))
    agrees = not total.is_disjoint_from(interval(whole))
    if not agrees and _another_whole(whole, parts, total, register):
        return
    measure = whole.claim.quantity.measure
    added = sum(part.claim.quantity.point for part in parts)
    terms = " + ".join(map(written, parts))
    text = f"{terms} = {shown(added, measure)}{'' if agrees else f' ≠ {written(whole)}'}"
    yield Finding(
        "parts-sum",
        "info" if agrees else strict,
        (*(part.position for part in parts), whole.position),
        Text(zh=text, en=text),
        _cause(added - whole.claim.quantity.point, measure, agrees=agrees),
    )


def _another_whole(whole: Statement, parts: Sequence[Statement], total: Interval, register: Register) -> bool:
    """Tell whether the parts add up to another number near the whole: then that is what they are of."""
    return any(
        one not in parts
        and same_measure(one, whole)
        and one.family in AMOUNTS
        and is_bounded(one)
        and not total.is_disjoint_from(interval(one))
        for one in register.around(whole)
    )


def _cause(excess: float, measure: str, *, agrees: bool) -> Text:
    if agrees:
        return Text(zh="分项之和等于总数", en="the parts add up")
    gap = shown(abs(excess), measure)
    if excess > 0:
        return Text(
            zh=f"分项之和比总数多{gap}：总数或某个分项可能误写，或分项有重叠",
            en=f"the parts exceed the total by {gap}: one of them may be wrong, or the parts overlap",
        )
    return Text(
        zh=f"分项之和比总数少{gap}：可能漏列一项，或总数、某个分项误写",
        en=f"the parts fall short of the total by {gap}: one may be left out, or one of them is wrong",
    )
