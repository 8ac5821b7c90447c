"""Read a part of a whole: fractions, 百分之, 成, 一半, ratios; and 翻番."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from quheng.evidence.claim import Hedge
from quheng.evidence.numbers.chinese import DIGITS, value_of
from quheng.evidence.numbers.hedge_words import hedge_apart, hedge_of
from quheng.evidence.numbers.interval import admitted
from quheng.evidence.numbers.numeral import Form, Numeral

HUNDRED = 100
DECIMAL_DENOMINATORS = (100, 1000, 10000)
SUM_OF_SHARES = (Fraction("99.5"), Fraction("100.5"))


def read_part(match: re.Match[str]) -> tuple[Numeral]:
    """Read one part of a whole, in per cent."""
    if written := match["fraction"]:
        if "/" in written:
            above, below = (int(digits) for digits in written.split("/"))
            if not 0 < above < below:
                return (Numeral.without_value(match.start(), match.end(), "formula"),)
            return (_fraction(match, Fraction(above, below)),)
        return (_spoken_fraction(match, written),)
    if written := match["tenths"]:
        return (_tenths(match, written),)
    return (_numeral(match, "fraction", Fraction(50), Fraction(5)),)


def read_ratio(match: re.Match[str]) -> tuple[Numeral, ...]:
    """Read the parts of 5.1:38.6:56.3 as shares where they sum to a hundred; any other ratio has no value."""
    pieces = re.split("[:：∶]", match[0])
    shares = [Fraction(piece) for piece in pieces]
    if len(shares) < 3 or not SUM_OF_SHARES[0] <= sum(shares) <= SUM_OF_SHARES[1]:
        return (Numeral.without_value(match.start(), match.end(), "formula"),)
    numerals, start = [], match.start()
    for piece, share in zip(pieces, shares, strict=True):
        end = start + len(piece)
        low, high = admitted(share, _last_place(piece), "none")
        numerals.append(
            Numeral(
                start,
                end,
                start,
                end,
                share,
                low,
                high,
                "%",
                "ratio",
                True,
                False,
                "none",
                "ratio",
                "number.ratio",
            )
        )
        start = end + 1
    return tuple(numerals)


def read_doubling(match: re.Match[str]) -> tuple[Numeral]:
    """Read 翻一番 as a growth of 100 %, 翻两番 as one of 300 %."""
    written = (match["times"] or "一").removeprefix("近")
    times = int(written) if written.isascii() else DIGITS[written]
    point = Fraction(HUNDRED * (2**times - 1))
    hedge: Hedge = "near" if (match["times"] or "").startswith("近") else "none"
    low, high = admitted(point, point / 10, hedge)
    span = match.span()
    return (
        Numeral(
            *span, *span, point, low, high, "%", "ratio", True, False, hedge, "doubling", "number.doubling"
        ),
    )


def _last_place(digits: str) -> Fraction:
    return Fraction(1, 10 ** len(digits.partition(".")[2]))


def _spoken_fraction(match: re.Match[str], written: str) -> Numeral:
    """Read 五分之一, 百分之三十, 百分之12.5, 千分之三点五."""
    below, _, above = written.partition("分之")
    denominator, numerator = _number(below), _number(above)
    if not denominator or numerator is None or denominator != int(denominator):
        return Numeral.without_value(match.start(), match.end(), "indefinite")
    if denominator in DECIMAL_DENOMINATORS:
        unit = HUNDRED / denominator
        places = above.partition("点")[2] or above.partition(".")[2]
        return _numeral(match, "percent", numerator * unit, unit / 10 ** len(places))
    return _fraction(match, Fraction(numerator) / Fraction(denominator))


def _number(written: str) -> Fraction | None:
    """Read a number in either script, with a decimal part."""
    if written.isascii():
        return Fraction(written.replace(",", ""))
    whole, dot, places = written.partition("点")
    value = value_of(whole)
    if value is None:
        return None
    return Fraction(f"{value}.{''.join(str(DIGITS[digit]) for digit in places)}") if dot else Fraction(value)


def _tenths(match: re.Match[str], written: str) -> Numeral:
    """Read 三成, 七成半, 一到两成."""
    *first, last = re.split("[到至—-]", written)
    point, step = _tenths_value(last)
    if not first:
        return _numeral(match, "tenths", point, step)
    low = _digit(first[0]) * 10
    return replace(
        _numeral(match, "range", (low + point) / 2, step),
        low=min(low, point),
        high=max(low, point),
        hedge="none",
    )


def _tenths_value(written: str) -> tuple[Fraction, Fraction]:
    """Return 成 in per cent, and the value of one in its last digit."""
    before, _, after = written.partition("成")
    whole = _digit(before) * 10
    if after == "半":
        return whole + 5, Fraction(5)
    if after:
        return whole + DIGITS[after], Fraction(1)
    return whole, Fraction(1) if "." in before else Fraction(10)


def _digit(written: str) -> Fraction:
    return Fraction(written) if written.isascii() else Fraction(DIGITS[written])


def _fraction(match: re.Match[str], share: Fraction) -> Numeral:
    """Return a fraction in per cent; in prose it is a rounding, to within a twentieth of itself."""
    return _numeral(match, "fraction", share * HUNDRED, share * 10)


def _numeral(match: re.Match[str], form: Form, point: Fraction, step: Fraction) -> Numeral:
    hedge, rule = _hedge(match, f"number.{form}")
    low, high = admitted(point, step, hedge)
    core = match.end("before_part") if match["before_part"] else match.start()
    end = match.start("after_part") if match["after_part"] else match.end()
    return Numeral(*match.span(), core, end, point, low, high, "%", "ratio", True, False, hedge, form, rule)


def _hedge(match: re.Match[str], rule: str) -> tuple[Hedge, str]:
    if after := match["after_part"]:
        return next(hedge for place in ("after", "part") if (hedge := hedge_of(after, place)) != "none"), rule
    if before := match["before_part"]:
        return hedge_of(before, "before"), rule
    if apart := hedge_apart(match.string, match.start()):
        return apart[0], f"number.hedge-apart:{apart[1]}"
    return "none", rule
