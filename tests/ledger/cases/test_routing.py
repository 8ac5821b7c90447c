"""Rules name the organisation that nobody named; a person's word goes before, and unknown is not true."""

from __future__ import annotations

import pytest

from quheng.ledger.cases import Rules
from quheng.ledger.cases.commands import Make
from quheng.ledger.cases.decide import decide
from quheng.ledger.cases.events import Assigned, Moved, Routed
from quheng.ledger.cases.routing import Route, find_route
from quheng.ledger.cases.wording import event_words
from quheng.ledger.programmes.presentation import presented
from tests.ledger.cases.desk import CLERK, DISPATCHER, Desk
from tests.ledger.small import small_programme

RULES = (
    "routing: [{if: fragile, to: museum}, {if: worth > 1000, nearest: street, of: created},"
    " {if: 'thing == \"车\"', field: found_by}, {to: store}]\n"
)
EDITS = (
    ("acts: {assign", f"{RULES}acts: {{assign"),
    ("  - {id: offices,", "  - {id: office, type: organisation, title: {zh: 承办, en: Office}}\n"
     "  - {id: found_by, type: organisation, title: {zh: 拾得, en: Found by}}\n  - {id: offices,"),
    ("to: searching, who: [dispatcher],",
     "to: searching, who: [dispatcher], hands_to: office, when: given(office),"),
)  # fmt: skip


def upwards(kind, code):
    return {("street", "office"): "street-7"}.get((kind, code))


@pytest.fixture
def desk():
    return Desk(small_programme(*EDITS))


def routed(desk, values, nearest=upwards):
    desk.open(CLERK, values={"thing": "雨伞", **values})
    return find_route(desk.case, desk.programme, nearest)


@pytest.mark.parametrize(
    ("values", "route"),
    [
        ({}, Route("store", 4)),
        ({"fragile": False}, Route("store", 4)),
        ({"fragile": True}, Route("museum", 1)),
        ({"fragile": True, "worth": 2000}, Route("museum", 1)),
        ({"worth": 2000}, Route("street-7", 2)),
        ({"worth": 1000}, Route("store", 4)),
        ({"thing": "车", "found_by": "police"}, Route("police", 3)),
        ({"thing": "车"}, Route("store", 4)),
    ],
)
def test_the_first_rule_that_certainly_holds(desk, values, route):
    assert routed(desk, values) == route


def test_a_rule_that_leads_nowhere_is_passed_over(desk):
    assert routed(desk, {"worth": 2000}, lambda kind, code: None) == Route("store", 4)


def test_without_rules_nothing_is_routed():
    desk = Desk(small_programme())
    assert routed(desk, {"fragile": True}) is None


def test_a_move_fills_the_empty_field_and_hands_over(desk):
    desk.open(CLERK, values={"thing": "瓷瓶", "fragile": True})
    case = desk.does(DISPATCHER, Make("search"))
    assert (case.values["office"], case.organisation, case.stage) == ("museum", "museum", "searching")
    kinds = [type(entry.event) for entry in desk.entries]
    assert kinds.index(Routed) < kinds.index(Moved) < kinds.index(Assigned)
    (event,) = [entry.event for entry in desk.entries if isinstance(entry.event, Routed)]
    assert (event.field, event.organisation, event.rule) == ("office", "museum", 1)
    words = event_words(event, desk.programme)
    assert (words.zh, words.en) == ("按派单规则派给 museum", "routed by rule to museum")


def test_what_a_person_names_goes_before_every_rule(desk):
    desk.open(CLERK, values={"thing": "瓷瓶", "fragile": True})
    case = desk.does(DISPATCHER, Make("search", {"office": "fire"}))
    assert case.organisation == "fire"
    assert "Routed" not in desk.kinds()


def test_what_was_named_before_stands(desk):
    desk.open(CLERK, values={"thing": "瓷瓶", "fragile": True, "office": "police"})
    assert desk.does(DISPATCHER, Make("search")).organisation == "police"


def test_a_move_that_hands_nothing_over_is_not_routed():
    desk = Desk(small_programme(*EDITS[:2]))
    desk.open(CLERK, values={"thing": "瓷瓶", "fragile": True})
    assert desk.does(DISPATCHER, Make("search")).organisation == "office"
    assert "Routed" not in desk.kinds()


def test_no_rule_leaves_the_move_to_say_what_is_missing():
    edits = (*EDITS[1:], ("acts: {assign", "routing: [{if: fragile, to: museum}]\nacts: {assign"))
    desk = Desk(small_programme(*edits))
    desk.open(CLERK, values={"thing": "雨伞"})
    desk.is_refused(DISPATCHER, Make("search"), "condition", "Office")


def test_live_rules_are_those_of_the_newest_version(desk):
    newest = small_programme(
        ("acts: {assign", "routing: [{if: fragile, to: palace}]\nacts: {assign"), *EDITS[1:]
    )
    desk.open(CLERK, values={"thing": "瓷瓶", "fragile": True})
    rules = Rules(
        desk.programme, 1, desk.rules.calendars, desk.rules.roles, live=presented(desk.programme, newest)
    )
    events = decide(rules, desk.case, Make("search"), DISPATCHER, desk.now)
    assert [event.organisation for event in events if isinstance(event, Assigned)] == ["palace"]
