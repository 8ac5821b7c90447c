"""A measure stated once for a list of numbers: 加快1.6、2.6、2.7个百分点, 2.2个和1.7个百分点."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from quheng.evidence.numbers.interval import admitted
from quheng.evidence.numbers.numeral import Numeral
from quheng.evidence.numbers.scales import scale_of

SEPARATORS = frozenset("、和及与")
POINTS = "百分点"
OPENS_LINE = re.compile(r"(?:\A|\n)[ 　\t]*\Z")
"""Where a number stands like this, 、 makes an item number of it."""


def share_measures(text: str, numerals: list[Numeral]) -> tuple[Numeral, ...]:
    """Give each bare number of a list the scale and the measure of the number behind it.

    Parameters
    ----------
    text
        The text.
    numerals
        Its numerals, in order.
    """
    shared = list(numerals)
    for position in range(len(shared) - 2, -1, -1):
        this, following = shared[position], shared[position + 1]
        if (
            following.start - this.end == 1
            and text[this.end] in SEPARATORS
            and _shares(text, this, following)
        ):
            shared[position] = _with_measure_of(text, this, following)
    return tuple(shared)


def _shares(text: str, this: Numeral, following: Numeral) -> bool:
    if this.form != "arabic" or this.hedge != "none" or following.point is None or not following.measure:
        return False
    halves_of_points = this.measure == "个" and following.measure == POINTS
    bare = not this.measure and this.end == this.core_end and text[this.core_end - 1].isdigit()
    return halves_of_points or (bare and not OPENS_LINE.search(text, max(0, this.start - 8), this.start))


def _with_measure_of(text: str, this: Numeral, following: Numeral) -> Numeral:
    scale = scale_of(text[following.core_start : following.core_end])
    digits = text[this.core_start : this.core_end].replace(",", "")
    exact = scale == 1 and "." not in digits and not following.continuous
    point = Fraction(digits) * scale
    step = Fraction(0) if exact else Fraction(scale, 10 ** len(digits.partition(".")[2]))
    low, high = admitted(point, step, "none")
    return replace(
        this,
        point=point,
        low=low,
        high=high,
        measure=following.measure,
        dimension=following.dimension,
        continuous=following.continuous,
        form="percent" if following.form == "percent" else this.form,
        rule="number.shared-measure",
    )
