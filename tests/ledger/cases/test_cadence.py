"""When what comes round is due: by hand, over holidays, from what was last done."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.calendars import Budget, china
from quheng.calendars.beijing_time import BEIJING
from quheng.ledger.cases.cadence import is_due, next_due
from quheng.ledger.programmes.declared import Cadence

CALENDAR = china()


def cadence(every: str, **more: object) -> Cadence:
    within = {} if "about" in more else {"link": "visit", "during": ("open",)}
    return Cadence(id="c", title="c", every=Budget.parse(every), channel="plan", **within, **more)


@pytest.mark.parametrize(
    ("every", "last", "day"),
    [
        # Monday 2 March 2026: Tuesday and Wednesday are the next two working days.
        ("2 工作日", date(2026, 3, 2), date(2026, 3, 4)),
        # Friday 6 March: Monday 9 to Friday 13.
        ("5 工作日", date(2026, 3, 6), date(2026, 3, 13)),
        # Thursday 12 February: 13; Saturday 14 is worked in lieu; the Spring Festival is 15 to 23; 24 to 26.
        ("5 工作日", date(2026, 2, 12), date(2026, 2, 26)),
        # 30 days after 2 March is Wednesday 1 April.
        ("30 天", date(2026, 3, 2), date(2026, 4, 1)),
        # 30 days after 6 March is Sunday 5 April, Tomb-Sweeping; Monday 6 is off as well.
        ("30 天", date(2026, 3, 6), date(2026, 4, 7)),
    ],
)
def test_so_long_after_the_last(every, last, day):
    assert next_due(cadence(every), last, date(2026, 1, 1), CALENDAR).day == day


def test_what_was_never_done_is_due_at_once_by_a_list_and_later_within_a_case():
    monday, sunday = date(2026, 3, 2), date(2026, 3, 1)
    by_list = cadence("30 天", about=("enterprise",))
    assert next_due(by_list, None, monday, CALENDAR).day == monday
    assert next_due(by_list, None, sunday, CALENDAR).day == monday
    assert next_due(cadence("2 工作日"), None, monday, CALENDAR).day == date(2026, 3, 4)


def test_a_day_that_the_calendar_does_not_know_has_not_come():
    end = next_due(cadence("30 天"), date(2040, 1, 1), date(2040, 1, 1), CALENDAR)
    assert (end.day, is_due(end, datetime(2050, 1, 1, tzinfo=BEIJING))) == (None, False)


@given(st.integers(1, 60), st.sampled_from(["day", "workday"]), st.dates(date(2025, 1, 1), date(2026, 6, 30)))
def test_it_is_after_the_last_and_on_a_working_day(n, unit, last):
    every = Cadence(id="c", title="c", every=Budget(n=n, unit=unit), channel="p", link="v", during=("s",))
    end = next_due(every, last, last, CALENDAR)
    assert end.day is not None
    assert end.day > last
    assert CALENDAR.is_working_day(end.day)
    noon = datetime(end.day.year, end.day.month, end.day.day, 12, tzinfo=BEIJING)
    assert is_due(end, noon)
