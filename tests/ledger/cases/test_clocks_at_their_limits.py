"""What stops, starts, stands and is refused at the limits of a clock's declaration."""

from __future__ import annotations

from datetime import date

import pytest

from quheng.calendars import Budget
from quheng.ledger.cases.commands import AnswerPart, ExtendClock, Make, PauseClock, ResumeClock
from quheng.ledger.cases.events import ClockPaused, ClockStarted, ClockStopped
from tests.ledger.cases.desk import CLERK, DISPATCHER, HANDLER, LEAD, SUPERVISOR, Desk, person
from tests.ledger.small import small_programme

KEY = ("search_time", None)


def searching(*edits, values=None):
    desk = Desk(small_programme(*edits))
    desk.open(CLERK, values={"thing": "雨伞", **(values or {})})
    desk.does(DISPATCHER, Make("search"))
    return desk


def closed():
    desk = searching(values={"offices": ["office"]})
    desk.does(HANDLER, AnswerPart("help", True, "没有"))
    desk.does(LEAD, Make("give_up", reason="无"))
    return desk


def days(number):
    return Budget(n=number, unit="workday")


def test_a_move_that_closes_nothing_stops_its_clock():
    desk = searching(("until: [hand_out, give_up]", "until: [ask]"))
    desk.does(HANDLER, Make("ask", reason="颜色"))
    assert not desk.case.clocks[KEY].runs
    assert desk.case.is_open


def test_a_move_that_is_not_its_end_stops_nothing():
    desk = searching(("until: [hand_out, give_up]", "until: [told]"))
    desk.does(HANDLER, Make("ask", reason="颜色"))
    assert desk.case.clocks[KEY].runs


@pytest.mark.parametrize(("day", "kept"), [(9, True), (11, False)])
def test_closing_the_case_stops_a_clock_that_the_move_does_not_end(day, kept):
    # Five working days from Monday 2 March end on Monday 9.
    edits = ("until: [hand_out, give_up]", "until: [told]"), ("needs: {parts: [help]}, ", "")
    desk = searching(*edits)
    desk.at(2026, 3, day)
    desk.does(LEAD, Make("give_up", reason="无"))
    assert (desk.case.is_open, desk.case.clocks[KEY].runs, desk.case.clocks[KEY].kept) == (False, False, kept)
    assert desk.case.kept_promise is kept
    assert desk.kinds().count("ClockStopped") == 1


def test_a_clock_that_starts_where_it_stands_stands_at_once():
    desk = searching(("from: search, until", "from: ask, until"))
    assert KEY not in desk.case.clocks
    desk.does(HANDLER, Make("ask", reason="颜色"))
    assert desk.case.clocks[KEY].stands
    assert not desk.case.clocks[KEY].by_hand


def test_a_clock_that_runs_is_not_started_again():
    desk = searching(("from: search, until", "from: [search, told], until"))
    before = desk.case.clocks[KEY].since
    desk.later(hours=1)
    desk.does(HANDLER, Make("ask", reason="颜色"))
    desk.does(HANDLER, Make("told"))
    assert desk.case.clocks[KEY].since == before
    assert desk.kinds().count("ClockStarted") == 1


def test_who_asks_by_hand_where_it_stands_already():
    desk = searching()
    desk.does(HANDLER, PauseClock("search_time", "等"))
    desk.is_refused(HANDLER, PauseClock("search_time", "再等"), "clock", "stands already")
    desk.does(HANDLER, Make("ask", reason="颜色"))
    assert desk.kinds().count("ClockPaused") == 1
    desk.does(HANDLER, Make("told"))
    assert desk.case.clocks[KEY].by_hand
    assert "ClockResumed" not in desk.kinds()


def test_resumed_by_hand_in_a_stage_where_it_stands_it_stands_by_the_stage():
    desk = searching()
    desk.does(HANDLER, PauseClock("search_time", "等"))
    desk.does(HANDLER, Make("ask", reason="颜色"))
    desk.later(hours=2)
    desk.does(HANDLER, ResumeClock("search_time"))
    assert desk.case.clocks[KEY].stands
    assert not desk.case.clocks[KEY].by_hand
    last = [entry.event for entry in desk.entries if isinstance(entry.event, ClockPaused)][-1]
    assert not last.by_hand
    desk.does(HANDLER, Make("told"))
    assert not desk.case.clocks[KEY].stands


def test_every_time_that_it_stood_counts():
    desk = searching()
    for day in (3, 4):
        desk.at(2026, 3, day)
        desk.does(HANDLER, PauseClock("search_time", "等"))
        desk.at(2026, 3, day + 1, 8)
        desk.does(HANDLER, ResumeClock("search_time"))
    one = searching()
    one.at(2026, 3, 4)
    one.does(HANDLER, PauseClock("search_time", "等"))
    one.at(2026, 3, 5, 8)
    one.does(HANDLER, ResumeClock("search_time"))
    assert one.case.clocks[KEY].deadline.day < desk.case.clocks[KEY].deadline.day


