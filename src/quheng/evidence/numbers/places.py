"""Read a place in a ranking: 第9位, 前十, 首位; and the only one: 唯一."""

from __future__ import annotations

import re
from fractions import Fraction

from quheng.evidence.claim import Hedge
from quheng.evidence.numbers.chinese import DIGITS, value_of
from quheng.evidence.numbers.numeral import Form, Numeral

FIRSTS = {
    "首家": ("家", "enterprise"),
    "首个": ("个", "item"),
    "首位": ("位", "rank"),
    "榜首": ("位", "rank"),
    "首批": ("批", "batch"),
    "首届": ("届", "session"),
    "首次": ("次", "time-of-doing"),
}


def read_ordinal(match: re.Match[str]) -> tuple[Numeral]:
    """Read 第9位, 第二."""
    return (_place(match, "nth", "ordinal"),)


def read_within(match: re.Match[str]) -> tuple[Numeral]:
    """Read 前十, 前20名: a place among the first."""
    return (_place(match, "first", "within"),)


def read_sole(match: re.Match[str]) -> tuple[Numeral]:
    """Read 首家, 首位, 榜首 as a first place, 唯一 and 唯三 as a count of one and three."""
    written = match[0]
    if written in FIRSTS:
        return (_exact(match, match.span(), Fraction(1), *FIRSTS[written], "ordinal"),)
    return (_exact(match, match.span(), Fraction(DIGITS[written[1]]), "个", "item", "sole"),)


def _place(match: re.Match[str], group: str, form: Form) -> Numeral:
    written = match[group]
    value = int(written) if written.isascii() else value_of(written)
    if value is None:
        return Numeral.without_value(match.start(), match.end(), "indefinite")
    return _exact(match, match.span(group), Fraction(value), "位", "rank", form)


def _exact(
    match: re.Match[str], core: tuple[int, int], point: Fraction, measure: str, dimension: str, form: Form
) -> Numeral:
    hedge: Hedge = "within" if form == "within" else "none"
    low = min(Fraction(1), point) if form == "within" else point
    return Numeral(
        *match.span(),
        *core,
        point,
        low,
        point,
        measure,
        dimension,
        False,
        False,
        hedge,
        form,
        f"number.{form}",
    )
