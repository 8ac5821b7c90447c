"""Notices: so many working days, every objection answered by somebody else, none upheld."""

from __future__ import annotations

import pytest

from quheng.ledger.cases.commands import AddEntry, AnswerObjection, Make, RaiseObjection
from quheng.ledger.cases.evolve import replay
from tests.ledger.cases.desk import CLERK, HANDLER, LEAD, person
from tests.ledger.cases.stalls import judged

OTHER = person("sun", "lead", "clerk")


@pytest.fixture
def desk():
    desk = judged()
    for name in ("e1", "e2"):
        desk.does(person(name, "expert"), AddEntry("marks", {"score": 90, "conflict": False}))
    # Posted on Monday 2 March: Tuesday, Wednesday, Thursday.
    desk.does(LEAD, Make("post"))
    return desk


def test_it_is_posted_for_its_days(desk):
    assert str(desk.case.notices["stalls"].deadline.day) == "2026-03-05"
    desk.at(2026, 3, 5, 23)
    desk.is_refused(LEAD, Make("give"), "gate", "“Notice of stalls” is posted until 2026-03-05")
    desk.at(2026, 3, 6, 9)
    assert desk.does(LEAD, Make("give")).stage == "given"


def test_every_objection_is_answered_by_somebody_else(desk):
    desk.is_refused(HANDLER, RaiseObjection("stalls", "占道"), "role")
    desk.is_refused(CLERK, RaiseObjection("stalls", " "), "missing")
    desk.does(OTHER, RaiseObjection("stalls", "占道"))
    desk.at(2026, 3, 6)
    desk.is_refused(LEAD, Make("give"), "gate", "objection 1 is not answered")
    desk.is_refused(
        OTHER, AnswerObjection("stalls", 1, False, "不占道"), "gate", "whoever noted an objection"
    )
    desk.is_refused(LEAD, AnswerObjection("stalls", 2, False, "x"), "unknown", "there is no objection 2")
    desk.does(LEAD, AnswerObjection("stalls", 1, False, "不占道"))
    desk.is_refused(LEAD, AnswerObjection("stalls", 1, True, "改"), "value", "is answered already")
    assert desk.does(LEAD, Make("give")).stage == "given"
    assert replay(desk.entries) == desk.case


def test_one_that_is_upheld_stops_it_until_it_is_posted_anew(desk):
    desk.does(CLERK, RaiseObjection("stalls", "占道"))
    desk.does(LEAD, AnswerObjection("stalls", 1, True, "属实"))
    desk.at(2026, 3, 9)
    desk.is_refused(LEAD, Make("give"), "gate", "objection 1 was upheld")
    desk.does(LEAD, Make("repeat", reason="移位"))
    desk.does(LEAD, Make("post"))
    desk.is_refused(LEAD, Make("give"), "gate", "is posted until 2026-03-12")
    desk.at(2026, 3, 13)
    assert desk.does(LEAD, Make("give")).stage == "given"


def test_it_is_too_late_to_object_when_it_is_over(desk):
    desk.at(2026, 3, 6)
    desk.is_refused(CLERK, RaiseObjection("stalls", "占道"), "time", "ended on 2026-03-05")


def test_before_it_is_posted_there_is_nothing_to_object_to():
    desk = judged()
    desk.is_refused(CLERK, RaiseObjection("stalls", "占道"), "stage", "is not posted")
    desk.is_refused(CLERK, RaiseObjection("stall", "占道"), "unknown", "there is no notice stall")


def test_to_be_rated_after_it_was_closed_is_not_to_be_closed_again(desk):
    desk.at(2026, 3, 6)
    closed_at = desk.does(LEAD, Make("give")).closed_at
    desk.at(2026, 4, 1)
    case = desk.does(CLERK, Make("rate"))
    assert (case.stage, case.closed_at) == ("rated", closed_at)
