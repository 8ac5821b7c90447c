"""A case goes only where the programme lets it, by whom, and with what must be there."""

from __future__ import annotations

import pytest

from quheng.ledger.cases import Subject
from quheng.ledger.cases.commands import Assign, AttachFile, Comment, Correct, Create, Erase, Make
from tests.ledger.cases.desk import CLERK, DISPATCHER, HANDLER, LEAD, Desk, person
from tests.ledger.small import small_programme

RECEIPT = AttachFile("领条.pdf", "sha256:ab", 10, "pdf", "receipt")
BOTH = person("wu", "dispatcher", "handler")


@pytest.fixture
def desk():
    return Desk(small_programme())


@pytest.fixture
def searching(desk):
    desk.open(values={"thing": "雨伞"})
    desk.does(DISPATCHER, Make("search"))
    return desk


def test_the_whole_way(searching):
    searching.does(HANDLER, RECEIPT)
    case = searching.does(HANDLER, Make("hand_out", {"worth": "29.92"}))
    assert (case.stage, case.is_open, case.values) == ("returned", False, {"thing": "雨伞", "worth": "29.92"})
    assert case.made_by == {"created": "wang", "search": "li", "hand_out": "zhao"}
    assert case.seq == len(searching.entries)


def test_a_case_is_opened_by_its_role_channel_and_subject(desk):
    desk.is_refused(
        HANDLER, Create("SW1", "office", "counter"), "role", "only these may open a case: Intake clerk"
    )
    desk.is_refused(CLERK, Create("SW1", "office", "pigeon"), "value", "there is no channel pigeon")
    about = Subject("enterprise", "1")
    desk.is_refused(
        CLERK, Create("SW1", "office", "counter", subject=about), "value", "not about: enterprise"
    )
    desk.open()
    desk.is_refused(CLERK, Create("SW1", "office", "counter"), "unknown", "exists already")


def test_only_from_its_stage(desk):
    desk.open(values={"thing": "雨伞"})
    refusal = desk.is_refused(HANDLER, Make("hand_out"), "stage", "the case is in “Reported”")
    assert refusal.problems[0].remedy.en == "what can be done now: Search"


def test_only_by_its_role(desk):
    desk.open(values={"thing": "雨伞"})
    desk.is_refused(CLERK, Make("search"), "role", "only these may make the move “Search”: Dispatcher")


def test_not_without_what_the_stage_requires(desk):
    desk.open()
    refusal = desk.is_refused(DISPATCHER, Make("search"), "missing", "“Thing” is not filled in")
    assert refusal.problems[0].where.field == "thing"
    desk.does(DISPATCHER, Make("search", {"thing": "雨伞"}))


def test_unknown_is_not_false(searching):
    searching.does(HANDLER, RECEIPT)
    refusal = searching.is_refused(HANDLER, Make("hand_out"), "missing", "it cannot be told")
    assert refusal.problems[0].remedy.en == "fill in Worth"


def test_the_bound_itself_is_exact(searching):
    searching.does(HANDLER, RECEIPT)
    words = "“Worth” is less than 10000"
    searching.is_refused(HANDLER, Make("hand_out", {"worth": "10000"}), "condition", words)
    searching.does(HANDLER, Make("hand_out", {"worth": "9999.999999999999999999"}))


def test_every_gate_that_is_not_passed_is_named(desk):
    desk.open(values={"thing": "雨伞", "worth": 5})
    desk.does(BOTH, Make("search"))
    refusal = desk.is_refused(BOTH, Make("hand_out"), "gate", "“Receipt” is not attached")
    assert "you did “Search” yourself" in str(refusal)
    assert len(refusal.problems) == 2


def test_a_value_outside_the_gate(desk):
    desk = Desk(
        small_programme(
            ("worth < 10000", "worth < 99999"), ("at_most: 50000", "at_least: 10, at_most: 50000")
        )
    )
    desk.open(values={"thing": "雨伞"})
    desk.does(DISPATCHER, Make("search"))
    desk.does(HANDLER, RECEIPT)
    for worth in (9, 50001):
        desk.is_refused(HANDLER, Make("hand_out", {"worth": worth}), "gate", "“Worth” must be ≥ 10 ≤ 50000")
    desk.does(HANDLER, Make("hand_out", {"worth": 50000}))


def test_a_reason_is_asked_for(searching):
    searching.is_refused(HANDLER, Make("ask", reason="  "), "missing", "the reason of “Ask” is missing")
    searching.does(HANDLER, Make("ask", reason="颜色"))


def test_every_wrong_value_is_named(desk):
    desk.open()
    wrong = {"worth": "much", "owner_phone": "12", "colour": "red", "found_on": "2026-02-30"}
    refusal = desk.is_refused(DISPATCHER, Make("search", wrong), "value")
    assert sorted(problem.where.field for problem in refusal.problems) == sorted(wrong)


