"""Brackets: they tile what a value can be, without gap or overlap, and an exact value falls in one."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quheng.bilingual import Text
from quheng.declarations import ContradictionError
from quheng.scorecard.declared import Bracket
from quheng.scorecard.exact import Number, decimal_text
from quheng.scorecard.points import Points
from quheng.scorecard.unknown import NO_CAUSE, Unknown

Cut = tuple[Any, int]
"""A place between values: (v, 0) is just before v, (v, 1) just after it."""

START: Cut = (-math.inf, 0)
END: Cut = (math.inf, 1)


@dataclass(frozen=True)
class Brackets:
    """Brackets in rising order.

    Parameters
    ----------
    lower
        The cut below each.
    points
        The points of each; in a hole those of the brackets on either side, which it lies between.
    why
        Why the rule says nothing, for each hole.
    low, high
        The least and the greatest points of all.
    edges
        The values at which points change, rising.
    """

    lower: tuple[Cut, ...]
    points: tuple[tuple[Number, Number], ...]
    why: tuple[Text | None, ...]
    low: Number
    high: Number

    @property
    def edges(self) -> tuple[Number, ...]:
        """The values at which the bracket changes, rising."""
        return tuple(dict.fromkeys(value for value, _ in self.lower[1:]))

    def find(self, value: Any) -> int:
        """Return the bracket of a value."""
        return max(bisect_right(self.lower, (value, 0)) - 1, 0)

    def __call__(self, value: Any) -> Points:
        """Return the points of a value, or what is certain of them where it is unknown."""
        if not isinstance(value, Unknown):
            at = self.find(value)
            low, high = self.points[at]
            why = self.why[at]
            return (
                Points(low, high, (low, high)) if why is None else Points(low, high, None, NO_CAUSE, (why,))
            )
        if value.never_defined:
            return Points(self.low, self.high, None, NO_CAUSE, value.holes)
        first, last = self.find(value.low), self.find(value.high)
        bands = self.points[first : last + 1]
        holes = value.holes + tuple(why for why in self.why[first : last + 1] if why)
        low, high = min(low for low, _ in bands), max(high for _, high in bands)
        if value.holes:
            low, high = self.low, self.high
        causes = value.causes if first < last or holes else NO_CAUSE
        return Points(low, high, (low, high), causes, holes)


def tiled(rows: tuple[Bracket, ...], low: Any, high: Any, *, whole: bool) -> Brackets:
    """Return the brackets in order, having checked that they tile what the value can be.

    Parameters
    ----------
    rows
        The brackets as declared, in any order.
    low, high
        The least and the greatest that the value can be.
    whole
        Whether it is always an integer.

    Raises
    ------
    ContradictionError
        Naming the gap or the overlap.
    """
    spans = sorted((*_span(row, whole), position) for position, row in enumerate(rows))
    first, last = _domain(low, high, whole)
    reached = first
    for lower, upper, _ in spans:
        if lower > reached:
            _refuse(reached, lower, whole, gap=True)
        if lower < reached and reached != first:
            _refuse(lower, min(reached, upper), whole, gap=False)
        reached = max(reached, upper)
    if reached < last:
        _refuse(reached, last, whole, gap=True)
    ordered = [rows[position] for _, _, position in spans]
    given = [row.points for row in ordered if row.points]
    if not given:
        raise ContradictionError(Text(zh="没有一档有分值", en="no bracket has points"))
    return Brackets(
        tuple(lower for lower, _, _ in spans),
        tuple(_band(ordered, at) for at in range(len(ordered))),
        tuple(row.undefined for row in ordered),
        min(low for low, _ in given),
        max(high for _, high in given),
    )


def _band(rows: list[Bracket], at: int) -> tuple[Number, Number]:
    """Return the points of a bracket; of a hole, all that its nearest brackets with points give."""
    own = rows[at].points
    if own:
        return own
    below = next((row.points for row in reversed(rows[:at]) if row.points), None)
    above = next((row.points for row in rows[at:] if row.points), None)
    sides = [band for band in (below, above) if band]
    return min(low for low, _ in sides), max(high for _, high in sides)


def _span(row: Bracket, whole: bool) -> tuple[Cut, Cut]:
    if row.equal is not None:
        lower, upper = (row.equal, 0), (row.equal, 1)
    else:
        lower = START if row.above is None else (row.above, 1)
        if row.at_least is not None:
            lower = (row.at_least, 0)
        upper = END if row.below is None else (row.below, 0)
        if row.at_most is not None:
            upper = (row.at_most, 1)
    return (_of_integers(lower), _of_integers(upper)) if whole else (lower, upper)


def _of_integers(cut: Cut) -> Cut:
    """Return the same cut among integers: before the first integer after it."""
    value, after = cut
    if value in (-math.inf, math.inf):
        return cut
    return (math.floor(value) + 1 if after else math.ceil(value), 0)


def _domain(low: Any, high: Any, whole: bool) -> tuple[Cut, Cut]:
    first = START if low == -math.inf else (low, 0)
    last = END if high == math.inf else (high, 1)
    return (_of_integers(first), _of_integers(last)) if whole else (first, last)


def _refuse(lower: Cut, upper: Cut, whole: bool, *, gap: bool) -> None:
    place = _between(lower, upper, whole)
    if gap:
        raise ContradictionError(
            Text(zh=f"分档有空缺：{place.zh}", en=f"the brackets leave a gap: {place.en}"),
            Text(
                zh="请补上这一档；规定本身没有写的，写 undefined 并说明",
                en="add the bracket; where the regulation itself is silent, write `undefined` and say why",
            ),
        )
    raise ContradictionError(
        Text(zh=f"分档有重叠：{place.zh}", en=f"the brackets overlap: {place.en}"),
        Text(
            zh="“以上”写 at_least，“不满”写 below",
            en="write at_least for an end that is included, below for one not",
        ),
    )


def _between(lower: Cut, upper: Cut, whole: bool) -> Text:
    """Return the values between two cuts in words."""
    (low, after), (high, reaches) = lower, upper
    if low == -math.inf:
        return Text(zh=f"低于 {_shown(high)}", en=f"below {_shown(high)}")
    if high == math.inf:
        mark = ">" if after else "≥"
        return Text(zh=f"{mark} {_shown(low)}", en=f"{mark} {_shown(low)}")
    if low == high or (whole and high - low == 1):
        return Text(zh=f"恰为 {_shown(low)}", en=f"exactly {_shown(low)}")
    text = f"{_shown(low)} {'<' if after else '≤'} x {'≤' if reaches else '<'} {_shown(high)}"
    return Text(zh=text, en=text)


def _shown(number: Any) -> str:
    return decimal_text(number).removesuffix(".0") if isinstance(number, Fraction) else str(number)
