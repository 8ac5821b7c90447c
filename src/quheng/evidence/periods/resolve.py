"""From the words of a time to its first and last day, given the day of speaking and the year reported on."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from quheng.evidence.periods.forms import CONGRESSES, Form

Interval = tuple[date | None, date | None]
"""The first and the last day; None where it cannot be told."""

UNKNOWN: Interval = (None, None)

LEAD = timedelta(days=60)
"""How far ahead a date without a year may lie before it is taken for one of the year before: in January a
paper that says 12月 speaks of the past, and in November one that says 12月 of what comes."""

EARLY = 2
"""Up to this month a year without a number, and its running totals, are those of the year that is over."""

LATELY = timedelta(days=7)
"""The recent days are those of the month, and in its first days these many."""

FIRST_DAYS = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """The point from which relative times are counted.

    Parameters
    ----------
    today
        The day of speaking: of publication, or of delivery of a report. None where unknown.
    year
        The year that the text reports on, to which 全年, 年末 and 3月 belong. None where unknown.
    until
        The last day that the text reports on: the end of that year or month, or today.
    is_settled
        Whether `year` is stated (by the title, a heading, the sentence) and not only taken from `today`.
    spoken
        The year from which 上年 counts where it is not `year`: the plan for a year means the same year by it
        where it looks back. None where it is `year`.
    """

    today: date | None = None
    year: int | None = None
    until: date | None = None
    is_settled: bool = False
    spoken: int | None = None


def resolve(form: Form, moment: Moment, *, looks_ahead: bool = False) -> Interval:
    """Return the first and the last day of a time.

    Parameters
    ----------
    form
        The time as written.
    moment
        From where relative words count.
    looks_ahead
        Whether the words around it speak of what is to come (预计, 力争): then a month without a year is not
        pushed into the past.

    Returns
    -------
    tuple of (date or None, date or None)
        ``(None, None)`` where it is relative and the point of reference is unknown: a date is never guessed.
        ``(None, last)`` where only the end is known, as of a count since an undated event.
    """
    first, last = _worded(form, moment) if form.word else _calendar(form, moment, looks_ahead)
    if form.edge is not None:
        first, last = (first, first) if form.edge == "first" else (last, last)
    if form.is_since:
        until = moment.until or moment.today
        last = until if until is None or first is None or first <= until else None
        return (None, None) if last is None and first is None else (first, last)
    return first, last


def span(
    year: int, months: tuple[int, int], days: tuple[int, int] | None = None, year_to: int | None = None
) -> Interval:
    """Return the days from the first of one month to the last of another, or from a day to a day.

    A day that its month has not is taken for the month's last.
    """
    end = year_to or year
    if not (date.min.year <= year <= date.max.year and year <= end <= date.max.year):
        return UNKNOWN
    longest = monthrange(end, months[1])[1]
    first = date(year, months[0], min(days[0], monthrange(year, months[0])[1]) if days else 1)
    last = date(end, months[1], min(days[1], longest) if days else longest)
    return (first, last) if first <= last else UNKNOWN


def _calendar(form: Form, moment: Moment, looks_ahead: bool) -> Interval:
    months = form.months or (1, 12)
    if form.year is not None:
        return span(form.year, months, form.days, form.year_to)
    if form.shift is not None:
        spoken = moment.today.year if moment.today else None
        base = moment.spoken or moment.year if form.is_reported else spoken
        return UNKNOWN if base is None else span(base + form.shift, months, form.days)
    if moment.year is None:
        return UNKNOWN
    first, last = span(moment.year, months, form.days, form.year_to)
    if first is None or last is None:
        return span(moment.year - 1, months, form.days, moment.year)
    if (
        not moment.is_settled
        and not looks_ahead
        and moment.today is not None
        and _is_past(form, first, last, moment.today)
    ):
        return span(moment.year - 1, months, form.days)
    return first, last


def _is_past(form: Form, first: date, last: date, today: date) -> bool:
    """Tell whether a time without a year, which lies ahead this year, was meant of the year before."""
    months = form.months or (1, 12)
    if months == (1, 12):
        return today.month <= EARLY and not form.is_since and form.edge != "first"
    if months[0] == 1 and months[1] > 1 and today.month <= EARLY:
        return last > today
    if months[0] == 1 and not form.is_single and not form.days:
        return (last.year, last.month) > (today.year, today.month)
    return first > today + LEAD


def _worded(form: Form, moment: Moment) -> Interval:
    today, until = moment.today, moment.until or moment.today
    if form.word == "plan":
        assert form.year is not None
        return span(form.year, (1, 12), None, form.year_to)
    if form.word == "congress":
        opened = next(day for day in CONGRESSES.values() if day[0] == form.number)
        return date(*opened), until
    if form.word == "lately" and today is not None:
        return today - LATELY if today.day <= FIRST_DAYS else today.replace(day=1), today
    if form.word == "day" and today is not None:
        meant = today + timedelta(days=form.number)
        return meant, meant
    if until is None or form.word in ("lately", "day"):
        return UNKNOWN
    if form.word == "now":
        return until, until
    if form.word == "month":
        year, month = divmod(12 * until.year + until.month - 1 + form.number, 12)
        return span(year, (month + 1, month + 1))
    if form.word == "years":
        return date(until.year - form.number + 1, 1, 1), until
    return None, until
