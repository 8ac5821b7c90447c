"""A rate without a stated base, where two numbers could be it."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.evidence.checks.figures import shown, written
from quheng.evidence.checks.finding import Finding
from quheng.evidence.checks.register import AMOUNTS, Register, same_place
from quheng.evidence.checks.relations import known_relations
from quheng.evidence.checks.statement import Statement

LOOKED_BACK = 8
"""How many numbers before a rate may hold its base."""


def ambiguous_base(register: Register) -> Iterator[Finding]:
    """Find rates of what was handled (办结率) after two numbers of what may have been handled."""
    bases = known_relations().bases
    for rate in register.statements:
        if rate.family != "rate" or rate.code is None or rate.code not in bases or rate.claim.relative_to:
            continue
        measures = bases[rate.code]
        found: list[Statement] = []
        for one in register.statements[max(0, rate.position - LOOKED_BACK) : rate.position]:
            fits = one.family in AMOUNTS and one.claim.quantity.measure in measures and same_place(one, rate)
            near = one.article == rate.article and rate.paragraph - one.paragraph <= 1
            if fits and near and all(one.name != each.name for each in found):
                found.append(one)
        if len(found) > 1:
            yield _finding(rate, found[-2:])


def _finding(rate: Statement, bases: list[Statement]) -> Finding:
    percent = rate.claim.quantity.point
    terms = [
        f"{written(one)} × {100 - percent:.4g}% = "
        f"{shown(one.claim.quantity.point * (100 - percent) / 100, one.claim.quantity.measure)}"
        for one in bases
    ]
    text = "；".join(terms)
    return Finding(
        "ambiguous-base",
        "info",
        (rate.position, *(one.position for one in bases)),
        Text(zh=text, en=text),
        Text(
            zh=f"“{rate.claim.phrase}”没有说明以哪个数为基数",
            en=f"{rate.claim.phrase} does not say of which of these numbers it is",
        ),
    )
