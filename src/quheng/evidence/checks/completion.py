"""How far a plan is carried out, where the text states the plan too."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.evidence.checks.figures import Interval, interval, is_bounded
from quheng.evidence.checks.finding import Finding
from quheng.evidence.checks.quotient import fitting
from quheng.evidence.checks.register import AMOUNTS, Register, same_measure, same_place
from quheng.evidence.checks.statement import Statement

COMPLETION = "kind.rate:completion"
MOST_BETWEEN = 3
BUDGETS = frozenset({"budget", "adjusted-budget"})


def completion(register: Register) -> Iterator[Finding]:
    """Compare the rate at which a budget or target is said to be carried out with value and plan."""
    for rate in register.statements:
        if rate.claim.rules.get("kind") != COMPLETION or rate.code is None:
            continue
        value = _value_of(rate, register)
        plans = list(_plans(rate, value, register)) if value is not None else []
        if value is not None and plans:
            yield from _compared(value, rate, plans)


def _value_of(rate: Statement, register: Register) -> Statement | None:
    for distance, one in enumerate(register.before_in_sentence(rate)):
        if distance >= MOST_BETWEEN:
            return None
        if one.family in AMOUNTS:
            return one if one.code == rate.code and one.name == rate.name else None
    return None


def _plans(rate: Statement, value: Statement, register: Register) -> Iterator[Statement]:
    """Yield the plans of a value: its budget, of the edition that is named, or its year's target."""
    named = rate.claim.relative_to
    for one in register.around(value):
        if one.code != value.code or one.name.scope != value.name.scope or not is_bounded(one):
            continue
        if not same_measure(one, value) or not same_place(one, value) or one.position == value.position:
            continue
        if "预算" in named:
            wanted = "adjusted-budget" if "调整" in named else "budget"
            if one.vintage == wanted and one.claim.period.end == value.claim.period.end:
                yield one
        elif one.family == "forecast" and _in_its_year(value, one):
            yield one


def _in_its_year(value: Statement, plan: Statement) -> bool:
    a, b = value.claim.period.end, plan.claim.period.end
    return a is not None and b is not None and a.year == b.year


def _compared(value: Statement, rate: Statement, plans: list[Statement]) -> Iterator[Finding]:
    """Yield the comparison with the plan that fits, or with a budget that does not; targets are several."""
    found = fitting(rate, [(value, plan, _meant(plan)) for plan in plans])
    if not found.agrees and found.bottom.vintage not in BUDGETS:
        return
    yield Finding(
        "completion",
        "info" if found.agrees else "suspicious",
        found.positions,
        Text(zh=found.arithmetic, en=found.arithmetic),
        Text(zh="完成比例与数值、计划相符", en="the rate of completion agrees with value and plan")
        if found.agrees
        else Text(
            zh=f"按数值和计划计算应完成{found.percent:.4g}%：其一可能误写，或所比的计划不同",
            en=f"value and plan give {found.percent:.4g}%: one may be wrong, or another plan is meant",
        ),
    )


def _meant(plan: Statement) -> Interval:
    """Return what a plan fixes: a round number without a hedge is meant as it stands."""
    point = plan.claim.quantity.point
    return Interval(point, point) if plan.claim.hedge == "none" else interval(plan)
