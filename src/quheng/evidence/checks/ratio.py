"""A rate whose numerator and denominator the text states too."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.evidence.checks.figures import interval, is_bounded
from quheng.evidence.checks.finding import Finding
from quheng.evidence.checks.quotient import fitting
from quheng.evidence.checks.register import AMOUNTS, Register, same_measure, same_place
from quheng.evidence.checks.statement import Statement
from quheng.evidence.checks.timing import same_time
from quheng.evidence.lexicon import known_indicators


def ratio(register: Register) -> Iterator[Finding]:
    """Compare percentages with the quotient of the two indicators that the lexicon declares them to be."""
    indicators = known_indicators().indicators
    for one in register.statements:
        indicator = indicators.get(one.code or "")
        if indicator is None or indicator.ratio is None or one.claim.quantity.measure != "%":
            continue
        if one.family not in ("rate", "share") or _is_narrowed(one) or not one.is_named:
            continue
        tops = list(_terms(one, indicator.ratio[0], register))
        bottoms = list(_terms(one, indicator.ratio[1], register))
        quotients = [(top, bottom) for top in tops for bottom in bottoms if same_measure(top, bottom)]
        if quotients:
            yield _compared(one, quotients)


def _is_narrowed(rate: Statement) -> bool:
    """Tell whether a rate is of less than its indicator; words that it leaves out do not narrow it."""
    return any(word[0] != "-" for word in rate.name.scope.split("·") if word)


def _terms(rate: Statement, code: str, register: Register) -> Iterator[Statement]:
    """Yield the statements of a term of a rate: of its place and time, not narrowed."""
    for one in register.amounts(rate, code):
        plain = one.family in AMOUNTS and one.is_named and not one.name.scope and is_bounded(one)
        if plain and one.bears_title and same_place(one, rate) and _of_its_time(one, rate):
            yield one


def _of_its_time(one: Statement, rate: Statement) -> bool:
    return same_time(one, rate) or one.claim.period.end == rate.claim.period.end is not None


def _compared(rate: Statement, quotients: list[tuple[Statement, Statement]]) -> Finding:
    found = fitting(rate, [(top, bottom, interval(bottom)) for top, bottom in quotients])
    return Finding(
        "ratio",
        "info" if found.agrees else "conflict",
        found.positions,
        Text(zh=found.arithmetic, en=found.arithmetic),
        Text(zh="比率与分子、分母相符", en="the rate agrees with its two terms")
        if found.agrees
        else Text(
            zh=f"按分子、分母计算应为{found.percent:.4g}%：比率或其中一个数可能误写，或口径不同",
            en=f"its two terms give {found.percent:.4g}%: the rate or a number may be wrong, "
            "or of another scope",
        ),
    )
