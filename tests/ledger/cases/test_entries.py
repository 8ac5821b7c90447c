"""Rows inside a case: each stands once, amounts are exact, corrections are kept, each judge has one."""

from __future__ import annotations

import pytest

from quheng.ledger.cases.commands import AddEntry, CorrectEntry, Erase, Make
from quheng.ledger.cases.events import EntryAdded, EntryCorrected
from quheng.ledger.cases.evolve import replay
from quheng.ledger.cases.wording import event_words
from tests.ledger.cases.desk import CLERK, HANDLER, LEAD, Desk, person
from tests.ledger.cases.stalls import judged
from tests.ledger.small import stalls

MARCH = {"month": "2026-03", "way": "cash", "amount": "0.1"}
MARCH_KEY = {"month": "2026-03", "way": "cash"}


@pytest.fixture
def desk():
    return judged()


def test_amounts_are_exact(desk):
    """0.1 + 0.2 + 0.3 is 0.6, which binary floats do not give."""
    for month, amount in [("2026-01", "0.1"), ("2026-02", "0.2"), ("2026-03", 0.3)]:
        desk.does(HANDLER, AddEntry("takings", {"month": month, "way": "card", "amount": amount}))
    assert desk.case.values["total"] == "0.6"
    assert desk.case.values["cash"] == 0
    assert desk.case.values["takings"][0] == {"month": "2026-01", "way": "card", "amount": "0.1"}


def test_nothing_is_counted_twice(desk):
    desk.does(HANDLER, AddEntry("takings", MARCH))
    desk.is_refused(
        HANDLER,
        AddEntry("takings", {**MARCH, "amount": 7}),
        "value",
        "a row with the same Month, Way already",
    )
    desk.does(HANDLER, AddEntry("takings", {**MARCH, "way": "card", "amount": 1}))
    clash = CorrectEntry("takings", {"month": "2026-03", "way": "card"}, {**MARCH, "amount": 5}, "写错")
    desk.is_refused(HANDLER, clash, "value", "a row with the same Month, Way already")
    assert desk.case.values["total"] == "1.1"


def test_a_correction_keeps_what_stood_before(desk):
    desk.does(HANDLER, AddEntry("takings", MARCH))
    desk.is_refused(HANDLER, CorrectEntry("takings", MARCH_KEY, {**MARCH, "amount": 2}, " "), "missing")
    desk.is_refused(HANDLER, CorrectEntry("takings", MARCH_KEY, MARCH, "同"), "value", "nothing is changed")
    desk.does(HANDLER, CorrectEntry("takings", MARCH_KEY, {**MARCH, "amount": 2}, "少记"))
    event = next(entry.event for entry in desk.entries if isinstance(entry.event, EntryCorrected))
    assert (event.before["takings"]["amount"], event.values["takings"]["amount"]) == ("0.1", 2)
    assert desk.case.values["total"] == 2
    desk.does(HANDLER, CorrectEntry("takings", MARCH_KEY, None, "重复登记"))
    assert (desk.case.values.get("takings"), desk.case.values["total"]) == (None, 0)
    desk.is_refused(HANDLER, CorrectEntry("takings", MARCH_KEY, None, "x"), "unknown", "no such row")
    assert replay(desk.entries) == desk.case
    added = next(entry.event for entry in desk.entries if isinstance(entry.event, EntryAdded))
    assert event_words(added, stalls()).en == "a row added to “Takings”"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({**MARCH, "month": "2026-13"}, "“Month”: this is no month"),
        ({**MARCH, "amount": -1}, "“Amount”"),
        ({**MARCH, "amount": "about 5"}, "“Amount”"),
        ({**MARCH, "way": "barter"}, "“Way”"),
        ({"month": "2026-03", "way": "cash"}, "“Amount” is not filled in"),
        ({**MARCH, "colour": "red"}, "there is no column colour"),
        (["2026-03"], "this is no row"),
    ],
)
def test_a_row_is_read_cell_by_cell(desk, row, words):
    desk.is_refused(HANDLER, AddEntry("takings", row), "value", words)


