"""Random people ask for random things of every shipped programme: only what is declared happens.

After every step: replaying the entries gives the very same case; what was refused left no trace; every stage
was reached by a declared move from where the case was, made by somebody with its role; two people where two
people are asked for; all done once a round; closed cases have no running clock.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from quheng.calendars import Budget, china
from quheng.ledger.cases import SYSTEM, Actor, Entry, Refusal, Rules, decide, evolve, replay
from quheng.ledger.cases import commands as ask
from quheng.ledger.cases import events as happened
from quheng.ledger.cases.asking import is_asked
from quheng.ledger.cases.commands import Create
from quheng.ledger.cases.deriving import derive
from quheng.ledger.cases.facts import seen
from quheng.ledger.programmes import Programme, load_programme, load_roles, programme_names
from quheng.ledger.programmes.declared import (
    AccountField,
    EntriesField,
    IdentifierField,
    OrganisationField,
)
from quheng.ledger.programmes.declared.types import ChoiceType, MonthType, NumberType
from quheng.ledger.programmes.entry_rows import key_of
from tests.ledger.cases.desk import MONDAY
from tests.ledger.small import small_programme, stalls

ROLES = load_roles()
ORGANISATIONS = ["street", "fire", "water"]
EVERY_ROLE = [role.id for role in ROLES.roles]


def value_of(field, draw):
    match field:
        case ChoiceType():
            return draw(st.sampled_from([*field.choices]))
        case NumberType():
            return draw(st.integers(0, 100))
        case MonthType():
            return draw(st.sampled_from(["2026-01", "2026-02"]))
        case AccountField():
            return draw(st.sampled_from("abc"))
        case IdentifierField():
            return {"phone": "13800138000", "credit_code": "91350100M000100Y43"}.get(
                field.type, "11010519491231002X"
            )
        case OrganisationField():
            if field.type == "organisation":
                return draw(st.sampled_from(ORGANISATIONS))
            return draw(st.lists(st.sampled_from(ORGANISATIONS), max_size=3))
    return {"text": "文字", "boolean": draw(st.booleans()), "date": "2026-03-01"}[field.type]


def asked_of(programme, case, values):
    """Leave out what a random form would not ask for."""
    values = {name: value for name, value in values.items() if programme.fields[name].derive is None}
    looked_at = seen(replace(case, values={**case.values, **values}), programme)
    return {name: value for name, value in values.items() if is_asked(programme, ("fields", name), looked_at)}


def machine_of(programme: Programme) -> type[RuleBasedStateMachine]:
    declared = programme.declared
    moves, fields = list(programme.moves), list(programme.fields)
    tables = [one for one in declared.fields if isinstance(one, EntriesField)]
    lists = [(one.id, item.id) for one in declared.checklists for item in one.items]

    class Machine(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.case, self.entries, self.now = None, [], MONDAY
            self.rules_ = Rules(programme, 1, {"china": china()}, ROLES)

        def ask_for(self, actor, command):
            before = self.case
            found = decide(self.rules_, self.case, command, actor, self.now)
            assert self.case == before
            if isinstance(found, Refusal):
                assert all(problem.what.zh and problem.what.en for problem in found.problems)
                return
            for event in found:
                entry = Entry(event, max(self.now, self.case.latest) if self.case else self.now, actor.id)
                if isinstance(event, happened.Moved):
                    self.check_move(event, actor)
                self.case = evolve(self.case, entry)
                self.entries.append(entry)

        def check_move(self, event, actor):
            move = programme.moves[event.move]
            assert event.origin == self.case.stage
            assert event.origin in move.from_
            assert event.stage == move.to
            assert actor.roles & set(move.who)
            for other in move.needs.different_from:
                assert self.case.made_by.get(other) != actor.id

        @initialize(data=st.data())
        def begin(self, data):
            actor = Actor("opener", frozenset(declared.intake.who), "street")
            channel = data.draw(st.sampled_from([*declared.intake.channels]))
            self.ask_for(actor, Create("N1", "street", channel))
            assert self.case is not None

        @rule(
            data=st.data(),
            who=st.sampled_from(["a", "b", "c"]),
            roles=st.sampled_from([EVERY_ROLE, EVERY_ROLE, EVERY_ROLE[:3], []]),
            reason=st.sampled_from(["因为", "因为", ""]),
        )
        def move(self, data, who, roles, reason):
            here = [move.id for move in programme.moves_from(self.case.stage)] or moves
            name = data.draw(st.sampled_from(here * 3 + moves))
            shown = programme.fields_shown_in(self.case.stage)
            plain = [one for one in shown if not isinstance(one, EntriesField)]
            values = {one.id: value_of(one, data.draw) for one in plain} if data.draw(st.booleans()) else {}
            if data.draw(st.integers(0, 4)):
                values = asked_of(programme, self.case, values)
            self.ask_for(Actor(who, frozenset(roles), "street"), ask.Make(name, values, reason))

        @rule(
            data=st.data(),
            office=st.sampled_from(ORGANISATIONS),
            agrees=st.booleans(),
            who=st.sampled_from("ab"),
        )
        def parts(self, data, office, agrees, who):
            if programme.parts:
                name = data.draw(st.sampled_from([*programme.parts]))
                command = data.draw(
                    st.sampled_from([
                        ask.AnswerPart(name, agrees, "意见"), ask.AnswerPart(name, agrees, "意见"),
                        ask.ReturnPart(name, office, "再看"), ask.AddPart(name, office),
                        ask.DecideParts(name, agrees, "决定"),
                    ])
                )  # fmt: skip
                self.ask_for(Actor(who, frozenset(EVERY_ROLE), office), command)

        @rule(data=st.data(), who=st.sampled_from("abc"), again=st.booleans())
        def rows(self, data, who, again):
            for table in tables:
                row = {column.id: value_of(column, data.draw) for column in table.columns}
                key = {**row, "who": who}
                mend = ask.CorrectEntry(table.id, key, data.draw(st.sampled_from([row, None])), "错")
                self.ask_for(
                    Actor(who, frozenset(EVERY_ROLE), "street"),
                    mend if again else ask.AddEntry(table.id, row),
                )

        @rule(data=st.data(), who=st.sampled_from("ab"), upheld=st.booleans(), number=st.integers(1, 2))
        def notices(self, data, who, upheld, number):
            for name in programme.notices:
                answer = ask.AnswerObjection(name, number, upheld, "经核实")
                command = data.draw(st.sampled_from([ask.RaiseObjection(name, "异议"), answer, answer]))
                self.ask_for(Actor(who, frozenset(EVERY_ROLE), "street"), command)

        @rule(data=st.data(), who=st.sampled_from("ab"))
        def clocks(self, data, who):
            if not programme.clocks:
                return
            actor = Actor(who, frozenset(EVERY_ROLE), "street")
            name = data.draw(st.sampled_from([*programme.clocks]))
            by = Budget(n=data.draw(st.integers(0, 6)), unit="workday")
            command = data.draw(
                st.sampled_from(
                    [
                        ask.PauseClock(name, "等"),
                        ask.ResumeClock(name),
                        ask.ExtendClock(name, by, "难"),
                        ask.RecomputeClocks(),
                    ]
                )
            )
            self.ask_for(actor, command)

        @rule(data=st.data(), mark=st.sampled_from(["passed", "failed", "not_applicable"]))
        def records(self, data, mark):
            actor = Actor("a", frozenset(EVERY_ROLE), "street")
            choices = [
                ask.Comment("记"), ask.Assign(data.draw(st.sampled_from(ORGANISATIONS))),
                ask.Correct({data.draw(st.sampled_from(fields)): None}, "错"),
                ask.Erase("第四十七条"), ask.Assess(),
                *(ask.AttachFile("a.png", "sha256:1", 1, "png", name) for name in programme.materials),
                *(ask.MarkItem(name, item, mark, "注") for name, item in lists),
                *(
                    ask.AttachFile("a.png", "sha256:1", 1, "png", one.photo, one.id, one.items[0].id)
                    for one in declared.checklists
                    if one.photo
                ),
                *(ask.OpenLinked(name, "M1") for name in programme.links),
            ]  # fmt: skip
            self.ask_for(actor, data.draw(st.sampled_from(choices)))

        @rule(closed=st.booleans())
        def linked(self, closed):
            self.ask_for(SYSTEM, ask.NoteLinked("M1", closed))

        @rule(hours=st.sampled_from([-1, 0, 1, 5, 24, 100, 1000]))
        def time_passes(self, hours):
            self.now += timedelta(hours=hours)

        @invariant()
        def replaying_rebuilds_the_case(self):
            assert replay(self.entries) == self.case

        @invariant()
        def the_record_runs_forward(self):
            assert all(a.at <= b.at for a, b in zip(self.entries, self.entries[1:], strict=False))
            assert self.case is None or self.case.seq == len(self.entries)

        @invariant()
        def a_closed_case_has_no_running_clock(self):
            if self.case is None:
                return
            final = programme.stages[self.case.stage].kind == "final"
            assert self.case.is_open != (final or self.case.merged_into is not None)
            assert self.case.is_open or not self.case.running

        @invariant()
        def clocks_stand_where_they_are_declared_to(self):
            for key, clock in self.case.running.items() if self.case else ():
                declared_clock = programme.clocks[key[0]]
                if self.case.stage in declared_clock.pauses_in:
                    assert clock.stands
                elif clock.stands:
                    assert clock.by_hand
                    assert declared_clock.may_pause

        @invariant()
        def what_is_derived_follows(self):
            if self.case is not None and not self.case.erased:
                assert derive(self.case, programme) == {}

        @invariant()
        def a_row_stands_once(self):
            for table in tables if self.case else ():
                keys = [key_of(table, row) for row in self.case.values.get(table.id, ())]
                assert len(keys) == len(set(keys))

        @invariant()
        def all_done_once_a_round(self):
            rounds = [
                (entry.event.parts, entry.event.round)
                for entry in self.entries
                if isinstance(entry.event, happened.PartsDone)
            ]
            assert len(rounds) == len(set(rounds))
            for name, parts in (self.case.parts if self.case else {}).items():
                assert parts.done == parts.all_answered
                assert parts.round == sum(one == name for one, _ in rounds)

    return Machine


PROGRAMMES = {**{name: name for name in programme_names()}, "small": small_programme, "stalls": stalls}


@pytest.mark.parametrize("name", PROGRAMMES)
def test_only_what_is_declared_happens(name):
    made = PROGRAMMES[name]
    programme = made() if callable(made) else load_programme(name)
    run_state_machine_as_test(
        machine_of(programme),
        settings=settings(max_examples=40, stateful_step_count=40, deadline=None),
    )
