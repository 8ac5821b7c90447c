"""A desk for tests: a case, decided and folded step by step, with people who hold every role or one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from quheng.calendars import Calendar, china
from quheng.calendars.beijing_time import BEIJING
from quheng.ledger.cases import Actor, Case, Entry, Refusal, Rules, decide, evolve
from quheng.ledger.cases.commands import Command, Create
from quheng.ledger.cases.events import Event
from quheng.ledger.programmes import Programme, load_roles

ROLES = load_roles()

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING)
"""Monday 2 March 2026: an ordinary week, all five days worked."""


def person(name: str, *roles: str, organisation: str = "office") -> Actor:
    return Actor(name, frozenset(roles), organisation)


CLERK = person("wang", "clerk")
DISPATCHER = person("li", "dispatcher")
HANDLER = person("zhao", "handler")
LEAD = person("qian", "lead")
SUPERVISOR = person("sun", "supervisor")


@dataclass
class Desk:
    programme: Programme
    calendar: Calendar = field(default_factory=china)
    now: datetime = MONDAY
    case: Case | None = None
    entries: list[Entry] = field(default_factory=list)

    @property
    def rules(self) -> Rules:
        return Rules(self.programme, 1, {"china": self.calendar}, ROLES)

    def open(self, actor: Actor = CLERK, **more: object) -> Case:
        channel = next(iter(self.programme.declared.intake.channels))
        return self.does(actor, Create("SW1", "office", channel, **more))

    def tries(self, actor: Actor, command: Command) -> Sequence[Event] | Refusal:
        return decide(self.rules, self.case, command, actor, self.now)

    def does(self, actor: Actor, command: Command) -> Case:
        found = self.tries(actor, command)
        assert not isinstance(found, Refusal), str(found)
        for event in found:
            entry = Entry(event, self.now, actor.id, actor.on_behalf_of)
            self.case = evolve(self.case, entry)
            self.entries.append(entry)
        assert self.case is not None
        return self.case

    def is_refused(self, actor: Actor, command: Command, ground: str, words: str = "") -> Refusal:
        before = self.case
        found = self.tries(actor, command)
        assert isinstance(found, Refusal), found
        assert (found.ground, words in str(found)) == (ground, True), f"{found.ground}: {found}"
        assert self.case is before
        return found

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def at(self, year: int, month: int, day: int, hour: int = 9) -> None:
        self.now = datetime(year, month, day, hour, tzinfo=BEIJING)

    def kinds(self) -> list[str]:
        return [type(entry.event).__name__ for entry in self.entries]
