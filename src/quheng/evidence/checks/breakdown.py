"""What a text divides into parts: a total, 其中 ("of which"), and the numbers that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quheng.evidence.checks.register import AMOUNTS, Register, same_measure
from quheng.evidence.checks.statement import Statement
from quheng.evidence.lexicon import known_indicators

OF_WHICH = re.compile(r"其中|包括|(?<![包所])含(?![量税])")
LOOKED_BACK, MOST_PARTS = 12, 40
"""How many numbers before 其中 the total may stand, and how many parts a sentence may name."""

JOINED = re.compile(r"[、和及与]")


class Breakdown(NamedTuple):
    """A total and the parts that a text names of it, in one measure.

    `parts` are parts beyond doubt: the first, and what is listed with it or declared to be one; `following`
    are all numbers of their measure up to the end of the sentence. `is_near` tells whether the total stands
    in the sentence of its parts.
    """

    whole: Statement
    parts: tuple[Statement, ...]
    following: tuple[Statement, ...]
    is_near: bool


def breakdowns(register: Register) -> Iterator[Breakdown]:
    """Yield every total with its parts, in the order of the text."""
    for sentence in register.by_sentence.values():
        opened: int | None = None
        found: dict[str, Breakdown] = {}
        for at, one in enumerate(sentence):
            if OF_WHICH.search(one.before):
                yield from found.values()
                opened, found = at, {}
            if opened is None or one.family not in AMOUNTS:
                continue
            measure = one.claim.quantity.measure
            if measure in found:
                known = found[measure]
                sure = (one,) if _goes_on(known, one, sentence[at - 1]) else ()
                found[measure] = known._replace(
                    parts=(*known.parts, *sure)[:MOST_PARTS], following=(*known.following, one)[:MOST_PARTS]
                )
                continue
            if at == opened or JOINED.match(one.before):
                total = _whole(register, sentence[max(0, opened - LOOKED_BACK) : opened], one)
                if total is not None and _within(one, total):
                    found[measure] = Breakdown(total, (one,), (one,), total.sentence == one.sentence)
        yield from found.values()


def related(part: str | None, whole: str | None) -> bool:
    """Tell whether an indicator is another, or declared to be a part of it."""
    if part is None or whole is None:
        return False
    return part == whole or whole in known_indicators().wholes.get(part, ())


def _whole(register: Register, earlier: Sequence[Statement], part: Statement) -> Statement | None:
    """Return what a part is of: the nearest number of which its indicator is part, else of its measure."""
    if earlier:
        candidates = [one for one in reversed(earlier) if _can_hold(one, part)]
        kin = [one for one in candidates if related(part.code, one.code)]
        return next(iter(kin or candidates), None)
    candidates = [
        one
        for one in reversed(register.statements[max(0, part.position - LOOKED_BACK) : part.position])
        if one.article == part.article and _can_hold(one, part)
    ]
    kin = [one for one in candidates if related(part.code, one.code)]
    if kin:
        return kin[0]
    last = [one for one in candidates if one.sentence == part.sentence - 1]
    return last[0] if len(last) == 1 and _says_little(part) else None


def _says_little(part: Statement) -> bool:
    """Tell whether a part names no indicator that could have another whole."""
    return part.code is None or known_indicators().indicators[part.code].generic


def _can_hold(whole: Statement, part: Statement) -> bool:
    return whole.family in AMOUNTS and same_measure(whole, part)


def _within(part: Statement, whole: Statement) -> bool:
    """Tell whether the place of a part is that of the whole, or in it."""
    inner, outer = part.claim.place, whole.claim.place
    if inner.code is None or outer.code is None:
        return inner.name == outer.name or outer.level == "nation"
    return inner.code.startswith(outer.code.rstrip("0"))


def _goes_on(known: Breakdown, one: Statement, previous: Statement) -> bool:
    """Tell whether a number goes on with the parts: it is listed with them, or of their kind."""
    if not _within(one, known.whole):
        return False
    listed = JOINED.match(one.before) is not None and previous is known.parts[-1]
    return listed or related(one.code, known.whole.code) or one.code == known.parts[0].code is not None
