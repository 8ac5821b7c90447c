"""All checks of a reading, in one place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quheng.evidence.checks.ambiguous_base import ambiguous_base
from quheng.evidence.checks.breakdown import breakdowns
from quheng.evidence.checks.completion import completion
from quheng.evidence.checks.conflict import conflict
from quheng.evidence.checks.corroborates import corroborates
from quheng.evidence.checks.definition_conflict import definition_conflict
from quheng.evidence.checks.finding import Finding
from quheng.evidence.checks.funnel import funnel
from quheng.evidence.checks.growth_base import growth_base
from quheng.evidence.checks.implausible import implausible
from quheng.evidence.checks.implied_whole import implied_whole
from quheng.evidence.checks.part_over_whole import part_over_whole
from quheng.evidence.checks.parts_sum import parts_sum
from quheng.evidence.checks.ratio import ratio
from quheng.evidence.checks.register import Register
from quheng.evidence.checks.run_rate import run_rate
from quheng.evidence.checks.same_quantity import Pair, pairs
from quheng.evidence.checks.scope_mismatch import scope_mismatch
from quheng.evidence.checks.slip import slip
from quheng.evidence.checks.vintage import vintage

if TYPE_CHECKING:
    from quheng.evidence.reading import Reading


def check(reading: Reading) -> tuple[Finding, ...]:
    """Find how the claims of a reading bear on each other.

    Nothing is corrected: a finding names the claims, reckons, and says what may be the cause.

    Parameters
    ----------
    reading
        A reading; only its text, articles and claims matter.

    Returns
    -------
    tuple of Finding
        In the order in which their first claims stand in the text; the same for the same reading.
    """
    register = Register.of(reading)
    findings = dict.fromkeys(_all(reading.text, register))
    return tuple(sorted(findings, key=lambda finding: (min(finding.claims), finding.code, finding.claims)))


def _all(text: str, register: Register) -> Iterator[Finding]:
    divided = tuple(breakdowns(register))
    for pair in pairs(register):
        yield from _of_one_quantity(pair, register)
    yield from corroborates(register)
    yield from definition_conflict(register)
    yield from part_over_whole(register, divided)
    yield from parts_sum(register, divided)
    yield from implied_whole(register, divided)
    yield from ratio(register)
    yield from completion(register)
    yield from growth_base(register)
    yield from funnel(register)
    yield from run_rate(register)
    yield from scope_mismatch(text, register)
    yield from ambiguous_base(register)
    yield from implausible(register)


def _of_one_quantity(pair: Pair, register: Register) -> Iterator[Finding]:
    """Yield what two numbers of one quantity are to each other: the first relation that explains them."""
    for found in (vintage(pair), slip(pair, register), conflict(pair, register)):
        finding = next(found, None)
        if finding is not None:
            yield finding
            return
