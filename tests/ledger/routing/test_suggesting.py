"""Suggestions come from where the programme's own cases went, say why, do nothing, forget what is erased."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quheng.ledger.cases.commands import Assign, AttachFile, Erase, Make
from quheng.ledger.models import CaseRow, ClueRow, EventRow, Organisation, RoutedRow
from quheng.ledger.nearest import nearest_of_kind
from quheng.ledger.rebuilding import rebuild
from quheng.ledger.routing import suggest_routes
from tests.ledger.town import Town

FIELDS = (
    "  - {id: offices,",
    "  - {id: kind, type: choice, choices: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}},"
    " title: {zh: 类别, en: Kind}}\n"
    "  - {id: story, type: text, longest: 500, sensitivity: personal, title: {zh: 经过, en: Story}}\n"
    "  - {id: offices,",
)
GIVE_BACK = (
    "  - {id: ask,",
    "  - {id: give_back, from: [searching], to: reported, who: [dispatcher], hands_to: created,"
    " title: {zh: 退, en: Back}}\n"
    "  - {id: ask,",
)  # fmt: skip


@pytest.fixture
def town(database):
    town = Town().build(FIELDS, GIVE_BACK)
    Organisation.objects.filter(code="street-1").update(name_zh="示例区花园街道", name_en="Huayuan street")
    town.grant("li", "dispatcher", "east", sensitivity=2)
    town.grant("zhao", "handler", "city")
    town.grant("west-li", "dispatcher", "west")
    return town


def sent(town, where, **values):
    number = town.opens(values={"thing": "雨伞", **values})
    town.does("li", number, Make("search"))
    town.does("li", number, Assign(where))
    return number


def clues():
    rows = ClueRow.objects.order_by("routed__case__number", "clue")
    return list(rows.values_list("routed__case__number", "clue", "organisation", "path", "routed_on"))


def all_rows():
    routed = RoutedRow.objects.order_by("case__number")
    return clues(), list(routed.values_list("case__number", "programme", "organisation", "path", "routed_on"))


def test_what_is_kept_of_a_case_that_was_sent(town):
    number = sent(town, "street-1", kind="a", story="花园路口路灯下丢的，王桂兰 13800138000", fragile=True)
    path = Organisation.objects.get(code="street-1").path
    day = town.now.date()
    assert clues() == [
        (number, clue, "street-1", path, day) for clue in ("fragile=true", "kind=a", "word=花园", "word=路灯")
    ]


def test_a_case_that_stays_or_goes_back_is_an_example_of_nothing(town):
    number = sent(town, "street-1", kind="a")
    town.does("li", number, Make("give_back"))
    assert not RoutedRow.objects.exists()
    town.does("li", number, Make("search"))
    assert not RoutedRow.objects.exists()
    town.does("li", number, Assign("street-2"))
    assert RoutedRow.objects.get().organisation == "street-2"


def test_what_is_filled_in_later_is_no_reason(town):
    number = sent(town, "street-1")
    town.does("zhao", number, Make("ask", {"kind": "b"}, "颜色"))
    assert clues() == []
    rebuild(number)
    assert clues() == []


def fill_up(town, there=28, elsewhere=4):
    for place in range(there):
        sent(town, "street-1", kind="a", story="路灯" if place % 2 else "")
    for _ in range(elsewhere):
        sent(town, "street-2", kind="b")
    return town.opens(values={"thing": "伞", "kind": "a", "story": "路灯坏了"})


def test_it_says_where_and_why_and_does_nothing(town):
    number = fill_up(town)
    before = EventRow.objects.count()
    found = suggest_routes(number, town.viewer("li"), town.now)
    (first,) = found.suggestions
    assert first.organisation == "street-1"
    assert first.share > 0.95
    assert not first.by_rule
    assert first.reason.zh == (
        "近 90 天派给示例区花园街道：“类别为甲”的 28 件中 28 件；内容含“路灯”的 14 件中 14 件"
    )
    assert first.reason.en == (
        "sent to Huayuan street in the last 90 days: 28 of 28 cases with “Kind: A”; "
        "14 of 14 cases that say “路灯”"
    )
    assert EventRow.objects.count() == before
    assert town.row(number).organisation.code == "east"


def test_not_enough_yet(town):
    number = fill_up(town, 20, 4)
    found = suggest_routes(number, town.viewer("li"), town.now)
    assert found.suggestions == ()
    assert "not enough yet: 24 cases" in found.note.en
    assert "满 30 件后给出建议" in found.note.zh


def test_only_lately_and_only_in_scope(town):
    number = fill_up(town)
    assert suggest_routes(number, town.viewer("li"), town.now + timedelta(days=89)).suggestions
    late = suggest_routes(number, town.viewer("li"), town.now + timedelta(days=90))
    assert late.suggestions == ()
    foreign = suggest_routes(number, town.viewer("west-li"), town.now)
    assert (foreign.suggestions, foreign.note.en) == ((), f"there is no case {number}")
    town.grant("half", "dispatcher", "east", programme="other")
    assert not suggest_routes(number, town.viewer("half"), town.now).suggestions


def test_the_case_itself_is_no_evidence(town):
    number = fill_up(town, 26, 3)
    town.does("li", number, Make("search"))
    town.does("li", number, Assign("street-1"))
    assert RoutedRow.objects.count() == 30
    assert "29 cases" in suggest_routes(number, town.viewer("li"), town.now).note.en


def test_few_queries_however_many_cases(town):
    number = fill_up(town)
    viewer = town.viewer("li")
    with CaptureQueriesContext(connection) as queries:
        suggest_routes(number, viewer, town.now)
    assert len(queries) <= 8


def test_replay_writes_the_same(town):
    fill_up(town, 3, 2)
    number = sent(town, "street-1", kind="a", story="花园路")
    town.does("li", number, Make("give_back"))
    before = all_rows()
    assert len(before[1]) == 5
    RoutedRow.objects.all().delete()
    rebuild()
    assert all_rows() == before


def test_erasure_takes_the_words_and_leaves_the_codes(town):
    number = sent(town, "street-1", kind="a", story="花园路灯", worth=5)
    town.does("zhao", number, AttachFile("a.pdf", "d", 1, "pdf", "receipt"))
    town.does("zhao", number, Make("hand_out"))
    assert {clue for _, clue, *_ in clues()} == {"kind=a", "word=花园", "word=路灯"}
    town.does("zhou", number, Erase("第四十七条"))
    after = all_rows()
    assert {clue for _, clue, *_ in after[0]} == {"kind=a"}
    rebuild(number)
    assert all_rows() == after


def test_a_rule_comes_first(database):
    town = Town().build(FIELDS, ("acts: {assign", "routing: [{if: fragile, to: fire}]\nacts: {assign"))
    number = town.opens(values={"thing": "瓷瓶", "fragile": True})
    found = suggest_routes(number, town.viewer("li"), town.now)
    (ruled,) = found.suggestions
    assert (ruled.organisation, ruled.share, ruled.by_rule, found.note) == ("fire", 1.0, True, None)
    assert ruled.reason.en == "rule 1 of routing: “Fragile” is yes"
    assert CaseRow.objects.get().organisation.code == "east"


def test_the_nearest_organisation_upwards(database):
    Town().build()
    assert nearest_of_kind("district", "street-1") == "east"
    assert nearest_of_kind("street", "street-1") == "street-1"
    assert nearest_of_kind("city", "fire") == "city"
    assert nearest_of_kind("street", "east") is None
    assert nearest_of_kind("street", "mars") is None
