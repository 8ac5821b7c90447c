"""A time fitted to what was counted: a day for a stock, a stretch for a flow."""

from __future__ import annotations

from datetime import date, timedelta

from quheng.evidence.claim import ClaimPeriod, How, Kind
from quheng.evidence.periods.expressions import TimeExpression
from quheng.evidence.periods.frame import Frame
from quheng.evidence.periods.nature import (
    AT_FIRST,
    is_done,
    is_from_before,
    is_from_the_beginning,
    is_kept,
    is_reached,
    looks_ahead,
    runs_from_new_year,
)
from quheng.evidence.periods.nearest import compared_time
from quheng.evidence.periods.timeline import Timeline

COUNTED: frozenset[Kind] = frozenset({"new", "cumulative", "growth", "forecast"})
"""Kinds that belong to a stretch of time whatever the indicator."""

STATES: frozenset[Kind] = frozenset({"level", "share", "rank"})
"""Kinds that over several years are what they are in the last."""

A_YEAR = 360


def fitted(
    expression: TimeExpression,
    how: How,
    start: int,
    end: int,
    timeline: Timeline,
    stock: bool | None,
    kind: Kind,
) -> ClaimPeriod:
    """Return the period of a number at a stated time.

    A stock is as of the last day of the time, or the last day reported on if that comes first; a flow up to
    a day runs from the start of its year; any other flow, and any growth, covers the time. The number from
    which a change started is of before the time, nobody knows since when.
    """
    first, last, words = expression.first, expression.last, expression.text
    if last is None:
        return ClaimPeriod(None, None, None, "unresolved", words)
    until = timeline.frame_at(start).moment.until
    is_unfinished = first is not None and until is not None and first <= until < last
    if is_from_before(start, end, timeline, expression):
        if then := compared_time(expression, start, timeline):
            return ClaimPeriod(then.first, then.last, None, how, then.text)
        if prior := timeline.frame_at(start).prior:
            return ClaimPeriod(prior, prior, prior, how, words)
        if AT_FIRST.search(timeline.text, timeline.clause_start(start), start) and first:
            return ClaimPeriod(date(first.year, 1, 1), date(first.year, 12, 31), None, how, words)
        return _before(first, until if until and is_unfinished else last, stock, how, words)
    if expression.kind == "as_of":
        if kind == "cumulative" and is_from_the_beginning(end, timeline):
            return ClaimPeriod(None, last, None, how, words)
        if runs_from_new_year(expression, last, start, timeline, stock, kind):
            return ClaimPeriod(date(last.year, 1, 1), last, None, how, words)
        if stock is None and first == date(last.year, 1, 1):
            return ClaimPeriod(first, last, None, how, words)
        return ClaimPeriod(last, last, last, how, words)
    if first is None and (stock or not words.endswith("以来")) and kind not in COUNTED:
        return ClaimPeriod(last, last, last, how, words)
    if kind in ("new", "cumulative") and is_unfinished:
        last = last if looks_ahead(expression, start, timeline) else until or last
    if stock and kind not in COUNTED:
        day = until if until and is_unfinished else last
        return ClaimPeriod(day, day, day, how, words)
    if (
        expression.kind == "since"
        and kind == "level"
        and stock is not False
        and is_reached(start, timeline)
        and last == until
    ):
        return ClaimPeriod(last, last, last, how, words)
    return _over(first, last, start, timeline, kind, how, words)


def by_default(start: int, end: int, timeline: Timeline, stock: bool | None, kind: Kind) -> ClaimPeriod:
    """Return the period of a number of which only the section or the document says the time."""
    frame = timeline.frame_at(start)
    is_before = is_from_before(start, end, timeline, None)
    if frame.is_plan and frame.flow and is_before:
        eve = frame.flow[0] - timedelta(days=1)
        return ClaimPeriod(eve, eve, eve, "default")
    if (kind == "forecast" or frame.is_plan) and frame.forecast:
        return ClaimPeriod(*frame.forecast, None, "default")
    if frame.flow is None:
        return ClaimPeriod(None, None, None, "unresolved")
    if is_before:
        if frame.prior:
            return ClaimPeriod(frame.prior, frame.prior, frame.prior, "default")
        return _before(*frame.flow, stock, "default", "")
    if frame.stock and _stands(frame, stock, kind):
        return ClaimPeriod(frame.stock, frame.stock, frame.stock, "default")
    return _over(*frame.flow, start, timeline, kind, "default", "")


def _stands(frame: Frame, stock: bool | None, kind: Kind) -> bool:
    """Tell whether a number is taken as of a day where only the document says the time.

    In a document about a stated time an indicator of unknown nature is taken over that time, in the news as
    of the day, and so is a running count since nobody knows when. The growth of a stock over a year is the
    year's.
    """
    if stock is False or kind in ("new", "forecast"):
        return False
    if kind == "growth":
        days = (frame.flow[1] - frame.flow[0]).days if frame.is_stated and frame.flow else 0
        return stock is True and days < A_YEAR
    return stock is True or not (frame.is_stated or frame.is_section)


def whole_year(expression: TimeExpression | None, how: How, start: int, timeline: Timeline) -> ClaimPeriod:
    """Return the year that a number is planned for: that of its time, or the one reported on."""
    last = expression.last if expression else None
    year = last.year if last else timeline.frame_at(start).moment.year
    if year is None:
        return ClaimPeriod(None, None, None, "unresolved")
    words = expression.text if expression else ""
    return ClaimPeriod(date(year, 1, 1), date(year, 12, 31), None, how, words)


def _before(first: date | None, last: date, stock: bool | None, how: How, words: str) -> ClaimPeriod:
    """Place the number from which a change started: over several years on their eve."""
    if first is None or last.year == first.year:
        return ClaimPeriod(None, last, None, how, words)
    eve = first - timedelta(days=1)
    return ClaimPeriod(eve, eve, eve, how, words) if stock else _year(eve, how, words)


def _over(
    first: date | None, last: date, start: int, timeline: Timeline, kind: Kind, how: How, words: str
) -> ClaimPeriod:
    """Place a number in a stretch of time; a level, and what was reached, in the last of several years."""
    if first is None or last.year == first.year:
        return ClaimPeriod(first, last, None, how, words)
    is_state = (
        kind in STATES
        and not (kind == "level" and is_done(start, timeline))
        and not (kind != "level" and is_kept(start, timeline))
    )
    if is_state or is_reached(start, timeline):
        return _year(last, how, words)
    return ClaimPeriod(first, last, None, how, words)


def _year(day: date, how: How, words: str) -> ClaimPeriod:
    """Return the year of `day` up to that day."""
    return ClaimPeriod(date(day.year, 1, 1), day, None, how, words)
