"""Open cases by the thousand: decided one by one as the store does, written in few statements.

What is written is what the store would have written: the same decisions, events, chain and rows. It is apart
from the store because a new case needs no lock, no earlier entries, and nobody who saw something before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction

from quheng.calendars import Calendar
from quheng.ledger.appending import append_entries
from quheng.ledger.canonical import Algorithm
from quheng.ledger.cases import Actor, Case, Entry, Refusal, Rules, decide, evolve
from quheng.ledger.cases.clock_ends import in_beijing
from quheng.ledger.cases.commands import Create
from quheng.ledger.cases.events import Created
from quheng.ledger.cases.refusal import RefusedError
from quheng.ledger.change import Change
from quheng.ledger.following import follow_many
from quheng.ledger.models import CaseRow
from quheng.ledger.numbering import next_numbers
from quheng.ledger.places import Places
from quheng.ledger.programmes.declared import SENSITIVITIES
from quheng.ledger.published import live_rules, rules_of, version_on
from quheng.ledger.recorded import records_of
from quheng.ledger.rows import create_rows
from quheng.ledger.scope import Viewer


@dataclass(frozen=True)
class Planned:
    """A case that was decided and is not written: it has no number yet.

    Parameters
    ----------
    rules
        By what it was decided.
    entries
        What happens when it is opened.
    """

    rules: Rules
    entries: tuple[Entry, ...]

    @property
    def accepted_on(self) -> date:
        """The day of acceptance, whose year its number has."""
        created = self.entries[0].event
        return created.accepted_on if isinstance(created, Created) else self.entries[0].at.date()


@dataclass(frozen=True)
class Opener:
    """Decides and writes many cases of one programme, for one person, at one moment.

    Parameters
    ----------
    programme
        Its name.
    viewer, now
        Who, when.
    algorithm, calendars
        As of the store.
    """

    programme: str
    viewer: Viewer
    now: datetime
    algorithm: Algorithm = "sha256"
    calendars: Mapping[str, Calendar] | None = None
    places: Places = field(default_factory=Places)
    _rules: dict[date, Rules] = field(default_factory=dict)
    _actors: dict[tuple[str, str], Actor] = field(default_factory=dict)

    def plan(self, command: Create) -> Planned | Refusal:
        """Decide one case, and write nothing.

        Raises
        ------
        NotFoundError
            Where no version of the programme is in force on the day of acceptance.
        """
        moment = in_beijing(self.now)
        rules = self._rules_on(command.accepted_on or moment.date())
        try:
            actor = self._actor(rules, command.organisation)
        except RefusedError as refused:
            return refused.refusal
        found = decide(live_rules(rules, moment.date()), None, command, actor, self.now)
        if isinstance(found, Refusal):
            return found
        return Planned(rules, tuple(Entry(event, moment, actor.id, actor.on_behalf_of) for event in found))

    def write(self, planned: Sequence[Planned]) -> list[CaseRow]:
        """Write cases in one transaction, and return their rows in the same order."""
        with transaction.atomic():
            cases = list(self._numbered(planned))
            recorded = [
                records_of(case.number, 0, "", entries, one.rules.programme, self.algorithm)
                for one, (case, entries) in zip(planned, cases, strict=True)
            ]
            rows = create_rows(
                [
                    (case, links[-1].hash, one.rules.programme)
                    for one, (case, _), (links, _) in zip(planned, cases, recorded, strict=True)
                ],
                self.places,
            )
            append_entries(
                (row, entries, links, secrets)
                for row, (_, entries), (links, secrets) in zip(rows, cases, recorded, strict=True)
            )
            follow_many(
                [
                    Change(row, None, case, entries, one.rules.programme, self.places, one.rules.calendars)
                    for one, row, (case, entries) in zip(planned, rows, cases, strict=True)
                ]
            )
        return rows

    def _numbered(self, planned: Sequence[Planned]) -> Iterator[tuple[Case, tuple[Entry, ...]]]:
        """Yield each case with a number of its year, and the entries that name it."""
        wanted = Counter((one.rules.programme.declared.prefix, one.accepted_on.year) for one in planned)
        given: dict[tuple[str, int], Iterator[str]] = {
            key: iter(next_numbers(*key, count)) for key, count in sorted(wanted.items())
        }
        for one in planned:
            number = next(given[one.rules.programme.declared.prefix, one.accepted_on.year])
            entries = tuple(
                replace(entry, event=replace(entry.event, number=number))
                if isinstance(entry.event, Created)
                else entry
                for entry in one.entries
            )
            case = None
            for entry in entries:
                case = evolve(case, entry)
            if case is not None:
                yield case, entries

    def _rules_on(self, day: date) -> Rules:
        if day not in self._rules:
            version = version_on(self.programme, day)
            self._rules[day] = rules_of(version.digest, version.number, self.calendars)
        return self._rules[day]

    def _actor(self, rules: Rules, code: str) -> Actor:
        key = (code, rules.programme.digest)
        if key not in self._actors:
            stage, level = rules.programme.first_stage.id, rules.programme.declared.sensitivity
            path = self.places.find(code).path
            self._actors[key] = self.viewer.actor_at(path, self.programme, stage, SENSITIVITIES.index(level))
        return self._actors[key]