def test_rows_are_for_their_role_and_stage(desk):
    desk.is_refused(CLERK, AddEntry("takings", MARCH), "role")
    desk.is_refused(HANDLER, AddEntry("sales", MARCH), "unknown", "there are no entries sales")
    desk.is_refused(HANDLER, AddEntry("kind", MARCH), "unknown")
    desk.is_refused(LEAD, Make("post", {"takings": [MARCH]}), "value", "is filled in row by row")
    early = Desk(stalls())
    early.open()
    early.is_refused(HANDLER, AddEntry("takings", MARCH), "stage", "is not filled in in “Applied”")


def test_who_may_correct_the_case_may_correct_its_rows_at_any_time(desk):
    desk.does(HANDLER, AddEntry("takings", MARCH))
    desk.does(CLERK, CorrectEntry("takings", MARCH_KEY, {**MARCH, "amount": 3}, "核对"))
    desk.is_refused(LEAD, CorrectEntry("takings", MARCH_KEY, None, "x"), "role")


def expert(name):
    return person(name, "expert")


def test_each_expert_has_one_mark_and_changes_it_alone(desk):
    desk.does(expert("e1"), AddEntry("marks", {"score": 80, "conflict": False}))
    desk.is_refused(
        expert("e1"), AddEntry("marks", {"score": 90, "conflict": False}), "value", "who wrote it already"
    )
    row = {"score": 70, "conflict": False}
    desk.is_refused(
        expert("e2"), CorrectEntry("marks", {"who": "e1"}, row, "x"), "role", "its writer's alone"
    )
    desk.is_refused(CLERK, CorrectEntry("marks", {"who": "e1"}, row, "x"), "role")
    desk.does(expert("e1"), CorrectEntry("marks", {"who": "e1"}, row, "看错"))
    desk.is_refused(expert("e2"), AddEntry("marks", {"score": 101, "conflict": False}), "value", "“Mark”")
    desk.is_refused(
        expert("e2"),
        AddEntry("marks", {"who": "e3", "score": 1, "conflict": False}),
        "value",
        "no column who",
    )
    assert desk.case.values["marks"] == [{"who": "e1", "score": 70, "conflict": False}]


def test_nobody_judges_in_a_cause_of_ones_own(desk):
    for name in ("wang", "zhao"):
        desk.is_refused(
            expert(name), AddEntry("marks", {"score": 99, "conflict": False}), "gate", "another person"
        )


def test_marks_in_conflict_do_not_count_and_there_must_be_enough(desk):
    desk.does(expert("e1"), AddEntry("marks", {"score": 70, "conflict": False}))
    desk.does(expert("e2"), AddEntry("marks", {"score": 0, "conflict": True}))
    lead = person("qian", "lead")
    desk.is_refused(lead, Make("post"), "condition", "“Marks that count” is at least 2")
    desk.does(expert("e3"), AddEntry("marks", {"score": 75, "conflict": False}))
    # (70 + 75) / 2, to two places.
    assert (desk.case.values["counted"], desk.case.values["mean"]) == (2, "72.5")
    assert desk.does(lead, Make("post")).stage == "posted"


def test_personal_rows_are_erased(desk):
    for name in ("e1", "e2"):
        desk.does(expert(name), AddEntry("marks", {"score": 70, "conflict": False}))
    desk.does(person("qian", "lead"), Make("post"))
    desk.later(days=10)
    desk.does(person("qian", "lead"), Make("give"))
    case = desk.does(person("zhou", "privacy_officer"), Erase("第四十七条"))
    assert "marks" not in case.values
    assert (case.values["counted"], case.values["mean"]) == (2, 70), "what was counted stands"
    assert desk.does(CLERK, Make("rate")).values["counted"] == 2
