"""Several departments at once: any order gives the same, all done once a round, returned and added parts."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from quheng.ledger.cases.commands import AddPart, AnswerPart, DecideParts, Make, ReturnPart
from quheng.ledger.cases.events import PartsDone
from tests.ledger.cases.desk import DISPATCHER, HANDLER, LEAD, Desk, person
from tests.ledger.small import small_programme

OFFICES = ["fire", "police", "station"]


def asked(*edits, offices=OFFICES):
    desk = Desk(small_programme(*edits))
    desk.open(values={"thing": "雨伞", "offices": offices})
    desk.does(DISPATCHER, Make("search"))
    return desk


def answers(desk, office, agrees=True):
    return desk.does(
        person(f"{office}-1", "handler", organisation=office), AnswerPart("help", agrees, "已查")
    )


def dones(desk):
    return [entry.event for entry in desk.entries if isinstance(entry.event, PartsDone)]


@pytest.mark.parametrize("order", list(permutations(OFFICES)))
def test_in_any_order_it_comes_to_the_same(order):
    desk = asked()
    for office in order:
        assert dones(desk) == []
        answers(desk, office, agrees=office != "police")
    assert dones(desk) == [PartsDone("help", 1, False)]
    assert {name: part.agrees for name, part in desk.case.parts["help"].open.items()} == {
        "fire": True, "police": False, "station": True,
    }  # fmt: skip
    desk.is_refused(LEAD, Make("give_up", reason="x"), "gate", "“Help” was not agreed")


def test_all_agree_opens_the_gate():
    desk = asked()
    desk.is_refused(
        LEAD, Make("give_up", reason="x"), "gate", "not all have answered in “Help”: fire, police, station"
    )
    for office in OFFICES:
        answers(desk, office)
    assert not desk.does(LEAD, Make("give_up", reason="x")).is_open


def test_each_answers_for_itself_and_once():
    desk = asked()
    desk.is_refused(HANDLER, AnswerPart("help", True, "x"), "parts", "does not ask your organisation")
    desk.is_refused(person("f", "lead", organisation="fire"), AnswerPart("help", True, "x"), "role")
    desk.is_refused(person("f", "handler", organisation="fire"), AnswerPart("help", True, " "), "missing")
    answers(desk, "fire")
    desk.is_refused(
        person("f2", "handler", organisation="fire"), AnswerPart("help", False, "x"), "parts", "has answered"
    )


def test_a_returned_part_keeps_the_others_work():
    desk = asked()
    for office in OFFICES:
        answers(desk, office)
    desk.is_refused(HANDLER, ReturnPart("help", "fire", "x"), "role")
    case = desk.does(LEAD, ReturnPart("help", "fire", "没写明"))
    assert {name: part.answered for name, part in case.parts["help"].open.items()} == {
        "fire": False, "police": True, "station": True,
    }  # fmt: skip
    desk.is_refused(LEAD, ReturnPart("help", "fire", "x"), "parts", "no answer that could be returned")
    desk.is_refused(LEAD, Make("give_up", reason="x"), "gate", "fire")
    answers(desk, "fire")
    assert [done.round for done in dones(desk)] == [1, 2]


def test_a_department_added_midway_and_one_added_late():
    desk = asked(offices=["fire"])
    desk.does(LEAD, AddPart("help", "police"))
    desk.is_refused(LEAD, AddPart("help", "police"), "parts", "is asked already")
    answers(desk, "fire")
    answers(desk, "police")
    assert len(dones(desk)) == 1
    desk.does(LEAD, AddPart("help", "station"))
    desk.is_refused(LEAD, Make("give_up", reason="x"), "gate", "station")
    answers(desk, "station")
    assert [done.round for done in dones(desk)] == [1, 2]


def test_nobody_named_and_one_added():
    desk = asked(offices=[])
    desk.does(LEAD, AddPart("help", "fire"))
    answers(desk, "fire")
    assert len(dones(desk)) == 1


def test_each_part_has_its_own_clock():
    desk = asked(offices=["fire", "police"])
    # Monday 2 March and 2 working days: Wednesday the 4th.
    assert desk.case.clocks["answer_time", "fire"].deadline.day == date(2026, 3, 4)
    desk.later(days=1)
    answers(desk, "fire")
    desk.later(days=4)
    answers(desk, "police")
    kept = {key[1]: clock.kept for key, clock in desk.case.clocks.items() if key[0] == "answer_time"}
    assert kept == {"fire": True, "police": False}


def test_leaving_the_stage_ends_the_asking():
    desk = asked(offices=["fire", "police"])
    answers(desk, "fire")
    desk.does(HANDLER, Make("ask", reason="x"))
    assert [key for key in desk.case.running if key[1]] == []
    assert desk.case.clocks["answer_time", "police"].kept is None
    desk.is_refused(
        person("p", "handler", organisation="police"), AnswerPart("help", True, "x"), "parts", "is not open"
    )
    desk.does(HANDLER, Make("told"))
    assert desk.case.parts["help"].open["fire"].answered is False, "a new round asks everybody"


def test_the_lead_decides():
    desk = asked(
        ("lead: [lead], title: {zh: 协查", "lead: [lead], decide: lead, title: {zh: 协查"),
        offices=["fire", "police"],
    )
    desk.is_refused(LEAD, DecideParts("help", True, "x"), "parts", "not all have answered")
    answers(desk, "fire", agrees=False)
    answers(desk, "police")
    desk.is_refused(LEAD, Make("give_up", reason="x"), "gate", "waits for the lead's decision")
    desk.is_refused(HANDLER, DecideParts("help", True, "x"), "role")
    desk.does(LEAD, DecideParts("help", True, "采纳多数意见"))
    desk.is_refused(LEAD, DecideParts("help", False, "x"), "parts", "decided already")
    assert not desk.does(LEAD, Make("give_up", reason="x")).is_open


def test_where_all_must_agree_the_lead_does_not_decide():
    desk = asked(offices=["fire"])
    desk.is_refused(LEAD, DecideParts("help", True, "x"), "parts", "all must agree")