def test_a_clock_resumes_only_on_leaving_a_stage_where_it_stands():
    desk = searching()
    desk.does(HANDLER, Make("ask", reason="颜色"))
    desk.is_refused(HANDLER, ResumeClock("search_time"), "clock", "nobody stopped")
    desk.does(HANDLER, Make("told"))
    assert not desk.case.clocks[KEY].stands
    desk.is_refused(HANDLER, ResumeClock("search_time"), "clock", "nobody stopped")


@pytest.mark.parametrize(
    "command",
    [PauseClock("search_time", "等"), ResumeClock("search_time"), ExtendClock("search_time", days(1), "难")],
)
def test_a_closed_case_has_no_clock_to_stop_or_extend(command):
    closed().is_refused(person("x", "handler", "supervisor"), command, "stage", "the case is closed")


def test_only_who_may_stop_it_stops_it_and_lets_it_run():
    desk = searching()
    desk.is_refused(SUPERVISOR, PauseClock("search_time", "等"), "role")
    desk.is_refused(HANDLER, PauseClock("search_time", " "), "missing")
    desk.is_refused(HANDLER, PauseClock("no_such", "等"), "unknown")
    desk.is_refused(HANDLER, PauseClock("answer_time", "等"), "clock", "does not run")
    desk.does(HANDLER, PauseClock("search_time", "等"))
    desk.is_refused(SUPERVISOR, ResumeClock("search_time"), "role")


def test_an_extension_at_its_limits():
    desk = searching()
    for by, words in [(days(0), "at most"), (days(4), "at most"), (Budget(n=1, unit="day"), "at most")]:
        desk.is_refused(SUPERVISOR, ExtendClock("search_time", by, "难"), "clock", words)
    desk.is_refused(SUPERVISOR, ExtendClock("search_time", days(1), " "), "missing")
    desk.is_refused(HANDLER, ExtendClock("search_time", days(1), "难"), "role")
    desk.does(SUPERVISOR, ExtendClock("search_time", days(3), "难"))
    assert desk.case.clocks[KEY].deadline.day == date(2026, 3, 12)
    desk.is_refused(SUPERVISOR, ExtendClock("search_time", days(1), "难"), "clock", "1 times already")


def test_one_day_is_the_least_extension():
    desk = searching()
    desk.does(SUPERVISOR, ExtendClock("search_time", days(1), "难"))
    assert desk.case.clocks[KEY].deadline.day == date(2026, 3, 10)


def test_as_often_as_is_declared():
    desk = searching(("extend: {by: 3 工作日, who", "extend: {by: 3 工作日, times: 2, who"))
    for _ in range(2):
        desk.does(SUPERVISOR, ExtendClock("search_time", days(1), "难"))
    desk.is_refused(SUPERVISOR, ExtendClock("search_time", days(1), "难"), "clock", "2 times already")
    assert desk.case.clocks[KEY].deadline.day == date(2026, 3, 11)


def test_too_late_to_extend_unless_declared_otherwise():
    desk = searching()
    desk.at(2026, 3, 10, 0)
    desk.does(SUPERVISOR, ExtendClock("search_time", days(1), "难"))
    late = searching()
    late.at(2026, 3, 10, 1)
    late.is_refused(SUPERVISOR, ExtendClock("search_time", days(1), "难"), "clock", "too late")
    allowed = searching(("extend: {by: 3 工作日, who", "extend: {by: 3 工作日, before_due: false, who"))
    allowed.at(2026, 3, 10, 1)
    allowed.does(SUPERVISOR, ExtendClock("search_time", days(1), "难"))


def test_what_cannot_be_extended():
    desk = searching(values={"offices": ["fire"]})
    desk.is_refused(
        SUPERVISOR, ExtendClock("answer_time", days(1), "难", "fire"), "clock", "cannot be extended"
    )


def test_parts_not_asked_for_any_more_are_missed_only_where_their_time_was_over():
    for day, kept in [(4, None), (5, False)]:
        desk = searching(("needs: {parts: [help]}, ", ""), values={"offices": ["fire"]})
        desk.at(2026, 3, day)
        desk.does(LEAD, Make("give_up", reason="无"))
        stopped = {
            entry.event.organisation: entry.event.kept
            for entry in desk.entries
            if isinstance(entry.event, ClockStopped) and entry.event.clock == "answer_time"
        }
        assert stopped == {"fire": kept}


def test_an_answer_stops_the_clock_of_its_department_alone():
    desk = searching(values={"offices": ["office", "fire"]})
    desk.does(HANDLER, AnswerPart("help", True, "没有"))
    assert {key: clock.runs for key, clock in desk.case.clocks.items() if key[1]} == {
        ("answer_time", "office"): False,
        ("answer_time", "fire"): True,
    }
    assert desk.case.clocks[KEY].runs


def test_the_budget_of_the_first_special_case_that_holds():
    cases = "cases: [{when: worth > 5, budget: 1 工作日}, {when: fragile, budget: 2 工作日}]"
    edits = ("cases: [{when: fragile, budget: 2 工作日}]", cases)
    for values, number in [
        ({}, 5),
        ({"fragile": True}, 2),
        ({"fragile": True, "worth": 9}, 1),
        ({"worth": 5}, 5),
    ]:
        desk = searching(edits, values=values)
        (started,) = [one.event for one in desk.entries if isinstance(one.event, ClockStarted)]
        assert (started.budget.n, started.promise, started.organisation) == (number, True, None)
