"""Two values of the same quantity that cannot both hold, and what may explain them."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from quheng.bilingual import Text
from quheng.evidence.checks.figures import interval, lenient, shown, written
from quheng.evidence.checks.finding import Finding, Severity
from quheng.evidence.checks.register import Register, same_place
from quheng.evidence.checks.relations import known_relations
from quheng.evidence.checks.same_quantity import Pair
from quheng.evidence.checks.statement import Statement

SHORTEST_NAME = 4
"""Characters of a name outside the lexicon that says enough by itself."""

COMPARED = frozenset({"share", "rank"})


def conflict(pair: Pair, register: Register) -> Iterator[Finding]:
    """Find two values of one quantity whose intervals are disjoint.

    Both must be named where they stand, and not in one sentence, which would name two quantities. What every
    firm or project has (总投资, 产值) conflicts between headline and text only.
    """
    one, other, _ = pair
    if not contradicts(pair) or not is_one_quantity(pair, register):
        return
    if not pair.is_sure and not _transposed(pair):
        return
    difference = abs(one.claim.quantity.point - other.claim.quantity.point)
    measure = one.claim.quantity.measure
    arithmetic = f"{written(one)} ≠ {written(other)}，{_minus(one, other)} = {shown(difference, measure)}"
    addition = _addition(pair, difference, register)
    if addition:
        smaller = min(pair[:2], key=lambda each: each.claim.quantity.point)
        larger = max(pair[:2], key=lambda each: each.claim.quantity.point)
        text = f"{arithmetic}；{written(smaller)} + {written(addition)} = {written(larger)}"
        three = (one.position, other.position, addition.position)
        yield Finding("conflict", "conflict", three, Text(zh=text, en=text), _earlier(smaller, addition))
        return
    claims = (one.position, other.position)
    yield Finding("conflict", _severity(pair), claims, Text(zh=arithmetic, en=arithmetic), _cause(pair))


def contradicts(pair: Pair) -> bool:
    """Tell whether no value satisfies both, even if digits were cut off instead of rounded."""
    return lenient(pair.one).is_disjoint_from(lenient(pair.other))


def is_one_quantity(pair: Pair, register: Register) -> bool:
    """Tell whether both numbers are named so that they must mean one quantity."""
    one, other, _ = pair
    if one.sentence == other.sentence:
        return False
    if one.family in COMPARED:
        return bool(one.claim.relative_to)
    if not (one.is_named and other.is_named):
        return False
    if one.code is None:
        return one.name.core == other.name.core and len(one.name.core) >= SHORTEST_NAME
    if one.code in known_relations().of_each:
        return one.headline and not other.headline and _is_first_in_text(other, register)
    return True


def _is_first_in_text(statement: Statement, register: Register) -> bool:
    amounts = register.amounts(statement, statement.code or "")
    return next((one for one in amounts if not one.headline), None) is statement


def _severity(pair: Pair) -> Severity:
    """Return how sure the conflict is: a growth may have two bases, an unknown name two meanings."""
    one, other, _ = pair
    unsure = one.code is None or one.family in ("growth", "forecast", "rank", "share")
    same_edition = one.vintage == other.vintage
    return "conflict" if pair.is_sure and same_edition and not unsure else "suspicious"


def _addition(pair: Pair, difference: float, register: Register) -> Statement | None:
    """Return what is stated as new and is the difference."""
    one = pair.one
    if one.code is None or one.family != "amount":
        return None
    for each in register.amounts(one, one.code):
        added = each.family == "new" and same_place(each, one)
        if added and isclose(each.claim.quantity.point, difference, rel_tol=1e-9):
            return each
    return None


def _earlier(smaller: Statement, addition: Statement) -> Text:
    return Text(
        zh=f"{written(smaller)}加上新增的{written(addition)}正是另一个数：可能是较早时点的数",
        en=f"{written(smaller)} and the {written(addition)} that were added give the other: "
        "probably an earlier count",
    )


def _cause(pair: Pair) -> Text:
    if _transposed(pair):
        return Text(
            zh="两个数的数字相同而次序不同：可能是数字颠倒",
            en="the same digits in another order: they may have been transposed",
        )
    one, other = _digits(pair.one), _digits(pair.other)
    if len(one) == len(other) > 1 and sum(a != b for a, b in zip(one, other, strict=True)) == 1:
        return Text(zh="只有一位数字不同：可能是笔误", en="a single digit differs: probably a slip")
    if pair.one.headline:
        return Text(zh="标题与正文的数不一致", en="the headline and the text differ")
    if pair.one.vintage != pair.other.vintage:
        return Text(
            zh="其中一个数说明了口径或时点，可能是不同版本的数",
            en="one of them names its edition: they may be of two vintages",
        )
    return Text(
        zh="同一地方、同一时间、同一指标有两个数：可能口径或时点不同，也可能有一个误写",
        en="two values of one indicator, place and time: another scope or day, or one of them is wrong",
    )


def _digits(statement: Statement) -> str:
    return "".join(filter(str.isdigit, statement.claim.text))


def _transposed(pair: Pair) -> bool:
    """Tell whether two numbers of one size have the same digits in another order."""
    one, other = _digits(pair.one), _digits(pair.other)
    ratio = pair.one.claim.quantity.point / (pair.other.claim.quantity.point or 1)
    return sorted(one) == sorted(other) and len(set(one)) > 1 and 0.1 < ratio < 10


def _minus(one: Statement, other: Statement) -> str:
    larger, smaller = sorted((one, other), key=lambda each: -interval(each).low)
    return f"{written(larger)} − {written(smaller)}"
