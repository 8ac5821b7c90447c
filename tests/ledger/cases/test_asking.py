"""What is asked where: fields, materials and items with a condition, and who may go on without them."""

from __future__ import annotations

import pytest

from quheng.ledger.cases.commands import AttachFile, Correct, Create, Make, MarkItem
from tests.ledger.cases.desk import CLERK, HANDLER, LEAD, Desk, person
from tests.ledger.cases.stalls import judged
from tests.ledger.small import stalls


@pytest.fixture
def desk():
    return Desk(stalls())


def checked(desk, *items):
    for item in items:
        desk.does(HANDLER, MarkItem("safety", item, "passed"))


def test_a_field_is_asked_where_its_condition_holds(desk):
    desk.is_refused(
        CLERK, Create("TW1", "office", "counter", {"kind": "goods", "gas": True}), "value",
        "“Uses gas” is not asked for in this case",
    )  # fmt: skip
    desk.open(values={"kind": "food"})
    checked(desk, "wires", "bottle")
    desk.is_refused(HANDLER, Make("judge"), "missing", "“Uses gas” is not filled in")
    desk.is_refused(CLERK, Correct({"kind": "goods", "gas": True}, "x"), "value", "not asked for")


def test_a_field_that_is_not_asked_is_not_required(desk):
    desk.open(values={"kind": "goods"})
    checked(desk, "wires")
    assert desk.does(HANDLER, Make("judge")).stage == "judged"


def test_what_cannot_be_told_excuses_nobody(desk):
    """Without a kind it is not known whether gas is asked for: so it is."""
    desk.open()
    found = desk.is_refused(HANDLER, Make("judge"), "missing")
    assert {problem.where.field for problem in found.problems} == {"kind", "gas"}


def test_a_material_is_asked_where_its_condition_holds(desk):
    desk.open(values={"kind": "food", "gas": True})
    checked(desk, "wires", "bottle")
    desk.is_refused(HANDLER, Make("judge"), "gate", "“Gas certificate” is not attached")
    desk.does(HANDLER, AttachFile("a.pdf", "sha256:1", 1, "pdf", "gas_paper"))
    assert desk.does(HANDLER, Make("judge")).stage == "judged"


def test_an_item_is_looked_at_where_its_condition_holds(desk):
    desk.open(values={"kind": "goods"})
    desk.is_refused(HANDLER, MarkItem("safety", "bottle", "passed"), "value", "is not looked at")
    checked(desk, "wires")
    assert desk.does(HANDLER, Make("judge")).stage == "judged"


def test_a_move_that_may_leave_things_open(desk):
    desk.open()
    assert desk.does(CLERK, Make("drop")).stage == "dropped"


def test_a_step_for_the_person_whom_a_field_names():
    desk = judged()
    for name in ("e1", "e2"):
        from quheng.ledger.cases.commands import AddEntry

        desk.does(person(name, "expert"), AddEntry("marks", {"score": 90, "conflict": False}))
    desk.is_refused(person("other", "lead"), Make("post"), "gate", "this step is for: Sponsor")
    desk.does(CLERK, Correct({"sponsor": None}, "调离"))
    desk.is_refused(LEAD, Make("post"), "gate", "this step is for: Sponsor")
    desk.does(CLERK, Correct({"sponsor": "qian"}, "补"))
    assert desk.does(LEAD, Make("post")).stage == "posted"
