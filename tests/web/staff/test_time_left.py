"""How much time is left, in words: counted by hand on March 2026, whose 2nd is a Monday."""

from __future__ import annotations

from datetime import datetime

import pytest

from quheng.calendars import china
from quheng.calendars.beijing_time import BEIJING
from quheng.web.staff.time_left import time_left, until_words


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("end", "now", "words", "tone"),
    [
        # Monday to Monday: Tuesday to Friday and Monday are five.
        (at(3, 10), at(3, 2, 9), "5 working days left", "calm"),
        # The end of Monday the 9th is 24:00, which is 00:00 of the 10th.
        (at(3, 10), at(3, 9, 23, 59), "due today", "today"),
        (at(3, 10), at(3, 10, 0, 1), "1 day overdue", "late"),
        (at(3, 10), at(3, 12, 9), "3 days overdue", "late"),
        (at(3, 9, 16), at(3, 9, 15), "due today at 16:00", "today"),
        (at(3, 9, 16), at(3, 9, 18, 30), "2 hours overdue", "late"),
        # Saturday to Sunday: no working day between.
        (at(3, 9), at(3, 7, 9), "1 day left", "calm"),
    ],
)
def test_the_words(end, now, words, tone):
    left = time_left(end, "published", None, now, china())
    assert (left.words.en, left.tone, left.provisional) == (words, tone, False)


def test_due_soon_provisional_paused_and_not_known():
    calendar = china()
    assert time_left(at(3, 10), "published", at(3, 8), at(3, 8, 9), calendar).tone == "soon"
    assert time_left(at(3, 10), "provisional", None, at(3, 2), calendar).provisional
    assert time_left(None, "paused", None, at(3, 2), calendar).words.zh == "暂停计时"
    assert time_left(None, "missing", None, at(3, 2), calendar).words.zh == "期限待定"


def test_a_year_that_the_calendar_lacks_is_told_in_days():
    far = datetime(2060, 3, 10, tzinfo=BEIJING)
    assert (
        time_left(far, "missing", None, datetime(2060, 3, 2, 9, tzinfo=BEIJING), china()).words.en
        == "7 days left"
    )


def test_until():
    assert until_words(at(3, 10)) == "2026-03-09"
    assert until_words(at(3, 9, 16)) == "2026-03-09 16:00"
