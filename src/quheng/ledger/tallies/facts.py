"""What a case counts for, and on which day: pure, so that what is stored can be compared with the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from quheng.calendars import Calendar
from quheng.ledger.canonical import canonical_json
from quheng.ledger.cases import Case
from quheng.ledger.cases.clock_ends import in_beijing
from quheng.ledger.cases.facts import seen
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import CREATED, Figure
from quheng.ledger.tallies.amounts import amounts_of
from quheng.ledger.tallies.durations import tenths_between
from quheng.ledger.tallies.marks import (
    NEEDED,
    Base,
    Mark,
    amount_name,
    mark_name,
    repeat_name,
    written,
)
from quheng.ledger.tallies.moments import Moments

COLUMNS = ("organisation", "programme", "month", "quarter", "year")
"""Breakdowns that every fact has as columns of its own."""


@dataclass(frozen=True, order=True)
class Fact:
    """What a case counted for on one day.

    Parameters
    ----------
    day
        The day.
    marks
        What it counted for, as `marks.written` writes it.
    by
        Its breakdowns and their values, as canonical JSON; empty where it is not known.
    """

    day: date
    marks: str
    by: str


def facts_of(
    case: Case,
    programme: Programme,
    moments: Moments,
    calendars: Mapping[str, Calendar],
    repeated: Collection[str] = (),
) -> tuple[Fact, ...]:
    """Return what a case counts for as it stands now, a fact for each day.

    A case counts as the version of the programme that it keeps declares it, by what it says now: where it is
    corrected, what it counted for on earlier days is corrected too.

    Parameters
    ----------
    case, programme
        The case, and the version that it keeps.
    moments
        When its moves were made, where a figure asks for it.
    calendars
        By which working days are counted.
    repeated
        The figures in which it is a case that repeats another: see `quheng.ledger.likeness.repeating`.
    """
    calendar = calendars.get(programme.declared.calendar or "")
    marks: dict[date, dict[tuple[str, int], set[str]]] = {}
    days = _days(case)
    values = seen(case, programme)
    for figure in programme.declared.figures:
        by = [name for name in figure.breakdowns if name not in COLUMNS]
        if figure.repeat is not None and figure.id not in repeated:
            continue
        for day, name, amount in _marks(figure, case, programme, values, moments, days, calendar):
            marks.setdefault(day, {}).setdefault((name, amount), set()).update(by)
    breakdowns = sorted({name for found in marks.values() for by in found.values() for name in by})
    told = canonical_json({name: _value(case, programme, name) for name in breakdowns})
    return tuple(
        Fact(
            day, written(Mark(name, tuple(sorted(by)), amount) for (name, amount), by in found.items()), told
        )
        for day, found in sorted(marks.items())
    )


def _days(case: Case) -> dict[Base, date]:
    """Return on which day a case did what."""
    days: dict[Base, date] = {"created": case.accepted_on}
    if case.closed_at is not None:
        last = in_beijing(case.closed_at).date()
        days["ended"] = last
        if case.merged_into is None:
            days["closed"] = last
            if _is_on_time(case):
                days["closed_on_time"] = last
            if case.sent_back:
                days["sent_back"] = last
    return days


def _is_on_time(case: Case) -> bool:
    """Whether no promise was broken; where the end of one is not known, that cannot be said."""
    promised = [clock for clock in case.clocks.values() if clock.promise and not clock.runs]
    return not any(
        clock.kept is False or (clock.kept is None and clock.deadline.status == "missing")
        for clock in promised
    )


def _marks(
    figure: Figure,
    case: Case,
    programme: Programme,
    values: dict[str, Any],
    moments: Moments,
    days: dict[Base, date],
    calendar: Calendar | None,
) -> Iterator[tuple[date, str, int]]:
    """Yield the day, the name and the amount of everything that a case counts for in a figure."""
    if figure.stages and case.stage not in figure.stages:
        return
    if not _holds(programme, figure, "among", values):
        return
    if figure.repeat is not None:
        yield days["created"], repeat_name(figure.id), 0
    elif figure.kind == "median":
        yield from _duration(figure, case, moments, calendar)
    elif figure.kind == "sum":
        for day, millionths in amounts_of(figure, case, programme, days):
            yield day, amount_name(figure), millionths
    else:
        parts = [(figure.over, False), (figure.under, False)]
        if _holds(programme, figure, "when", values):
            parts.append((figure.over, True))
        for counted, when in parts:
            for base in NEEDED[counted] if counted else ():
                if base in days:
                    yield days[base], mark_name(figure, base, when=when), 0


def _holds(programme: Programme, figure: Figure, part: str, values: dict[str, Any]) -> bool:
    """Whether a condition certainly holds; there is none that does not."""
    condition = programme.conditions.get(("figures", figure.id, part))
    return condition is None or condition.value(values) is True


def _duration(
    figure: Figure, case: Case, moments: Moments, calendar: Calendar | None
) -> Iterator[tuple[date, str, int]]:
    start, end = _start(figure, case, moments), _end(figure, case, moments)
    if start is None or end is None or end < start or figure.measure is None:
        return
    found = tenths_between(start, end, figure.measure, calendar)
    if found is not None:
        yield end.date(), amount_name(figure), found


def _start(figure: Figure, case: Case, moments: Moments) -> datetime | None:
    if figure.from_ == CREATED:
        return in_beijing(case.opened_at)
    found = moments.get(figure.from_ or "")
    return in_beijing(found[0]) if found else None


def _end(figure: Figure, case: Case, moments: Moments) -> datetime | None:
    if figure.to == "closed":
        closed = case.closed_at if case.merged_into is None else None
        return in_beijing(closed) if closed else None
    found = moments.get(figure.to or "")
    return in_beijing(found[1]) if found else None


def _value(case: Case, programme: Programme, name: str) -> str:
    """Return the value of a breakdown as text; empty where it is not known."""
    if name == "channel":
        return case.channel
    if name == "handler":
        return case.handler or ""
    found = case.values.get(name)
    return "" if found is None else str(found).lower() if isinstance(found, bool) else str(found)
