"""The default time of a stretch of a document, and what a period in words can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quheng.evidence.periods.forms import Form
from quheng.evidence.periods.resolve import Moment

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Frame:
    """The default time from `start` on.

    Parameters
    ----------
    start
        Offset from which it holds.
    moment
        From where relative times count.
    flow
        First and last day of what is counted over a time; None where nothing is known.
    stock
        The day at which a stock is observed.
    forecast
        First and last day of what is expected.
    is_stated
        Whether a title or heading states the time, so that every number is taken for it. In the news only
        what happened is counted over a time, and what is so is so on the day of publication.
    is_section
        Whether the opening words of a section, or the headline of the news, state it.
    prior
        Of a census the standard time of the one before, with which it compares.
    """

    start: int
    moment: Moment
    flow: Days | None = None
    stock: date | None = None
    forecast: Days | None = None
    is_stated: bool = False
    is_section: bool = False
    prior: date | None = None

    @property
    def is_plan(self) -> bool:
        """Whether it is the time of a plan, which is not over."""
        today = self.moment.today
        is_whole = self.is_stated and self.flow is not None and self.flow == self.forecast
        return is_whole and today is not None and self.flow is not None and self.flow[1] > today


def plan(start: int, today: date | None, year: int, days: Days) -> Frame:
    """Return the frame of what is to be done within some days; today is within them, or before."""
    moment = Moment(today, year, min(today, days[1]) if today else None, is_settled=True, spoken=year)
    return Frame(start, moment, days, days[1], days, True)


def is_period(form: Form) -> bool:
    """Tell whether a time is a stretch, as a title or the opening of a section says it."""
    if form.word is not None or form.days or form.is_until:
        return False
    return form.edge is None or form.is_since


def year_of(year: int) -> Days:
    """Return the days of a year."""
    return date(year, 1, 1), date(year, 12, 31)
