"""A case comes over as declared, keeps what the law gave it, and can be brought back for thirty days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from quheng.ledger.cases import SYSTEM, Refusal, decide, replay
from quheng.ledger.cases.commands import AnswerPart, Correct, Erase, Make, PauseClock
from quheng.ledger.cases.events import ClockRecomputed, Migrated, MigrationReverted
from quheng.ledger.cases.sealing import sealed
from quheng.ledger.cases.state import Case
from quheng.ledger.cases.wire import as_json
from quheng.ledger.cases.wording import event_words
from quheng.ledger.programmes import Programme
from tests.ledger.cases.desk import CLERK, DISPATCHER, HANDLER, Desk, person
from tests.ledger.cases.migrated import LATER, follows, migrate_to, problems_of, revert_to
from tests.ledger.small import small_programme

OLD = small_programme()
NEW = small_programme(*LATER)


@pytest.fixture
def desk():
    return Desk(small_programme())


def comes_over(desk: Desk, later: Programme = NEW) -> Case:
    found = follows(desk, migrate_to(later, old=desk.programme))
    assert not isinstance(found, Refusal), str(found)
    return desk.case


def cannot(desk: Desk, *edits: tuple[str, str]) -> str:
    found = follows(desk, migrate_to(small_programme(*LATER, *edits)))
    assert isinstance(found, Refusal)
    return str(found)


def test_names_change_and_what_has_no_place_is_set_aside(desk):
    desk.open(CLERK, values={"thing": "雨伞", "worth": 5, "found_on": "2026-02-28"})
    desk.does(DISPATCHER, Make("search"))
    desk.does(HANDLER, Make("ask", reason="颜色"))
    before = desk.case
    after = comes_over(desk)
    assert (after.version, after.digest, after.stage) == (2, NEW.digest, "asking")
    assert after.values == {"thing": "雨伞", "value": 5}
    (came_from,) = after.migrated_from
    assert (came_from.version, came_from.digest, came_from.stage) == (1, OLD.digest, "waiting")
    assert came_from.set_aside == {"found_on": "2026-02-28"}
    assert after.clocks == before.clocks
    assert desk.does(HANDLER, Make("told", {"colour": "红"})).stage == "searching"
    assert replay(desk.entries) == desk.case


def test_a_clock_that_runs_keeps_its_budget_and_its_end(desk):
    desk.open(CLERK, values={"thing": "雨伞"})
    desk.does(DISPATCHER, Make("search"))
    (before,) = desk.case.running.values()
    (after,) = comes_over(desk).running.values()
    assert after == before
    assert (after.budget.n, after.deadline.day.isoformat()) == (5, "2026-03-09")
    assert not any(isinstance(entry.event, ClockRecomputed) for entry in desk.entries)


def test_back_again_is_as_it_was(desk):
    desk.open(CLERK, values={"thing": "雨伞", "worth": 5, "found_on": "2026-02-28"})
    desk.does(DISPATCHER, Make("search"))
    before = desk.case
    comes_over(desk)
    follows(desk, revert_to(OLD))
    assert replace(desk.case, seq=before.seq, latest=before.latest) == before
    (event,) = [entry.event for entry in desk.entries if isinstance(entry.event, MigrationReverted)]
    assert (event.digest, event.old_digest) == (OLD.digest, NEW.digest)


def test_what_was_done_since_is_kept_as_far_as_it_has_a_place(desk):
    desk.open(CLERK, values={"thing": "雨伞", "worth": 5})
    comes_over(desk)
    desk.does(DISPATCHER, Make("search", {"value": 7, "colour": "红"}))
    desk.does(HANDLER, Make("ask", reason="颜色"))
    follows(desk, revert_to(OLD))
    assert (desk.case.stage, desk.case.values) == ("waiting", {"thing": "雨伞", "worth": 7})
    assert replay(desk.entries) == desk.case


def test_it_can_be_taken_back_for_thirty_days(desk):
    desk.open(CLERK, values={"thing": "雨伞"})
    comes_over(desk)
    late = desk.now + timedelta(days=30, seconds=1)
    assert "more than 30 days old" in str(follows(desk, revert_to(OLD), late))
    assert not isinstance(follows(desk, revert_to(OLD), desk.now + timedelta(days=30)), Refusal)


def test_what_cannot_be_taken_back(desk):
    desk.open(CLERK, values={"thing": "雨伞"})
    assert follows(desk, revert_to(OLD)) == ()
    comes_over(desk)
    assert "no migration that could be taken back" in str(
        follows(desk, revert_to(small_programme(LATER[10])))
    )
    follows(desk, revert_to(OLD))
    assert follows(desk, revert_to(OLD)) == ()


def test_to_come_over_twice_is_nothing(desk):
    desk.open(CLERK, values={"thing": "雨伞"})
    comes_over(desk)
    assert follows(desk, migrate_to(NEW)) == ()


def test_closed_cases_are_untouched(desk):
    desk.open(CLERK, values={"thing": "雨伞", "offices": ["office"]})
    desk.does(DISPATCHER, Make("search"))
    desk.does(HANDLER, AnswerPart("help", True, "没有"))
    desk.does(person("qian", "lead"), Make("give_up", reason="无"))
    assert "the case is closed" in str(follows(desk, migrate_to(NEW)))


def test_two_people_stand_behind_it(desk):
    desk.open(CLERK, values={"thing": "雨伞"})
    for ordered, approved in [("qian", "qian"), ("", "sun"), ("qian", "")]:
        refused = follows(desk, migrate_to(NEW, ordered, approved))
        assert "needs another person's approval" in str(refused)
    by_hand = decide(desk.rules, desk.case, migrate_to(NEW), HANDLER, desk.now)
    assert "by an approved order alone" in str(by_hand)
    comes_over(desk)
    words = event_words(desk.entries[-1].event, NEW)
    assert words.en == "brought from version 1 to version 2 (ordered by qian, approved by sun)"
    assert words.zh == "由第 1 版迁移至第 2 版（qian 提出，sun 批准）"


def test_what_is_set_aside_is_sealed_whatever_it_is(desk):
    desk.open(CLERK, values={"thing": "雨伞", "found_on": "2026-02-28"})
    comes_over(desk)
    members, secrets = sealed("migrated", as_json(desk.entries[-1].event), lambda name: False, lambda: "salt")
    assert [secret.value for secret in secrets] == ["2026-02-28"]
    assert "2026-02-28" not in str(members)


def test_erasure_forgets_what_was_set_aside(desk):
    desk.open(CLERK, values={"thing": "雨伞", "found_on": "2026-02-28", "offices": ["office"]})
    comes_over(desk)
    desk.does(DISPATCHER, Make("search"))
    desk.does(HANDLER, AnswerPart("help", True, "没有"))
    desk.does(person("qian", "lead"), Make("give_up", reason="无"))
    desk.does(person("zhou", "privacy_officer"), Erase("第四十七条"))
    assert [one.set_aside for one in desk.case.migrated_from] == [{}]


def test_the_timeline_of_an_older_version_can_still_be_told(desk):
    desk.open(CLERK, values={"thing": "雨伞"})
    desk.does(DISPATCHER, Make("search"))
    other = small_programme(
        ("{id: search, from: [reported]", "{id: look, from: [reported]"),
        ("different_from: [search]", "different_from: [look]"),
        ("from: search, until", "from: look, until"),
        ("{id: search_time, promise", "{id: look_time, promise"),
    )
    words = [event_words(entry.event, other).en for entry in desk.entries]
    assert "search" in words
    assert "“search_time” started" in words


def test_a_channel_that_is_gone(desk):
    desk.open(CLERK, values={"thing": "雨伞"})
    assert "no channel counter" in cannot(desk, ("{counter: {zh: 窗口, en: counter}, phone", "{phone"))


def test_a_value_that_is_no_longer_possible(desk):
    desk.open(CLERK, values={"thing": "雨伞", "worth": 5000})
    assert "“Value”" in cannot(desk, ("id: value, type: decimal,", "id: value, type: decimal, max: 1000,"))


def test_a_clock_that_is_gone(desk):
    desk.open(CLERK, values={"thing": "雨伞"})
    desk.does(DISPATCHER, Make("search"))
    assert "no clock search_time" in cannot(desk, ("{id: search_time, promise", "{id: looking_time, promise"))


def test_a_clock_that_would_stand_or_run_otherwise(desk):
    desk.open(CLERK, values={"thing": "雨伞"})
    desk.does(DISPATCHER, Make("search"))
    assert "it stands at this stage" in cannot(desk, ("pauses_in: [asking]", "pauses_in: [searching]"))
    desk.does(HANDLER, Make("ask", reason="颜色"))
    assert "it runs at this stage" in cannot(desk, ("pauses_in: [asking], ", ""))


def test_a_clock_that_was_stopped_by_hand_stays_so(desk):
    desk.open(CLERK, values={"thing": "雨伞"})
    desk.does(DISPATCHER, Make("search"))
    desk.does(HANDLER, PauseClock("search_time", "等"))
    assert next(iter(comes_over(desk).running.values())).by_hand


def test_departments_that_are_asked(desk):
    desk.open(CLERK, values={"thing": "雨伞", "offices": ["fire"]})
    desk.does(DISPATCHER, Make("search"))
    moved = ("  - {id: help, stage: searching,", "  - {id: help, stage: asking,")
    unneeded = ("needs: {parts: [help]}, ", "")
    assert "the parts help are open" in cannot(desk, moved, unneeded)


def test_departments_that_were_never_asked():
    alone = Desk(small_programme(("  - {id: help, stage: searching,", "  - {id: help, stage: waiting,"),
                                 ("needs: {parts: [help]}, ", "")))  # fmt: skip
    alone.open(CLERK, values={"thing": "雨伞", "offices": ["fire"]})
    alone.does(DISPATCHER, Make("search"))
    found = follows(alone, migrate_to(NEW, old=alone.programme))
    assert "that version asks departments" in str(found)


def test_a_condition_chooses_which_cases_come_over():
    some = small_programme(
        *LATER[:-1], (LATER[-1][0], LATER[-1][1].replace("{from: 1,", "{from: 1, when: worth > 3,"))
    )
    for values, comes in [({"worth": 5}, True), ({"worth": 3}, False), ({}, False)]:
        desk = Desk(small_programme())
        desk.open(CLERK, values={"thing": "雨伞", **values})
        found = follows(desk, migrate_to(some))
        assert isinstance(found, Refusal) != comes
        assert comes or "cannot be told: worth > 3" in str(found)


def test_a_third_version_does_not_take_it(desk):
    other = Desk(small_programme(("budget: 2 工作日, from: help", "budget: 3 工作日, from: help")))
    other.open(CLERK, values={"thing": "雨伞"})
    assert "this migration is not for it" in str(follows(other, migrate_to(NEW)))


def test_what_is_wrong_with_a_way():
    assert problems_of(*LATER) == []
    block = LATER[-1]

    def declared(text):
        return problems_of(*LATER[:-1], (block[0], f"migrate: {{from: 1, {text}}}\n{block[0]}"))

    assert declared("stages: {waiting: asking}, fields: {worth: value}") == [
        "there is no field found_on in the new version: its values have nowhere to go"
    ]
    assert declared("fields: {worth: value}, drop: [found_on]") == [
        "the stage waiting is not in the new version, and the migration leads it nowhere"
    ]
    names = "stages: {waiting: asking, sleeping: searching}, fields: {worth: value, weight: colour}"
    assert declared(f"{names}, drop: [found_on, size]") == [
        "the earlier version has no sleeping",
        "the earlier version has no weight",
        "the earlier version has no size",
    ]
    assert declared("stages: {waiting: asking}, fields: {worth: colour}, drop: [found_on]") == [
        "the field worth has the type decimal, and colour has text"
    ]
    assert declared("stages: {waiting: asking}, fields: {worth: value, found_on: thing}") == [
        "the fields thing and found_on both become thing"
    ]
    assert declared("stages: {waiting: asking}, fields: {worth: value}, drop: [found_on], when: colour > 3")


def test_protection_cannot_change_afterwards():
    personal = ("{id: thing, type: text,", "{id: thing, type: text, sensitivity: personal,")
    assert "cannot be sealed or opened afterwards" in problems_of(*LATER, personal)[0]


class Machine(RuleBasedStateMachine):
    """Between two versions, back and forth, with work in between."""

    def __init__(self):
        super().__init__()
        self.desk = Desk(small_programme())

    @initialize(fragile=st.booleans(), worth=st.sampled_from([None, 5, 70000]), day=st.booleans())
    def begin(self, fragile, worth, day):
        values = {"thing": "雨伞", "fragile": fragile, "worth": worth, "offices": ["office", "fire"]}
        self.desk.open(CLERK, values={**values, **({"found_on": "2026-02-28"} if day else {})})

    @rule(name=st.sampled_from(["search", "ask", "told", "give_up", "again"]))
    def moves(self, name):
        actor = person("x", "dispatcher", "handler", "lead")
        found = self.desk.tries(actor, Make(name, {}, "因为"))
        if not isinstance(found, Refusal):
            self.desk.does(actor, Make(name, {}, "因为"))

    @rule(office=st.sampled_from(["office", "fire"]))
    def answers(self, office):
        actor = person("y", "handler", organisation=office)
        command = AnswerPart("help", True, "没有")
        if not isinstance(self.desk.tries(actor, command), Refusal):
            self.desk.does(actor, command)

    @rule(colour=st.sampled_from(["红", None]))
    @precondition(lambda self: self.desk.programme is not OLD)
    def corrects(self, colour):
        command = Correct({"colour": colour}, "错")
        if not isinstance(self.desk.tries(CLERK, command), Refusal):
            self.desk.does(CLERK, command)

    @rule(hours=st.sampled_from([1, 30, 500, 1000]))
    def time_passes(self, hours):
        self.desk.later(hours=hours)

    @rule()
    def migrates(self):
        before = self.desk.case
        found = follows(self.desk, migrate_to(NEW))
        if not isinstance(found, Refusal) and found:
            assert [type(event) for event in found] == [Migrated]
            after = self.desk.case
            assert (after.clocks, after.parts, after.made_by) == (before.clocks, before.parts, before.made_by)
            again = decide(self.desk.rules, after, revert_to(OLD), SYSTEM, self.desk.now)
            assert not isinstance(again, Refusal), str(again)

    @rule()
    def reverts(self):
        before = self.desk.case
        found = follows(self.desk, revert_to(OLD))
        if not isinstance(found, Refusal) and found:
            last = before.migrated_from[-1]
            assert (self.desk.case.digest, self.desk.case.clocks) == (OLD.digest, before.clocks)
            assert last.set_aside.items() <= self.desk.case.values.items()

    @invariant()
    def it_is_under_the_version_that_it_names(self):
        case = self.desk.case
        if case is not None:
            assert case.digest == self.desk.programme.digest
            assert case.stage in self.desk.programme.stages
            assert set(case.values) <= set(self.desk.programme.fields)
            assert replay(self.desk.entries) == case


def test_between_two_versions():
    run_state_machine_as_test(
        Machine, settings=settings(max_examples=60, stateful_step_count=30, deadline=None)
    )
