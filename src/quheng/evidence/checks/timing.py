"""Whether two statements speak of the same time."""

from __future__ import annotations

from datetime import date

from quheng.evidence.checks.statement import Statement

A_YEAR_AND_A_SPRING = 460
"""Days: a report of spring tells the figures of the year before."""

FIRM = frozenset({"explicit", "sentence", "paragraph"})


def same_time(one: Statement, other: Statement) -> bool:
    """Tell whether two statements speak of the same time.

    In one sentence they do unless both say otherwise. Elsewhere flows do over the same days; a stock does on
    the same day, or, where one of them takes its day from the document only, within the same year; a stock
    and what was read as a flow, where they end alike.
    """
    a, b = one.claim.period, other.claim.period
    if one.sentence == other.sentence and (a.how not in FIRM or b.how not in FIRM):
        return True
    if a.end is None or b.end is None:
        return a.end is b.end and a.start == b.start
    if a.as_of and b.as_of:
        if a.as_of == b.as_of:
            return True
        return a.as_of.year == b.as_of.year and (a.how not in FIRM or b.how not in FIRM)
    if a.as_of or b.as_of:
        return a.end == b.end
    return a.start == b.start and a.end == b.end


def perhaps_same_time(one: Statement, other: Statement) -> bool:
    """Tell whether two statements may speak of the same time: one has its own from the document only."""
    a, b = one.claim.period, other.claim.period
    unsure = a.how not in FIRM or b.how not in FIRM
    return (
        unsure
        and a.end is not None
        and b.end is not None
        and abs((a.end - b.end).days) <= A_YEAR_AND_A_SPRING
    )


def one_year_before(one: Statement, other: Statement) -> bool:
    """Tell whether a statement speaks of the same days as another, a year before."""
    a, b = one.claim.period, other.claim.period
    if a.end is None or b.end is None or not _is_a_year_later(a.end, b.end):
        return False
    if a.as_of or b.as_of:
        return True
    return a.start is not None and b.start is not None and _is_a_year_later(a.start, b.start)


def _is_a_year_later(day: date, later: date) -> bool:
    return (day.year + 1, day.month, day.day) == (later.year, later.month, later.day)


def is_explicit(statement: Statement) -> bool:
    """Tell whether its own clause or sentence says both when and where."""
    claim = statement.claim
    return claim.period.how in ("explicit", "sentence") and claim.place.how in ("explicit", "sentence")
