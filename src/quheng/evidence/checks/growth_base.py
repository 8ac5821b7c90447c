"""Value, base and growth: two of them give the third."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import isfinite
from typing import NamedTuple

from quheng.bilingual import Text
from quheng.evidence.checks.figures import Interval, interval, is_bounded, lenient, written
from quheng.evidence.checks.finding import Finding, Severity
from quheng.evidence.checks.register import AMOUNTS, Register, same_measure, same_place
from quheng.evidence.checks.relations import known_relations
from quheng.evidence.checks.statement import Statement
from quheng.evidence.checks.timing import one_year_before

FROM = re.compile(r"[由从](?!于)")
TO = re.compile(r"[增降升减提扩拓压缩][^，。；]{0,3}[到至为]|[到至]\Z")
AVERAGE = re.compile(r"年均|平均|可比|同口径|扣除|剔除|实际增长|不变价")
BASE = re.compile(r"(?:[与同和比较])[^，。；]*\Z")
MOVED = frozenset({"kind.growth:rise", "kind.growth:fall"})
OVER_THE_YEAR = frozenset({"", "同比", "比上年", "较上年", "比去年", "较去年", "比上年末", "较上年末"})
TIMES, PERCENT = "倍", "%"


class Reckoning(NamedTuple):
    """One way to read a growth: base and difference as intervals, the growth as a point, and the sum."""

    base: Interval
    difference: Interval
    point: float
    terms: str

    @classmethod
    def of_two(cls, old: Statement, new: Statement) -> Reckoning:
        """Reckon the growth from one value to another."""
        before, now = old.claim.quantity.point, new.claim.quantity.point
        terms = f"({written(new)} − {written(old)}) ÷ {written(old)}"
        return cls(interval(old), interval(new).minus(interval(old)), _quotient(now - before, before), terms)

    @classmethod
    def of_increase(cls, value: Statement, increase: Statement) -> Reckoning:
        """Reckon the growth to a value by an increase."""
        added = increase.claim.quantity.point
        base = interval(value).minus(interval(increase))
        point = _quotient(added, value.claim.quantity.point - added)
        terms = f"{written(increase)} ÷ ({written(value)} − {written(increase)})"
        if added < 0:
            terms = f"{written(increase)} ÷ ({written(value)} + {written(increase)})"
        return cls(base, interval(increase), point, terms)

    @classmethod
    def on_base(cls, base: Statement, increase: Statement) -> Reckoning:
        """Reckon the growth of a base by an increase."""
        point = _quotient(increase.claim.quantity.point, base.claim.quantity.point)
        return cls(interval(base), interval(increase), point, f"{written(increase)} ÷ {written(base)}")

    @property
    def rate(self) -> Interval | None:
        """The growths that it admits, as fractions; None where the base may be zero or is not bounded."""
        if self.base.low <= 0 or not all(map(isfinite, (*self.base, *self.difference))):
            return None
        corners = [side / bottom for side in self.difference for bottom in self.base]
        return Interval(min(corners), max(corners))


class Change(NamedTuple):
    """A growth, the claims it may follow from, and the ways to read them."""

    growth: Statement
    claims: tuple[Statement, ...]
    readings: Sequence[Reckoning]


def growth_base(register: Register) -> Iterator[Finding]:
    """Find growths that do not follow from the values beside them.

    Three forms are checked: from A to B, by so much (由A增加到B，增长…); a value with its increase and its
    growth (…，比上年增加D，增长…); a growth whose base, the value of the year before, stands elsewhere. A
    growth is in doubt only if it follows from no way to read the sentence.
    """
    for growth in register.statements:
        if growth.family != "growth" or growth.claim.quantity.measure not in (PERCENT, TIMES):
            continue
        if growth.claim.rules.get("kind") not in MOVED or AVERAGE.search(growth.before):
            continue
        change = _from_to(growth, register) or _increase(growth, register) or _year_before(growth, register)
        if change is not None:
            yield from _checked(change)


def _from_to(growth: Statement, register: Register) -> Change | None:
    """Read 由A增加到B，增长G."""
    two = _before(growth, register, 2)
    if len(two) < 2:
        return None
    first, second = two
    level = all(one.family in (*AMOUNTS, "rate") for one in two) and same_measure(first, second)
    percent = first.claim.quantity.measure in ("%", "‰")
    if not level or percent or not FROM.search(first.before) or not TO.search(second.before):
        return None
    if first.code != second.code or not _alike(second, growth) or not same_place(first, second):
        return None
    return Change(growth, (first, second), [Reckoning.of_two(first, second)])


def _increase(growth: Statement, register: Register) -> Change | None:
    """Read V，增加D，增长G, where V is the value or, after 与 and 比, the base."""
    near = _before(growth, register, 1)
    if not near:
        return None
    (increase,) = near
    if increase.family != "growth" or increase.claim.quantity.measure in (PERCENT, TIMES, "百分点"):
        return None
    if increase.code != growth.code or increase.name != growth.name:
        return None
    values = [
        one
        for one in register.before_in_sentence(increase)
        if one.family in AMOUNTS and same_measure(one, increase) and same_place(one, increase)
    ]
    if not values:
        return None
    nearest = values[0]
    readings = [Reckoning.of_increase(nearest, increase)]
    if BASE.search(nearest.before):
        readings.append(Reckoning.on_base(nearest, increase))
        readings += [Reckoning.of_increase(one, increase) for one in values[1:]]
    elif nearest.code != increase.code:
        return None
    return Change(growth, (nearest, increase), readings)


def _year_before(growth: Statement, register: Register) -> Change | None:
    """Read V，增长G, where the text states the value of the year before elsewhere."""
    near = _before(growth, register, 1)
    if not near or growth.code is None or growth.claim.relative_to not in OVER_THE_YEAR:
        return None
    (value,) = near
    if value.family not in AMOUNTS or not _alike(value, growth):
        return None
    for base in register.amounts(value, growth.code):
        alike = base.name == value.name and base.family == value.family and same_measure(base, value)
        if alike and is_bounded(base) and same_place(base, value) and one_year_before(base, value):
            return Change(growth, (base, value), [Reckoning.of_two(base, value)])
    return None


def _before(growth: Statement, register: Register, number: int) -> tuple[Statement, ...]:
    """Return as many statements right before one in its sentence, in the order of the text."""
    found = []
    for one in register.before_in_sentence(growth):
        found.append(one)
        if len(found) == number:
            break
    return tuple(reversed(found))


def _alike(one: Statement, growth: Statement) -> bool:
    return one.code == growth.code and one.name == growth.name


def _checked(change: Change) -> Iterator[Finding]:
    growth = change.growth
    if growth.code in known_relations().real_terms and growth.claim.quantity.measure == PERCENT:
        return
    factor = 1.0 if growth.claim.quantity.measure == TIMES else 0.01
    said = interval(growth) if growth.claim.quantity.measure == TIMES else lenient(growth)
    said = Interval(said.low * factor, said.high * factor)
    readings = [(reading, rate) for reading in change.readings if (rate := reading.rate) is not None]
    if not readings:
        return
    fitting = [reading for reading, rate in readings if not said.is_disjoint_from(rate)]
    agrees = bool(fitting)
    shown_reading = fitting[0] if fitting else readings[0][0]
    unit = TIMES if growth.claim.quantity.measure == TIMES else PERCENT
    figure = f"{shown_reading.terms} = {shown_reading.point / factor:.4g}{unit}"
    text = figure if agrees else f"{figure} ≠ {growth.claim.quantity.point:.6g}{unit}"
    yield Finding(
        "growth-base",
        "info" if agrees else _strictness(change),
        (*(one.position for one in change.claims), growth.position),
        Text(zh=text, en=text),
        _cause(change, shown_reading.point, agrees=agrees),
    )


def _strictness(change: Change) -> Severity:
    """Return how sure a growth is wrong: a base from another sentence may have been revised since."""
    sentences = {one.sentence for one in (*change.claims, change.growth)}
    return "conflict" if len(sentences) == 1 else "suspicious"


def _quotient(numerator: float, denominator: float) -> float:
    return numerator / denominator if denominator else 0.0


def _cause(change: Change, point: float, *, agrees: bool) -> Text:
    if agrees:
        return Text(zh="增速与数值相符", en="the growth follows from the values")
    growth = change.growth
    said = lenient(growth)
    if growth.claim.quantity.measure == TIMES and said.low <= point + 1 <= said.high:
        return Text(
            zh=f"现数是原数的{point + 1:.3g}倍，增长{point:.3g}倍：可能把“是几倍”写成了“增长几倍”",
            en=f"the new value is {point + 1:.3g} times the old, a growth by {point:.3g} times: "
            "probably “times as many” was written as “times more”",
        )
    return Text(
        zh="增速与数值算不平：增速、增量或基数可能误写，或口径不同",
        en="the growth does not follow: it, the increase or the base may be wrong, or of another scope",
    )
