"""Checklists, linked cases, duplicates, eligibility."""

from __future__ import annotations

import pytest

from quheng.ledger.cases import SYSTEM
from quheng.ledger.cases.commands import Absorb, Assess, Make, MarkItem, MergeInto, NoteLinked, OpenLinked
from tests.ledger.cases.desk import CLERK, DISPATCHER, HANDLER, Desk, person
from tests.ledger.small import small_programme

LIST = (
    ("who: [handler], title: {zh: 物品状况", "who: [handler], follow_up: twin, title: {zh: 物品状况"),
    ("when: worth < 10000, title: {zh: 归还", "title: {zh: 归还"),
    (
        "{materials: [receipt], different_from: [search], within: [{field: worth, at_most: 50000}]}",
        "{checklists: [state], closed_links: [twin]}",
    ),
)


@pytest.fixture
def desk():
    desk = Desk(small_programme(*LIST))
    desk.open(values={"thing": "雨伞"})
    desk.does(DISPATCHER, Make("search"))
    return desk


def test_every_item_is_marked_and_every_failure_followed_up_and_solved(desk):
    desk.is_refused(HANDLER, Make("hand_out"), "gate", "“Whole” is not marked")
    desk.is_refused(HANDLER, MarkItem("state", "whole", "failed"), "missing", "what is wrong")
    desk.does(HANDLER, MarkItem("state", "whole", "failed", "破"))
    desk.does(HANDLER, MarkItem("state", "clean", "passed"))
    desk.is_refused(
        HANDLER, Make("hand_out"), "gate", "“Whole” failed, and no case “Related” is opened for it"
    )
    desk.is_refused(
        HANDLER, OpenLinked("twin", "SW2", "state", "clean"), "link", "clean is not marked as failed"
    )
    desk.does(HANDLER, OpenLinked("twin", "SW2", "state", "whole"))
    desk.is_refused(HANDLER, Make("hand_out"), "gate", "the linked case SW2 is not closed")
    desk.is_refused(HANDLER, NoteLinked("SW2", True), "role", "by the system alone")
    desk.does(SYSTEM, NoteLinked("SW2", True))
    assert desk.tries(SYSTEM, NoteLinked("SW2", True)) == ()
    desk.does(SYSTEM, NoteLinked("SW2", False))
    desk.is_refused(HANDLER, Make("hand_out"), "gate", "the linked case SW2 is not closed")
    desk.does(SYSTEM, NoteLinked("SW2", True))
    assert not desk.does(HANDLER, Make("hand_out")).is_open


def test_marking_is_for_its_role_stage_and_items(desk):
    desk.is_refused(CLERK, MarkItem("state", "whole", "passed"), "role")
    desk.is_refused(HANDLER, MarkItem("state", "smell", "passed"), "unknown")
    desk.does(HANDLER, Make("ask", reason="x"))
    desk.is_refused(HANDLER, MarkItem("state", "whole", "passed"), "stage", "is not marked in “Waiting”")


def test_linking_is_for_its_role_and_stage(desk):
    desk.is_refused(CLERK, OpenLinked("twin", "SW2"), "role")
    desk.is_refused(HANDLER, OpenLinked("sibling", "SW2"), "unknown")
    desk.does(HANDLER, Make("ask", reason="x"))
    desk.is_refused(HANDLER, OpenLinked("twin", "SW2"), "stage")


def test_a_duplicate_goes_on_in_the_other(desk):
    desk.is_refused(HANDLER, MergeInto("SW9", "同一人"), "role")
    desk.is_refused(DISPATCHER, MergeInto("SW1", "同一人"), "link", "into itself")
    case = desk.does(DISPATCHER, MergeInto("SW9", "同一人"))
    assert (case.is_open, case.merged_into, case.running, case.kept_promise) == (False, "SW9", {}, None)
    desk.is_refused(HANDLER, Make("ask", reason="x"), "stage", "the case was merged into SW9")
    desk.is_refused(SYSTEM, Absorb("SW3"), "link", "was itself merged into SW9")


def test_a_case_takes_a_duplicate_in(desk):
    desk.is_refused(DISPATCHER, Absorb("SW3"), "role")
    assert desk.does(SYSTEM, Absorb("SW3")).absorbed == ("SW3",)


def test_eligibility_by_a_published_rule_unknown_is_to_be_reviewed():
    edits = (
        (
            "acts: {assign",
            "eligibility: {scorecard: hn_zero, inputs: {provincial_green: fragile, standard_met: met}}\n"
            "acts: {assess: [handler], assign",
        ),
        (
            "  - {id: offices, type",
            "  - {id: met, type: boolean, title: {zh: 达标, en: Met}}\n  - {id: offices, type",
        ),
        ("when: worth < 10000", 'when: verdict == "pass"'),
    )  # fmt: skip
    desk = Desk(small_programme(*edits))
    desk.open(values={"thing": "厂"})
    desk.does(DISPATCHER, Make("search"))
    desk.is_refused(HANDLER, Make("hand_out"), "missing")
    desk.is_refused(CLERK, Assess(), "role")
    assert desk.does(HANDLER, Assess()).verdict == "needs_review"
    desk.is_refused(HANDLER, Make("hand_out", {"fragile": True, "met": True}), "condition")
    desk.does(HANDLER, Make("ask", {"fragile": True, "met": True}, "x"))
    assert desk.does(HANDLER, Assess()).verdict == "pass"
    desk.does(HANDLER, Make("told"))
    desk.is_refused(person("h", "handler"), Make("hand_out"), "gate", "“Receipt” is not attached")
