"""The interval of values that a wording admits."""

from __future__ import annotations

from fractions import Fraction

from quheng.evidence.claim import Hedge

End = Fraction | None
"""An end of an interval; None where it is open."""


def admitted(point: Fraction, step: Fraction, hedge: Hedge, bound: Fraction | None = None) -> tuple[End, End]:
    """Return the lowest and the highest value that the wording admits.

    ========  ==========================================================================
    none      ``point ± step / 2``: half of the last digit written; a step of 0 is exact
    about     ``point ± 10 %``, and never narrower than half of the last digit
    near      ``[point - 10 %, point]``
    over      ``[point, bound]``: the next round number for 余 and 多, else open
    under     ``[0, point]``; open below where the point is negative
    within    ``[1, point]``: a place among the first
    ========  ==========================================================================

    Parameters
    ----------
    point
        The number as written.
    step
        The value of one in its last digit; 0 for a count of whole things.
    hedge
        The hedge.
    bound
        The upper bound that 余 or 多 sets.
    """
    if hedge == "none":
        if not step:
            return point, point
        half = step / 2
        return point - half, point + half
    if hedge == "about":
        margin = max(step / 2, abs(point) / 10)
        return point - margin, point + margin
    if hedge == "near":
        return point - abs(point) / 10, point
    if hedge == "over":
        return point, bound
    if hedge == "under":
        return (Fraction(0) if point >= 0 else None), point
    return Fraction(1), point


def next_round(point: Fraction, step: Fraction) -> Fraction:
    """Return the number that 余 or 多 stays below: 1000 for 900余, 1600 for 1500余, 1.3万 for 1.2万余.

    It is the number with its last digit that is not zero one higher.
    """
    place = step or Fraction(1)
    while point and point % (place * 10) == 0:
        place *= 10
    return point + place
