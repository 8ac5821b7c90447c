"""A part that exceeds its whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quheng.bilingual import Text
from quheng.evidence.checks.breakdown import Breakdown
from quheng.evidence.checks.figures import interval, written
from quheng.evidence.checks.finding import Finding, Severity
from quheng.evidence.checks.register import AMOUNTS, Register, same_measure, same_place
from quheng.evidence.checks.statement import Statement
from quheng.evidence.checks.timing import same_time
from quheng.evidence.lexicon import known_indicators


def part_over_whole(register: Register, breakdowns: Sequence[Breakdown]) -> Iterator[Finding]:
    """Find parts above their wholes: named by 其中, declared, or of a place in another."""
    for breakdown in breakdowns:
        for part in breakdown.parts:
            if _exceeds(part, breakdown.whole):
                yield _finding(part, breakdown.whole, "conflict" if breakdown.is_near else "suspicious")
    wholes = known_indicators().wholes
    for one in register.statements:
        if one.code is None or one.family not in AMOUNTS:
            continue
        for code in wholes.get(one.code, ()):
            for whole in register.amounts(one, code):
                if _is_plain_whole(whole, one) and same_place(one, whole) and _exceeds(one, whole):
                    yield _finding(one, whole, "conflict")
        yield from _above_its_place(one, register)


def _is_plain_whole(whole: Statement, part: Statement) -> bool:
    """Tell whether a whole of the lexicon is that of a part: unnarrowed, of the same sort and time."""
    return (
        not whole.name.scope
        and whole.is_named
        and part.is_named
        and whole.bears_title
        and whole.family == part.family
        and same_measure(whole, part)
        and same_time(whole, part)
    )


def _above_its_place(one: Statement, register: Register) -> Iterator[Finding]:
    """Find the same quantity of the city or province above, where it is smaller."""
    code = one.claim.place.code
    if code is None or code.endswith("0000") or one.claim.place.how not in ("explicit", "sentence"):
        return
    for whole in register.amounts(one, one.code or ""):
        outer = whole.claim.place.code
        holds = outer is not None and outer != code and code.startswith(outer.rstrip("0"))
        alike = whole.family == one.family and whole.name.scope == one.name.scope
        if holds and alike and same_measure(one, whole) and same_time(one, whole) and _exceeds(one, whole):
            yield _finding(one, whole, "suspicious")


def _exceeds(part: Statement, whole: Statement) -> bool:
    return interval(part).low > interval(whole).high


def _finding(part: Statement, whole: Statement, severity: Severity) -> Finding:
    text = f"{written(part)} > {written(whole)}"
    return Finding(
        "part-over-whole",
        severity,
        (part.position, whole.position),
        Text(zh=text, en=text),
        Text(
            zh=f"“{part.claim.phrase}”是“{whole.claim.phrase}”的一部分，却大于它：其一可能误写，或口径不同",
            en=f"{part.claim.phrase} is a part of {whole.claim.phrase} and exceeds it: "
            "one may be wrong, or their scopes differ",
        ),
    )
