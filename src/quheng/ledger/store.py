"""The only writer: a command becomes entries and rows in one transaction, or nothing happens.

Whoever changes a case holds its row until the end of the transaction; whoever comes second with what he saw
before is told what has changed since. Nothing outside this module writes cases, entries, deadlines or parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from quheng.bilingual import Text
from quheng.calendars import Calendar
from quheng.errors import Problem, Where
from quheng.ledger.appending import append_entries
from quheng.ledger.canonical import Algorithm
from quheng.ledger.cases import SYSTEM, Actor, Case, Entry, Refusal, Rules, Subject, decide, evolve
from quheng.ledger.cases.clock_ends import in_beijing
from quheng.ledger.cases.commands import (
    Absorb,
    AnswerPart,
    Command,
    Create,
    Erase,
    MergeInto,
    NoteLinked,
    OpenLinked,
)
from quheng.ledger.cases.events import Event
from quheng.ledger.cases.refusal import RefusedError, refuse
from quheng.ledger.cases.wording import entry_words
from quheng.ledger.change import Change
from quheng.ledger.following import follow
from quheng.ledger.mandates import require_mandate
from quheng.ledger.models import CaseRow, SecretRow
from quheng.ledger.numbering import next_number
from quheng.ledger.places import Places
from quheng.ledger.programmes.declared import SENSITIVITIES
from quheng.ledger.projection import rows_of
from quheng.ledger.published import compiled, live_rules, rules_of, version_on
from quheng.ledger.recorded import entries_of, records_of
from quheng.ledger.remembered import Remembered
from quheng.ledger.rows import write_rows
from quheng.ledger.scope import Viewer, may_read

SHOWN_CHANGES = 5
"""How many of the entries that came between are told."""


@dataclass(frozen=True)
class Receipt:
    """What was done.

    Parameters
    ----------
    number
        The case.
    seq
        The place of its last entry now.
    events
        What happened; nothing where all was so already.
    """

    number: str
    seq: int
    events: tuple[Event, ...]


@dataclass
class _Open:
    """A case that is held for this transaction."""

    rules: Rules
    row: CaseRow | None
    case: Case | None
    before: Case | None = None
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Store:
    """The writer of the record.

    Parameters
    ----------
    algorithm
        Of the chain's digests.
    calendars
        The working days by name; by default those that ship, with the notices that were loaded.
    places, remembered
        The organisations and the cases that were asked for lately.
    """

    algorithm: Algorithm = "sha256"
    calendars: Mapping[str, Calendar] | None = None
    places: Places = field(default_factory=Places, compare=False, repr=False)
    remembered: Remembered = field(default_factory=Remembered, compare=False, repr=False)

    def open_case(self, programme: str, command: Create, viewer: Viewer, now: datetime) -> Receipt | Refusal:
        """Open a case under the version of a programme that holds on the day of acceptance.

        The number in the command is left empty: it is given here.

        Raises
        ------
        NotFoundError
            Where no version of the programme is in force on that day.
        """
        try:
            with transaction.atomic():
                held = self._create(programme, command, viewer, now)
                return self._write(held)
        except RefusedError as refused:
            return refused.refusal

    def act(
        self, number: str, command: Command, viewer: Viewer, now: datetime, seen: int | None = None
    ) -> Receipt | Refusal:
        """Carry out a command on a case, and what follows of itself on others.

        Parameters
        ----------
        number
            The case.
        command
            What is asked for.
        viewer
            Who asks; a case out of scope is answered like one that does not exist.
        now
            When.
        seen
            The place of the last entry that the person had seen; where there are later ones, the command is
            refused and the later entries are told.
        """
        try:
            with transaction.atomic():
                if isinstance(command, MergeInto):
                    _lock_in_order(number, command.into)
                held = self._hold(number, viewer)
                if seen is not None:
                    _nothing_changed(held, seen)
                _require_mandate(held, viewer)
                if isinstance(command, MergeInto):
                    self._merge(held, command, viewer, now)
                else:
                    actor = _actor(held, command, viewer)
                    _decide(held, command, actor, now)
                receipt = self._write(held)
                if isinstance(command, Erase):
                    SecretRow.objects.filter(case=held.row).delete()
                self._tell_parent(held, now)
                return receipt
        except RefusedError as refused:
            return refused.refusal

    def open_linked(
        self, number: str, command: OpenLinked, child: Create, viewer: Viewer, now: datetime
    ) -> tuple[Receipt, Receipt] | Refusal:
        """Open a case from another one: both are written, or neither.

        Parameters
        ----------
        number
            The case that it is opened from.
        command
            The link, and the item of a checklist that it follows up; its number is given here.
        child
            The new case; what the link copies is added to its values.
        viewer, now
            Who, when.
        """
        try:
            with transaction.atomic():
                held = self._hold(number, viewer)
                _require_mandate(held, viewer)
                link = held.rules.programme.links.get(command.link)
                if link is None or held.case is None:
                    raise refuse("unknown", f"没有关联 {command.link}", f"there is no link {command.link}")
                copied = {
                    theirs: held.case.values[ours]
                    for theirs, ours in link.copies.items()
                    if ours in held.case.values
                }
                begun = replace(
                    child,
                    values={**copied, **child.values},
                    parent=number,
                    subject=child.subject or held.case.subject,
                )
                new = self._create(link.programme, begun, viewer, now)
                if new.case is None:
                    raise refuse("unknown", "没有这个办件", "there is no such case")
                _decide(held, replace(command, other=new.case.number), _actor(held, command, viewer), now)
                return self._write(held), self._write(new)
        except RefusedError as refused:
            return refused.refusal

    def follow_up(self, number: str, command: Command, now: datetime) -> Receipt | Refusal:
        """Carry out what follows of itself, without a person: clocks counted again by a new calendar."""
        try:
            with transaction.atomic():
                held = self._hold(number, None)
                _decide(held, command, SYSTEM, now)
                return self._write(held)
        except RefusedError as refused:
            return refused.refusal

    def _create(self, programme: str, command: Create, viewer: Viewer, now: datetime) -> _Open:
        moment = in_beijing(now)
        day = command.accepted_on or moment.date()
        version = version_on(programme, day)
        rules = rules_of(version.digest, version.number, self.calendars)
        if viewer.mandated is not None:
            require_mandate(viewer.mandated, programme, None, _principal(command.subject))
        organisation = self.places.find(command.organisation)
        stage, level = rules.programme.first_stage.id, rules.programme.declared.sensitivity
        actor = viewer.actor_at(organisation.path, programme, stage, SENSITIVITIES.index(level))
        held = _Open(rules, None, None)
        numbered = replace(command, number=next_number(rules.programme.declared.prefix, day.year))
        _decide(held, numbered, actor, now)
        return held

    def _hold(self, number: str, viewer: Viewer | None) -> _Open:
        """Return a case, held until the transaction ends."""
        row = next(iter(CaseRow.objects.select_for_update().filter(number=number)), None)
        case = None if row is None else self.remembered.case_of(row)
        if row is None or (viewer is not None and not self._is_readable(row, case, viewer)):
            raise refuse("unknown", f"没有办件 {number}", f"there is no case {number}", field="number")
        return _Open(rules_of(row.digest, row.version, self.calendars), row, case, case)

    def _is_readable(self, row: CaseRow, case: Case | None, viewer: Viewer) -> bool:
        """Whether it may be seen where it lies; the departments that are asked are looked up only if not."""
        asked = () if case is None else rows_of(case, compiled(row.digest)).parts
        return may_read(viewer, row, ()) or may_read(
            viewer, row, [self.places.find(code).path for _, code in asked]
        )

    def _merge(self, held: _Open, command: MergeInto, viewer: Viewer, now: datetime) -> None:
        _decide(held, command, _actor(held, command, viewer), now)
        main = self._hold(command.into, viewer)
        if held.case is None or main.case is None or main.case.programme != held.case.programme:
            raise refuse(
                "link",
                "只能并入同一服务事项的办件",
                "a case is merged into one of the same programme",
                field="into",
            )
        _decide(main, Absorb(held.case.number), SYSTEM, now)
        self._write(main)

    def _tell_parent(self, held: _Open, now: datetime) -> None:
        """Note in the parent that this case was closed or opened again."""
        case = held.case
        if case is None or case.parent is None or not held.entries:
            return
        parent = self._hold(case.parent, None)
        if parent.case is not None and case.number in parent.case.links:
            _decide(parent, NoteLinked(case.number, not case.is_open), SYSTEM, now)
            self._write(parent)

    def _write(self, held: _Open) -> Receipt:
        """Append the new entries, and write the rows that follow from them."""
        case = held.case
        if case is None:
            raise refuse("unknown", "没有这个办件", "there is no such case")
        if held.entries:
            if case.digest != held.rules.programme.digest:
                held.rules = rules_of(case.digest, case.version, self.calendars)
            before = (held.row.seq, held.row.head) if held.row else (0, "")
            links, secrets = records_of(
                case.number, *before, held.entries, held.rules.programme, self.algorithm
            )
            held.row = write_rows(
                case, held.before, held.row, links[-1].hash, held.rules.programme, self.places
            )
            append_entries([(held.row, held.entries, links, secrets)])
            follow(
                Change(
                    held.row,
                    held.before,
                    case,
                    tuple(held.entries),
                    held.rules.programme,
                    self.places,
                    held.rules.calendars,
                )
            )
            self.remembered.keep(held.row, case)
        return Receipt(case.number, case.seq, tuple(entry.event for entry in held.entries))


def _lock_in_order(*numbers: str) -> None:
    """Lock several cases by number, so that two people who merge crosswise do not wait for one another."""
    list(CaseRow.objects.select_for_update().filter(number__in=numbers).order_by("number").values("pk"))


def _decide(held: _Open, command: Command, actor: Actor, now: datetime) -> None:
    """Decide a command, and let its events change the case; a refusal ends the transaction."""
    found = decide(live_rules(held.rules, in_beijing(now).date()), held.case, command, actor, now)
    if isinstance(found, Refusal):
        raise RefusedError(found)
    moment = in_beijing(now)
    at = moment if held.case is None or held.case.latest is None else max(moment, held.case.latest)
    for event in found:
        entry = Entry(event, at, actor.id, actor.on_behalf_of)
        held.case = evolve(held.case, entry)
        held.entries.append(entry)


def _actor(held: _Open, command: Command, viewer: Viewer) -> Actor:
    """Return the viewer with the roles that count for a command on this case.

    For an answer in the name of a department they are those held in that department; for all else those held
    where the case lies: to be asked for an opinion gives no say over the case.
    """
    row = held.row
    if row is None:
        return Actor(viewer.account)
    path = row.path
    if isinstance(command, AnswerPart) and viewer.organisation_path is not None:
        path = viewer.organisation_path
    return viewer.actor_at(path, row.programme, row.stage, row.sensitivity)


def _require_mandate(held: _Open, viewer: Viewer) -> None:
    """Refuse what is done for another beyond the mandate."""
    if viewer.mandated is not None and held.row is not None and held.case is not None:
        require_mandate(viewer.mandated, held.row.programme, held.row, _principal(held.case.subject))


def _principal(subject: Subject | None) -> str | None:
    return None if subject is None else f"{subject.kind}:{subject.key}"


def _nothing_changed(held: _Open, seen: int) -> None:
    """Refuse a person who has not seen the latest entries, and tell what they are."""
    if held.row is None or held.row.seq == seen:
        return
    later = entries_of(held.row.pk)[seen:]
    told = [entry_words(entry, held.rules.programme) for entry in later[-SHOWN_CHANGES:]]
    zh, en = "；".join(text.zh for text in told), "; ".join(text.en for text in told)
    raise RefusedError(
        Refusal(
            "changed",
            (
                Problem(
                    Text(
                        zh=f"您打开后本件有 {len(later)} 条新记录：{zh}",
                        en=f"since you opened the case {len(later)} entries were added: {en}",
                    ),
                    Where(),
                    Text(zh="请看过再办", en="look at them, then decide again"),
                ),
            ),
        )
    )
