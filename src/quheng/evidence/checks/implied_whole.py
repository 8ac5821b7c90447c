"""A value and its share imply a whole: value ÷ share. Two wholes, implied or stated, may disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quheng.bilingual import Text
from quheng.evidence.checks.breakdown import Breakdown
from quheng.evidence.checks.figures import Interval, interval, is_bounded, lenient, shown, spread, written
from quheng.evidence.checks.finding import Finding, Severity
from quheng.evidence.checks.naming import TAILS
from quheng.evidence.checks.register import AMOUNTS, Key, Register, same_measure, same_place
from quheng.evidence.checks.statement import Statement
from quheng.evidence.checks.timing import FIRM, same_time
from quheng.evidence.lexicon import find_terms

SUMMED = re.compile(r"合计|共计|总和|之和|两项|三项|[两三四五六七八九十]+(?:区|县|市|家|大|地)")
AREA = re.compile(r"^(?:全|我|本)(?P<level>[国省市县区旗州镇乡])(?:域)?")
LEVELS = {"国": "nation", "省": "province", "市": "city", "县": "district", "区": "district"}
MOST_BETWEEN = 3
APART = 1.25
"""How far two wholes of neighbouring years must be apart to be suspicious: growth explains less."""


def implied_whole(register: Register, breakdowns: Sequence[Breakdown]) -> Iterator[Finding]:
    """Find the wholes that values and shares imply, and whether stated or implied ones disagree with them."""
    whole_of = {part.position: each.whole for each in breakdowns for part in each.parts}
    implied: dict[Key, tuple[Statement, Statement, Interval]] = {}
    for share in register.statements:
        if share.family != "share" or share.claim.quantity.measure != "%":
            continue
        value = _value_of(share, register)
        if value is None:
            continue
        fraction = interval(share).times(0.01)
        total = interval(value).over(fraction)
        if total is None:
            continue
        stated = list(_stated(share, value, whole_of.get(value.position), register))
        fitting = _fitting(value, lenient(share).times(0.01), stated)
        if fitting is not None:
            yield _agreement(value, share, total, fitting)
            continue
        if stated:
            yield _conflict(value, share, total, stated[0])
            continue
        yield _info(value, share, total)
        key = (
            share.article, value.claim.place.code, value.claim.place.name, value.code or value.name.core,
            value.name.scope, share.claim.relative_to, value.claim.quantity.measure, value.family,
        )  # fmt: skip
        earlier = implied.setdefault(key, (value, share, total))
        if earlier[2].is_disjoint_from(total) and same_time(earlier[0], value) and share.claim.relative_to:
            yield _two(earlier, (value, share, total))


def _value_of(share: Statement, register: Register) -> Statement | None:
    """Return the number of which a share is: the nearest of its subject before it in its sentence."""
    if SUMMED.search(share.before):
        return None
    for distance, one in enumerate(register.before_in_sentence(share)):
        if distance >= MOST_BETWEEN:
            return None
        if one.family in AMOUNTS:
            alike = one.code == share.code and one.name == share.name and same_place(one, share)
            return one if alike else None
        if one.family == "share":
            return None
    return None


def _stated(
    share: Statement, value: Statement, whole: Statement | None, register: Register
) -> Iterator[Statement]:
    """Yield the statements of the whole that a share names.

    Where it names none, that is the total of its value, or any other number near, if the share fits it.
    """
    named = share.claim.relative_to
    if not named:
        if whole is not None and not _has_a_share(whole, register):
            yield whole
            yield from (one for one in register.around(value) if _could_be(one, value))
        return
    area = AREA.match(named)
    level = LEVELS.get(area["level"]) if area else None
    subject = named[area.end() :] if area else named
    for one in _candidates(subject, value, register):
        place = one.claim.place
        here = same_place(one, value) if level in (None, value.claim.place.level) else place.level == level
        if (
            one is not value
            and here
            and is_bounded(one)
            and one.family in AMOUNTS
            and same_measure(one, value)
            and (one.name.scope == "" or not subject)
            and _close_in_time(one, value)
        ):
            yield one


def _has_a_share(whole: Statement, register: Register) -> bool:
    """Tell whether the total of a part is a share itself: then both shares are of something wider."""
    following = register.next_in_sentence(whole)
    return following is not None and following.family == "share"


def _could_be(one: Statement, value: Statement) -> bool:
    return one is not value and one.family in AMOUNTS and same_measure(one, value) and is_bounded(one)


def _candidates(subject: str, value: Statement, register: Register) -> Iterator[Statement]:
    """Yield the statements near a value that bear the name of the whole."""
    if not subject:
        if value.code:
            yield from (
                one for one in register.amounts(value, value.code) if one.name.scope == value.name.scope
            )
        return
    codes = _codes(subject)
    for code in codes:
        yield from register.amounts(value, code)
    if not codes:
        core = TAILS.sub("", subject)
        for one in register.around(value):
            if one.code is None and TAILS.sub("", one.claim.phrase) == core:
                yield one


@lru_cache(4096)
def _codes(subject: str) -> tuple[str, ...]:
    """Return the indicators that the last word of a name means, if it is the whole name but for its tail."""
    terms = find_terms(subject)
    if not terms or terms[-1].start > 0 or TAILS.sub("", subject[terms[-1].end :]):
        return ()
    return tuple(dict.fromkeys(sense.indicator.code for sense in terms[-1].senses))


def _close_in_time(whole: Statement, value: Statement) -> bool:
    """Tell whether two statements are of one time, or of neighbouring years where one is not sure of it."""
    if same_time(whole, value):
        return True
    a, b = whole.claim.period, value.claim.period
    if a.end is None or b.end is None:
        return False
    if b.how in FIRM:
        return a.end == b.end
    return _is_a_year(whole) and _is_a_year(value) and abs(a.end.year - b.end.year) <= 1


def _is_a_year(statement: Statement) -> bool:
    start, end = statement.claim.period.start, statement.claim.period.end
    return start is not None and end is not None and (end - start).days + 1 in (365, 366)


def _fitting(value: Statement, fraction: Interval, stated: Sequence[Statement]) -> Statement | None:
    """Return the first stated whole of which a value is the fraction."""
    for whole in stated:
        low, high = lenient(whole)
        if not same_time(whole, value) and whole.claim.period.end != value.claim.period.end:
            low, high = low / APART, high * APART
        quotient = lenient(value).over(Interval(low, high))
        if quotient is not None and not quotient.is_disjoint_from(fraction):
            return whole
    return None


def _division(value: Statement, share: Statement, total: Interval) -> str:
    measure = value.claim.quantity.measure
    percent = share.claim.quantity.point
    whole = shown(value.claim.quantity.point / (percent / 100), measure)
    return f"{written(value)} ÷ {percent:.6g}% = {whole}（{spread(total, measure)}）"


def _conflict(value: Statement, share: Statement, total: Interval, whole: Statement) -> Finding:
    ratio = value.claim.quantity.point / whole.claim.quantity.point * 100
    quotient = f"{written(value)} ÷ {written(whole)} = {ratio:.4g}%"
    text = f"{_division(value, share, total)} ≠ {written(whole)}；{quotient}"
    sure = share.claim.relative_to and same_time(value, whole)
    severity: Severity = "conflict" if sure else "suspicious"
    return Finding(
        "implied-whole",
        severity,
        (value.position, share.position, whole.position),
        Text(zh=text, en=text),
        Text(
            zh=f"按所说的总数，比重应为{ratio:.3g}%：比重或其中一个数可能误写，或总数口径不同",
            en=f"of the whole stated, the share would be {ratio:.3g}%: the share or a number may be wrong, "
            "or the whole is another",
        ),
    )


def _agreement(value: Statement, share: Statement, total: Interval, whole: Statement) -> Finding:
    text = f"{_division(value, share, total)} ∋ {written(whole)}"
    return Finding(
        "implied-whole",
        "info",
        (value.position, share.position, whole.position),
        Text(zh=text, en=text),
        Text(zh="比重与总数相符", en="the share agrees with the whole"),
    )


def _info(value: Statement, share: Statement, total: Interval) -> Finding:
    text = _division(value, share, total)
    whole = share.claim.relative_to
    return Finding(
        "implied-whole",
        "info",
        (value.position, share.position),
        Text(zh=text, en=text),
        Text(
            zh=f"由数值和比重可推出总数{f'（{whole}）' if whole else ''}",
            en=f"value and share imply the whole{f' ({whole})' if whole else ''}",
        ),
    )


def _two(one: tuple[Statement, Statement, Interval], other: tuple[Statement, Statement, Interval]) -> Finding:
    text = f"{_division(*one)} ≠ {_division(*other)}"
    return Finding(
        "implied-whole",
        "conflict",
        (one[0].position, one[1].position, other[0].position, other[1].position),
        Text(zh=text, en=text),
        Text(
            zh="两处推出的总数不一致：某个数值或比重可能误写，或口径、时点不同",
            en="the wholes implied in two places disagree: a value or share may be wrong, or of another day",
        ),
    )