def test_sent_back_is_counted_and_the_case_is_open_again():
    desk = Desk(small_programme(("needs: {parts: [help]}, ", "")))
    desk.open(values={"thing": "雨伞"})
    desk.does(DISPATCHER, Make("search"))
    assert not desk.does(LEAD, Make("give_up", reason="找不到")).is_open
    case = desk.does(LEAD, Make("again", reason="有线索"))
    assert (case.stage, case.is_open, case.sent_back) == ("searching", True, 1)


def test_correcting_keeps_the_old_value(searching):
    searching.is_refused(HANDLER, Correct({"thing": "钱包"}, "错"), "role", "only these may correct a case")
    searching.is_refused(CLERK, Correct({"thing": "雨伞"}, "错"), "value", "nothing is changed")
    case = searching.does(CLERK, Correct({"thing": "钱包", "worth": ""}, "看错"))
    event = searching.entries[-1].event
    assert (event.values, event.before, event.reason) == ({"thing": "钱包"}, {"thing": "雨伞"}, "看错")
    assert case.values == {"thing": "钱包"}


def test_assigning(searching):
    searching.is_refused(HANDLER, Assign("street"), "role")
    case = searching.does(DISPATCHER, Assign("street", "zheng"))
    assert (case.organisation, case.handler) == ("street", "zheng")
    searching.is_refused(DISPATCHER, Assign("street", "zheng"), "value", "the case is there already")


def test_files(searching):
    searching.is_refused(
        HANDLER, AttachFile("a.docx", "d", 1, "docx", "receipt"), "value", "does not accept docx"
    )
    searching.is_refused(HANDLER, AttachFile("a.pdf", "d", 1, "pdf", "note"), "unknown", "no material note")
    searching.is_refused(CLERK, RECEIPT, "role")
    assert searching.does(HANDLER, RECEIPT).files[0].material == "receipt"


def test_a_closed_case_takes_remarks_and_no_files(searching):
    searching.does(HANDLER, RECEIPT)
    searching.does(HANDLER, Make("hand_out", {"worth": 1}))
    searching.does(HANDLER, Comment("已通知"))
    searching.is_refused(HANDLER, RECEIPT, "stage", "the case is closed (Returned)")


def test_personal_data_is_erased_only_when_closed(searching):
    officer = person("zhou", "privacy_officer")
    searching.does(HANDLER, RECEIPT)
    searching.is_refused(officer, Erase("第四十七条"), "stage", "an open case still needs its personal data")
    searching.does(HANDLER, Make("hand_out", {"worth": 1, "owner_phone": "13800138000"}))
    case = searching.does(officer, Erase("个人信息保护法第四十七条"))
    assert "owner_phone" not in case.values
    assert case.erased == {"owner_phone"}
    assert case.files[0].name == ""


def test_on_behalf_of_another_both_names_stand(desk):
    helper = person("he", "clerk")
    desk.does(
        type(helper)("he", helper.roles, "window", on_behalf_of="张大爷"), Create("SW1", "window", "counter")
    )
    assert {(entry.who, entry.on_behalf_of) for entry in desk.entries} == {("he", "张大爷")}


def test_a_clock_a_little_behind_is_put_right_and_one_far_behind_refused(searching):
    searching.later(seconds=-3)
    searching.does(HANDLER, Comment("三秒"))
    searching.later(minutes=-5)
    searching.is_refused(HANDLER, Comment("五分"), "time", "the server's clock says 2026-03-02 08:54:57")


def test_hidden_fields_are_not_taken():
    desk = Desk(
        small_programme(("id: found_on, type: date,", "id: found_on, type: date, visible: [searching],"))
    )
    desk.open()
    desk.is_refused(
        DISPATCHER, Make("search", {"found_on": "2026-01-01"}), "value", "not filled in at this stage"
    )


def test_a_move_hands_the_case_to_an_organisation_and_back():
    edits = (
        (
            "id: offices, type",
            "id: office, type: organisation, title: {zh: 承办, en: Office}}\n  - {id: offices, type",
        ),
        ("to: waiting, who: [handler],", "to: waiting, who: [handler], hands_to: office,"),
        ("to: searching, who: [handler],", "to: searching, who: [handler], hands_to: created,"),
    )
    desk = Desk(small_programme(*edits))
    desk.open(values={"thing": "雨伞"})
    desk.does(DISPATCHER, Make("search"))
    desk.is_refused(HANDLER, Make("ask", reason="x"), "missing", "“Office” is not filled in")
    assert desk.does(HANDLER, Make("ask", {"office": "street"}, "x")).organisation == "street"
    assert desk.does(HANDLER, Make("told")).organisation == "office"
