"""The period of a number: its clause, its sentence, its paragraph, or the default, in this order."""

from __future__ import annotations

from quheng.evidence.claim import ClaimPeriod, Kind
from quheng.evidence.periods.fit import by_default, fitted, whole_year
from quheng.evidence.periods.nature import is_stock, of_change, of_the_year
from quheng.evidence.periods.nearest import how, is_passed, nearest
from quheng.evidence.periods.timeline import Timeline


def assign_period(
    start: int, end: int, timeline: Timeline, *, stock: bool | None = None, kind: Kind = "level"
) -> ClaimPeriod:
    """Return the time that a number speaks of.

    The nearest time before it whose reach covers it decides; one in a parenthesis right behind it goes first.
    Where there is none, the section or the document does. No time crosses from one paragraph to another.

    Parameters
    ----------
    start, end
        The span of the number, in the repaired text.
    timeline
        The times of that text.
    stock
        Whether the indicator is a stock, observed at a day, or a flow, counted over a time; None where
        unknown.
    kind
        The kind of the number.

    Returns
    -------
    ClaimPeriod
        For a stock `start`, `end` and `as_of` are the same day. ``how="unresolved"`` where the words are
        relative and no day of publication is known, or where nothing speaks of a time at all.
    """
    kind = of_change(start, timeline, kind)
    stock = is_stock(start, timeline, stock, kind)
    expression = nearest(start, end, timeline, kind)
    if of_the_year(start, timeline):
        return whole_year(expression, how(expression, start, timeline), start, timeline)
    if expression is None or is_passed(expression, start, timeline, stock):
        return by_default(start, end, timeline, stock, kind)
    return fitted(expression, how(expression, start, timeline), start, end, timeline, stock, kind)
