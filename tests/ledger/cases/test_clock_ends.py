"""From when a clock is due soon: days are counted back to a morning, hours to a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from quheng.calendars import Budget, Pause, china
from quheng.calendars.beijing_time import BEIJING
from quheng.ledger.cases.clock_ends import deadline_of, in_beijing, is_kept
from quheng.ledger.cases.events import Deadline
from quheng.ledger.cases.state import RunningClock

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=BEIJING)


def running(number, unit, **more):
    return RunningClock(MONDAY, Budget(n=number, unit=unit), True, Deadline(None, None, "missing"), **more)


@pytest.mark.parametrize(
    ("budget", "before", "day", "warn_at"),
    [
        # Five working days from Monday 2 March end on Monday 9; a working day before is Friday 6.
        ((5, "workday"), (1, "workday"), date(2026, 3, 9), datetime(2026, 3, 6, tzinfo=BEIJING)),
        # Two days before are Saturday 7.
        ((5, "workday"), (2, "day"), date(2026, 3, 9), datetime(2026, 3, 7, tzinfo=BEIJING)),
        # Two hours from 09:30 end at 11:30; an hour before is 10:30, ninety minutes before 10:00.
        ((2, "hour"), (1, "hour"), date(2026, 3, 2), datetime(2026, 3, 2, 10, 30, tzinfo=BEIJING)),
        ((2, "hour"), (90, "minute"), date(2026, 3, 2), datetime(2026, 3, 2, 10, 0, tzinfo=BEIJING)),
        # Monday 9 March ends at 24:00; three hours before are 21:00.
        ((5, "workday"), (3, "hour"), date(2026, 3, 9), datetime(2026, 3, 9, 21, tzinfo=BEIJING)),
    ],
)
def test_due_soon(budget, before, day, warn_at):
    number, unit = before
    found = deadline_of(running(*budget), china(), Budget(n=number, unit=unit))
    assert (found.day, found.warn_at) == (day, warn_at)
    assert found.warn_at.tzinfo is not None


def test_no_warning_where_none_is_declared_or_no_end_is_known():
    assert deadline_of(running(5, "workday"), china(), None).warn_at is None
    standing = running(5, "workday", pauses=(Pause(MONDAY),))
    found = deadline_of(standing, china(), Budget(n=1, unit="workday"))
    assert (found.day, found.moment, found.warn_at, found.status) == (None, None, None, "paused")


def test_extensions_are_counted_one_after_another():
    one, two = Budget(n=1, unit="workday"), Budget(n=2, unit="workday")
    assert deadline_of(running(5, "workday", extensions=(one,)), china(), None).day == date(2026, 3, 10)
    assert deadline_of(running(5, "workday", extensions=(one, two)), china(), None).day == date(2026, 3, 12)


def test_kept_to_the_very_moment():
    end = datetime(2026, 3, 10, tzinfo=BEIJING)
    known = Deadline(date(2026, 3, 9), end, "published")
    assert is_kept(known, end) is True
    assert is_kept(known, end.replace(second=1)) is False
    assert is_kept(Deadline(None, None, "paused"), end) is True
    assert is_kept(Deadline(None, None, "missing"), end) is None


def test_moments_are_told_in_beijing_to_the_second():
    found = in_beijing(datetime(2026, 3, 1, 16, 30, 5, 999_999, tzinfo=UTC))
    assert found == datetime(2026, 3, 2, 0, 30, 5, tzinfo=BEIJING)
    assert (found.microsecond, found.tzinfo) == (0, BEIJING)
