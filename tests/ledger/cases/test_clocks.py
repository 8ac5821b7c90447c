"""Clocks of a case: counted by working days, standing and extended by rule, kept or missed, recomputed.

Days of 2026 used here: 2 March is a Monday; 6 and 7 March Friday and Saturday; Spring Festival is off from
15 to 23 February, and Saturdays 14 and 28 February are worked in lieu.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from quheng.calendars import Budget, CalendarYear, china
from quheng.calendars.beijing_time import BEIJING
from quheng.calendars.calendar import Calendar
from quheng.ledger.cases import SYSTEM
from quheng.ledger.cases.commands import ExtendClock, Make, PauseClock, RecomputeClocks, ResumeClock
from quheng.ledger.cases.events import ClockStarted
from tests.ledger.cases.desk import DISPATCHER, HANDLER, LEAD, SUPERVISOR, Desk
from tests.ledger.small import small_programme

KEY = ("search_time", None)


def searching(year=2026, month=3, day=2, values=None, **more):
    desk = Desk(small_programme(), **more)
    desk.at(year, month, day)
    desk.open(values={"thing": "雨伞", **(values or {})})
    desk.does(DISPATCHER, Make("search"))
    return desk


def clock(desk):
    return desk.case.clocks[KEY]


def test_five_working_days_from_the_next_day():
    desk = searching()
    # Monday 2 March is not counted: 3, 4, 5, 6 and Monday 9 March; a working day before is Friday 6.
    assert clock(desk).deadline.day == date(2026, 3, 9)
    assert clock(desk).deadline.moment == datetime(2026, 3, 10, tzinfo=BEIJING)
    assert clock(desk).deadline.warn_at == datetime(2026, 3, 6, tzinfo=BEIJING)
    assert clock(desk).deadline.status == "published"


def test_a_special_case_has_its_own_budget():
    assert clock(searching(values={"fragile": True})).deadline.day == date(2026, 3, 4)
    assert clock(searching(values={"fragile": False})).deadline.day == date(2026, 3, 9)


def test_over_spring_festival_with_a_worked_saturday():
    desk = searching(2026, 2, 12)
    # Thursday 12 February: 13, Saturday 14 (worked), then 24, 25 and 26 February.
    assert clock(desk).deadline.day == date(2026, 2, 26)


def test_it_stands_while_the_owner_is_asked():
    desk = searching()
    desk.at(2026, 3, 4)
    desk.does(HANDLER, Make("ask", reason="颜色"))
    assert (clock(desk).stands, clock(desk).deadline.day, clock(desk).deadline.status) == (
        True,
        None,
        "paused",
    )
    desk.at(2026, 3, 16)
    desk.does(HANDLER, Make("told"))
    # 3 March counted; it stands from the 4th until the 16th, which counts: 16, 17, 18, 19.
    assert (clock(desk).stands, clock(desk).deadline.day) == (False, date(2026, 3, 19))
    assert desk.kinds()[-2:] == ["Moved", "ClockResumed"]


def test_stopped_by_hand_it_waits_for_a_hand():
    desk = searching()
    desk.is_refused(DISPATCHER, PauseClock("search_time", "等"), "role")
    desk.is_refused(HANDLER, PauseClock("search_time", " "), "missing")
    desk.is_refused(HANDLER, ResumeClock("search_time"), "clock", "nobody stopped")
    desk.does(HANDLER, PauseClock("search_time", "等鉴定"))
    desk.is_refused(HANDLER, PauseClock("search_time", "等"), "clock", "stands already")
    desk.does(HANDLER, Make("ask", reason="颜色"))
    desk.does(HANDLER, Make("told"))
    assert clock(desk).stands, "what a person stopped, the stage does not start"
    desk.does(HANDLER, ResumeClock("search_time"))
    assert clock(desk).deadline.day == date(2026, 3, 9)


def test_a_clock_resumed_by_hand_in_a_stage_where_it_stands_goes_on_standing():
    desk = searching()
    desk.does(HANDLER, PauseClock("search_time", "等鉴定"))
    desk.does(HANDLER, Make("ask", reason="颜色"))
    desk.does(HANDLER, ResumeClock("search_time"))
    assert (clock(desk).stands, clock(desk).by_hand) == (True, False)


def test_extensions_end_where_their_rule_ends():
    desk = searching()
    by = Budget.parse("3 工作日")
    desk.is_refused(
        HANDLER, ExtendClock("search_time", by, "x"), "role", "only these may extend “Search time”"
    )
    desk.is_refused(
        SUPERVISOR, ExtendClock("search_time", Budget.parse("4 工作日"), "x"), "clock", "at most 3"
    )
    desk.is_refused(SUPERVISOR, ExtendClock("search_time", Budget.parse("3 天"), "x"), "clock", "at most 3")
    desk.is_refused(SUPERVISOR, ExtendClock("answer_time", by, "x"), "clock", "does not run")
    desk.is_refused(SUPERVISOR, ExtendClock("nothing", by, "x"), "unknown")
    desk.does(SUPERVISOR, ExtendClock("search_time", by, "范围大"))
    assert clock(desk).deadline.day == date(2026, 3, 12)  # 9 March and 3 working days
    desk.is_refused(SUPERVISOR, ExtendClock("search_time", by, "x"), "clock", "was extended 1 times already")


@pytest.mark.parametrize(("day", "granted"), [(9, True), (10, False)])
def test_an_extension_is_asked_before_the_time_is_over(day, granted):
    desk = searching()
    desk.at(2026, 3, day, hour=18)
    command = ExtendClock("search_time", Budget.parse("1 工作日"), "x")
    if granted:
        desk.does(SUPERVISOR, command)
    else:
        desk.is_refused(SUPERVISOR, command, "clock", "it is too late to extend it")


@pytest.mark.parametrize(("day", "hour", "kept"), [(9, 23, True), (10, 0, True), (10, 1, False)])
def test_kept_until_24_o_clock_of_the_last_day(day, hour, kept):
    desk = Desk(small_programme(("needs: {parts: [help]}, ", "")))
    desk.open(values={"thing": "雨伞"})
    desk.does(DISPATCHER, Make("search"))
    desk.at(2026, 3, day, hour)
    case = desk.does(LEAD, Make("give_up", reason="x"))
    assert (case.clocks[KEY].kept, case.kept_promise, case.running) == (kept, kept, {})


def test_a_case_that_is_closed_while_its_clock_stands_is_in_time():
    desk = Desk(small_programme(("needs: {parts: [help]}, ", "")))
    desk.open(values={"thing": "雨伞"})
    desk.does(DISPATCHER, Make("search"))
    desk.does(HANDLER, PauseClock("search_time", "等鉴定"))
    desk.later(days=60)
    assert desk.does(LEAD, Make("give_up", reason="x")).kept_promise is True


def test_a_clock_that_was_over_before_it_stood_is_missed():
    desk = Desk(small_programme(("needs: {parts: [help]}, ", "")))
    desk.open(values={"thing": "雨伞"})
    desk.does(DISPATCHER, Make("search"))
    desk.at(2026, 3, 11)
    desk.does(HANDLER, PauseClock("search_time", "等鉴定"))
    assert desk.does(LEAD, Make("give_up", reason="x")).kept_promise is False


def test_passing_on_does_not_give_more_time():
    desk = Desk(small_programme(("from: search, until", "from: [search, told], until")))
    desk.open(values={"thing": "雨伞"})
    desk.does(DISPATCHER, Make("search"))
    desk.does(HANDLER, Make("ask", reason="x"))
    desk.later(days=3)
    desk.does(HANDLER, Make("told"))
    assert sum(isinstance(entry.event, ClockStarted) for entry in desk.entries) == 1


def test_over_the_end_of_the_published_years_it_is_provisional_until_the_notice_is_out():
    desk = searching(2026, 12, 29)
    # By the law alone: 30, 31 December, 1 January off, 4, 5 and 6 January.
    assert (clock(desk).deadline.day, clock(desk).deadline.status) == (date(2027, 1, 6), "provisional")
    notice = CalendarYear.model_validate(
        {
            "year": 2027,
            "status": "published",
            "source": "a notice that this test makes up",
            "holidays": [
                {"name": "元旦", "off": {"from": "2027-01-01", "to": "2027-01-04"}, "make_up": ["2027-01-09"]}
            ],
        }
    )
    desk.calendar = china().merged(Calendar((notice,)))
    desk.does(SYSTEM, RecomputeClocks())
    # Monday the 4th is off now: 30, 31 December, 5, 6 and 7 January.
    assert (clock(desk).deadline.day, clock(desk).deadline.status) == (date(2027, 1, 7), "published")
    assert desk.kinds()[-1] == "ClockRecomputed"
    assert desk.tries(SYSTEM, RecomputeClocks()) == (), "the same end is no event"


def test_beyond_the_calendar_nobody_knows():
    desk = searching(2030, 12, 30)
    assert (clock(desk).deadline.day, clock(desk).deadline.status) == (None, "missing")
    desk.does(HANDLER, Make("ask", reason="x"))
    assert desk.case.kept_promise is None
