"""Read an amount: a number, its scale, its measure and its hedges, or a range of two."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import pairwise

from quheng.evidence.claim import Hedge
from quheng.evidence.numbers.chinese import last_place, value_of
from quheng.evidence.numbers.grammar import SCALE, TO, amount
from quheng.evidence.numbers.hedge_words import hedge_apart, hedge_of
from quheng.evidence.numbers.interval import admitted, next_round
from quheng.evidence.numbers.measure_words import MeasureWord, measure_of
from quheng.evidence.numbers.numeral import Form, Numeral
from quheng.evidence.numbers.scales import SCALES

ONE = Fraction(1)
NOTHING = Fraction(0)
NO_MEASURE = MeasureWord(measure="", dimension="number")
INDEX = MeasureWord(measure="", dimension="number", continuous=True)

BETWEEN = re.compile(TO)
MIXED_PART = re.compile(f"([0-9.]+)({SCALE})")
RANKING = re.compile(r"(?:排名?|位[列居]|名列|居|列)[^,，。;；、0-9]{0,8}\Z")
STARTING_POINT = re.compile(r"[从由][^,，。;；、]{0,16}\Z")
LOOK_BACK = 20
TWO_IN_A_ROW = re.compile("|".join((*(f"{a}{b}" for a, b in pairwise("一二三四五六七八九")), "两三")))


def read_amount(match: re.Match[str]) -> tuple[Numeral]:
    """Read an amount, or a range where another amount follows."""
    first = _one(match)
    return (_range_from(match, first) or first,)


def _one(match: re.Match[str]) -> Numeral:
    start, end = match.span("amount")
    spelled = match["measure"]
    point, step = _value(match)
    word = measure_of(spelled) if spelled else INDEX if step < 1 else NO_MEASURE
    form: Form = "chinese" if match["chinese"] else "arabic"
    if point is None:
        return _rough(match, word) or Numeral.without_value(start, end, "indefinite")
    if step == 1 and not word.continuous:
        step = NOTHING
    if word.measure in ("位", "名") and RANKING.search(match.string, max(0, start - LOOK_BACK), start):
        return _rank(match, point)
    if word.measure == "%":
        form = "percent"
    hedge, bound, rule = _hedge(match, point, step)
    low, high = admitted(point, step, hedge, bound)
    return Numeral(
        start,
        end,
        *match.span("core"),
        point,
        low,
        high,
        word.measure,
        word.dimension,
        word.continuous,
        word.loose,
        hedge,
        form,
        rule or f"number.{form}",
    )


def _rough(match: re.Match[str], word: MeasureWord) -> Numeral | None:
    """Read two digits in a row as a range: 一百五六十 is 150 to 160, 两三千 is 2000 to 3000."""
    written = match["chinese"] or ""
    pair = TWO_IN_A_ROW.search(written)
    if pair is None or pair[0] == written:
        return None
    low, high = (value_of(written[: pair.start()] + digit + written[pair.end() :]) for digit in pair[0])
    if low is None or high is None or low >= high:
        return None
    scale = SCALES[match["scale"]] if match["scale"] else 1
    low, high = low * scale, high * scale
    return Numeral(
        *match.span("amount"),
        *match.span("core"),
        Fraction(low + high) / 2,
        Fraction(low),
        Fraction(high),
        word.measure,
        word.dimension,
        word.continuous,
        word.loose,
        "about",
        "range",
        "number.rough",
    )


def _rank(match: re.Match[str], point: Fraction) -> Numeral:
    start, end = match.span("amount")
    core = match.span("core")
    return Numeral(
        start, end, *core, point, point, point, "位", "rank", False, False, "none", "ordinal", "number.rank"
    )


def _value(match: re.Match[str]) -> tuple[Fraction | None, Fraction]:
    """Return the value and the value of one in its last digit."""
    if mixed := match["mixed"]:
        return _mixed(mixed)
    scale = SCALES[match["scale"]] if match["scale"] else 1
    if chinese := match["chinese"]:
        value = value_of(chinese)
        place = last_place(chinese)
        rounded = place if place >= SCALES["万"] or scale > 1 else 1
        negative = -1 if match["minus"] else 1
        return (None if value is None else Fraction(value * scale * negative)), Fraction(rounded * scale)
    point, step = _decimal(match["arabic"])
    if scale != 1:
        point, step = point * scale, step * scale
    return (-point if match["minus"] else point), step


def _decimal(digits: str) -> tuple[Fraction, Fraction]:
    """Return a decimal and the value of one in its last place."""
    whole, _, places = digits.replace(",", "").partition(".")
    return Fraction(int(whole + places), 10 ** len(places)), _last_place(len(places))


@cache
def _last_place(places: int) -> Fraction:
    """Return the value of one in the last of so many decimal places."""
    return Fraction(1, 10**places)


def _mixed(text: str) -> tuple[Fraction, Fraction]:
    """Read 1亿2千万: each part with its own scale."""
    point = step = NOTHING
    for digits, scale in MIXED_PART.findall(text):
        part, place = _decimal(digits)
        point += part * SCALES[scale]
        step = place * SCALES[scale]
    return point, step


def _hedge(match: re.Match[str], point: Fraction, step: Fraction) -> tuple[Hedge, Fraction | None, str]:
    """Return the hedge, the bound that 余 or 多 sets, and the rule where a hedge stands apart."""
    if tail := match["inner"] or match["tail"]:
        place = step if match["inner"] is None else Fraction(SCALES[match["scale"]])
        return hedge_of(tail, "tail"), next_round(point, place), ""
    if after := match["after"]:
        hedge = hedge_of(after, "after")
        return (
            (hedge, None, "") if hedge != "none" else (hedge_of(after, "tail"), next_round(point, step), "")
        )
    if before := match["before"]:
        return hedge_of(before, "before"), None, ""
    if apart := hedge_apart(match.string, match.start("amount")):
        return apart[0], None, f"number.hedge-apart:{apart[1]}"
    return "none", None, ""


def _range_from(match: re.Match[str], first: Numeral) -> Numeral | None:
    """Read 20至30家, 1.2万至1.5万户, 15%-20%; from ... to is no range but two numbers, then and now."""
    text = match.string
    between = BETWEEN.match(text, first.end)
    if between is None or first.point is None or first.hedge not in ("none", "about"):
        return None
    other = amount().match(text, between.end())
    if (
        other is None
        or other["before"]
        or STARTING_POINT.search(text, max(0, first.start - LOOK_BACK), first.start)
    ):
        return None
    second = _one(other)
    shared_scale = (
        SCALES[other["scale"]] if other["scale"] and not (match["scale"] or match["measure"]) else 1
    )
    low, high = first.point * shared_scale, second.point
    if high is None or low >= high or first.measure not in ("", second.measure):
        return None
    return replace(
        second,
        start=first.start,
        core_start=first.core_start,
        point=(low + high) / 2,
        low=low,
        high=high,
        hedge="none",
        form="range",
        rule="number.range",
    )
