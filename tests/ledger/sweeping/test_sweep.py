"""The sweep: once for each deadline, level by level, whatever became of the worker or the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from quheng.calendars import Budget
from quheng.calendars.beijing_time import BEIJING
from quheng.errors import DeclarationError
from quheng.ledger.cases.commands import ExtendClock, Make, PauseClock, ResumeClock
from quheng.ledger.models import OutboxMessage, Reminder
from quheng.ledger.outbox import deliver, inbox
from quheng.ledger.rebuilding import rebuild
from quheng.ledger.sweeping import Swept, sweep
from tests.ledger.small import small_programme
from tests.ledger.town import Town


@pytest.fixture
def town(database):
    town = Town().build()
    for name, where in (("sun", "east"), ("mayor", "city")):
        town.grant(name, "supervisor", where)
    return town


def on(day, hour=9, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=BEIJING)


def told(town, name, kind=""):
    return [one.zh for one in inbox(town.viewer(name)) if not kind or one.kind == kind]


def test_due_soon_then_overdue_each_once(town):
    # Starts on Monday 2 March, 5 working days: until the end of the 9th; the warning is 1 working day before.
    number = town.searching()
    assert sweep(on(5)) == Swept()
    assert sweep(on(6)) == Swept(due_soon=1)
    assert sweep(on(6)) == Swept()
    assert sweep(on(9, 23, 59)) == Swept()
    assert sweep(on(10, 0, 0)) == Swept()  # the last moment itself is in time
    assert sweep(on(10, 0, 1)) == Swept(overdue=1)
    assert sweep(on(10, 9)) == Swept()
    deliver(town.now)
    assert told(town, "zhao", "due_soon") == [f"{number}（失物招领）：查找时限临期（至 2026-03-09 止）"]
    assert told(town, "zhao", "overdue") == [f"{number}（失物招领）：查找时限已逾期（至 2026-03-09 止）"]
    assert told(town, "sun") == [f"{number}（失物招领）：查找时限逾期未办，请督办（至 2026-03-09 止）"]
    assert told(town, "mayor") == []


def test_it_goes_up_after_a_working_day_to_the_next_level_that_has_somebody(town):
    town.searching()
    sweep(on(10, 9))  # Tuesday: one working day later is the end of Wednesday the 11th.
    assert sweep(on(11, 23)) == Swept()
    assert sweep(on(12, 0, 0)) == Swept(escalated=1)
    assert sweep(on(12, 1)) == Swept()
    assert sweep(on(20)) == Swept()  # the city is the top
    deliver(town.now)
    assert (len(told(town, "sun")), len(told(town, "mayor"))) == (1, 1)


def test_a_declared_span_counts(database):
    town = Town().build(("escalate_to: supervisor,", "escalate_to: supervisor, escalate_again: 2 小时,"))
    for name, where in (("sun", "east"), ("mayor", "city")):
        town.grant(name, "supervisor", where)
    town.searching()
    sweep(on(10, 9))
    assert sweep(on(10, 10, 59)) == Swept()
    assert sweep(on(10, 11)) == Swept(escalated=1)


def test_a_span_without_anybody_to_tell_is_refused():
    with pytest.raises(DeclarationError, match="escalate_again stands without escalate_to"):
        small_programme(("escalate_to: supervisor,", "escalate_again: 2 小时,"))


def test_a_week_without_a_worker_is_one_message_of_each_kind_and_not_five(town):
    town.searching()
    town.searching()
    assert sweep(on(30)) == Swept(overdue=2)
    assert not Reminder.objects.filter(kind="due_soon").exists()
    assert sweep(datetime(2026, 5, 20, tzinfo=BEIJING)) == Swept(escalated=2)


def test_a_clock_that_jumps_back_repeats_nothing_and_loses_nothing(town):
    town.searching()
    sweep(on(10, 9))
    assert sweep(on(2)) == Swept()
    second = town.searching()
    assert sweep(on(6)) == Swept(due_soon=1)  # of the second alone
    assert sweep(on(10, 9)) == Swept(overdue=1)
    assert OutboxMessage.objects.filter(kind="escalated", case__number=second).count() == 1
    assert OutboxMessage.objects.filter(kind="escalated").count() == 2


def test_another_end_is_told_anew_and_a_stopped_clock_never(town):
    number = town.searching()
    sweep(on(6))
    town.now = on(9)
    town.does("sun", number, ExtendClock("search_time", Budget(n=3, unit="workday"), "难找"))
    assert sweep(on(10)) == Swept()
    assert sweep(on(11)) == Swept(due_soon=1)  # the end is now the 12th
    assert sweep(on(13)) == Swept(overdue=1)
    assert Reminder.objects.filter(kind="due_soon").count() == 2


def test_a_clock_that_stopped_goes_up_no_further(database):
    town = Town().build(("reason: true, needs: {parts: [help]}", "reason: true"))
    for name, where in (("sun", "east"), ("mayor", "city")):
        town.grant(name, "supervisor", where)
    number = town.searching()
    sweep(on(10, 9))
    town.now = on(10, 10)
    town.does("qian", number, Make("give_up", reason="没有"))
    assert sweep(on(16)) == Swept()
    assert Reminder.objects.get().again_at is None


def test_a_clock_that_stands_is_not_swept_and_its_new_end_is(town):
    number = town.searching()
    town.now = on(5)
    town.does("zhao", number, PauseClock("search_time", "等"))
    assert sweep(on(16)) == Swept()
    town.now = on(16)
    town.does("zhao", number, ResumeClock("search_time"))
    assert sweep(on(30)) == Swept(overdue=1)


def test_a_part_escalates_in_its_own_department(database):
    town = Town().build(("budget: 2 工作日, from: help}", "budget: 2 工作日, from: help, escalate_to: lead}"))
    town.grant("fire-chief", "lead", "fire")
    town.searching(offices=["fire", "police"])
    assert sweep(on(5)) == Swept(overdue=2)
    deliver(town.now)
    assert (len(told(town, "fire-chief", "escalated")), len(told(town, "fire-1", "overdue"))) == (1, 1)
    # The police have no lead of their own: the district's is told.
    assert len(told(town, "qian", "escalated")) == 1


def test_rebuilding_the_rows_repeats_nothing(town):
    town.searching()
    sweep(on(10, 9))
    rebuild()
    assert sweep(on(10, 10)) == Swept()


def test_more_than_a_batch(town, monkeypatch):
    import quheng.ledger.sweeping.sweeper as module

    monkeypatch.setattr(module, "BATCH", 2)
    for _ in range(5):
        town.searching()
    assert sweep(on(10) + timedelta(hours=1)) == Swept(overdue=5)
