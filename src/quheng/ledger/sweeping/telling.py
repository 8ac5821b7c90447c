"""What is told of a deadline, and to whom: the row that it was told, and its messages, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from quheng.bilingual import Text
from quheng.calendars import Budget, due
from quheng.calendars.beijing_time import BEIJING
from quheng.ledger.calendars_in_force import calendars_in_force
from quheng.ledger.models import CaseRow, DeadlineRow, OutboxMessage, Reminder
from quheng.ledger.outbox.addressing import nearest_holders, parent_path
from quheng.ledger.outbox.duty import answerable_roles
from quheng.ledger.outbox.message import Kind, Message, end_of, key_of, on_case
from quheng.ledger.places import Places
from quheng.ledger.programmes import Programme, load_roles
from quheng.ledger.published import compiled
from quheng.ledger.sweeping.overdue import clock_of

AGAIN = Budget(n=1, unit="workday")
"""After how long an overdue clock goes up one more level, where the programme does not say."""


@dataclass(frozen=True)
class Telling:
    """One sweep's telling.

    Parameters
    ----------
    now
        When.
    places
        The organisations, remembered.
    """

    now: datetime
    places: Places = field(default_factory=Places)

    def due_soon(self, clock: DeadlineRow) -> bool:
        """Tell those who can stop a clock that it ends soon."""
        self._note(clock, Reminder.DUE_SOON)
        self._write(clock, self._to_answerable(clock, "due_soon", Text(zh="临期", en="due soon")))
        return True

    def overdue(self, clock: DeadlineRow) -> bool:
        """Tell those who can stop a clock, and who it escalates to, that it is over."""
        messages = list(self._to_answerable(clock, "overdue", Text(zh="已逾期", en="overdue")))
        role = compiled(clock.case.digest).clocks[clock.clock].escalate_to
        if role is None:
            self._note(clock, Reminder.OVERDUE)
        else:
            start = self._path(clock)
            there = nearest_holders((role,), start, clock.case, self.now.date())
            found = there.path if there else start
            self._note(clock, Reminder.OVERDUE, found, self._again(clock) if there else None)
            messages.append(self._escalated(clock, role, found, 0))
        self._write(clock, messages)
        return True

    def go_up(self, reminder: Reminder) -> bool:
        """Tell the next level up that a clock is over and still runs; at the top nobody is told again."""
        clock = clock_of(reminder)
        role = compiled(reminder.case.digest).clocks[reminder.clock].escalate_to
        found = None
        if clock is not None and role is not None:
            found = nearest_holders((role,), parent_path(reminder.path), reminder.case, self.now.date())
        if clock is None or role is None or found is None:
            reminder.again_at = None
            reminder.save(update_fields=["again_at"])
            return False
        reminder.level += 1
        reminder.path, reminder.told_at, reminder.again_at = found.path, self.now, self._again(clock)
        reminder.save(update_fields=["level", "path", "told_at", "again_at"])
        self._write(clock, [self._escalated(clock, role, found.path, reminder.level)])
        return True

    def _to_answerable(self, clock: DeadlineRow, kind: Kind, state: Text) -> Iterator[Message]:
        case, programme = clock.case, compiled(clock.case.digest)
        words = self._words(clock, programme, state)
        key = self._key(clock, kind)
        if case.handler and not clock.organisation:
            yield Message(key_of(key, case.handler), kind, words, case.handler)
            return
        roles = answerable_roles(programme, load_roles(), case.stage, clock.clock, clock.organisation)
        if roles:
            yield Message(key, kind, words, roles=roles, path=self._path(clock))

    def _escalated(self, clock: DeadlineRow, role: str, path: str, level: int) -> Message:
        words = self._words(
            clock, compiled(clock.case.digest), Text(zh="逾期未办，请督办", en="overdue, for you to pursue")
        )
        return Message(
            key_of(self._key(clock, "escalated"), level, role), "escalated", words, roles=(role,), path=path
        )

    def _words(self, clock: DeadlineRow, programme: Programme, state: Text) -> Text:
        title, end = programme.clocks[clock.clock].title, end_of(clock.due_at)
        words = Text(zh=f"{title.zh}{state.zh}（{end.zh}）", en=f"“{title.en}” is {state.en} ({end.en})")
        return on_case(clock.case.number, programme.declared.title, words)

    def _key(self, clock: DeadlineRow, kind: Kind) -> str:
        moment = clock.due_at.astimezone(BEIJING).isoformat() if clock.due_at else ""
        return key_of(clock.case.number, kind, clock.clock, clock.organisation, moment)

    def _path(self, clock: DeadlineRow) -> str:
        """Return where a clock runs: in the department whose part it is, else where the case lies."""
        return self.places.find(clock.organisation).path if clock.organisation else clock.case.path

    def _again(self, clock: DeadlineRow) -> datetime | None:
        """Return when a clock that is over goes up one more level."""
        programme = compiled(clock.case.digest)
        declared = programme.clocks[clock.clock]
        calendars = calendars_in_force()
        name = declared.calendar or programme.declared.calendar
        calendar = calendars[name] if name else next(iter(calendars.values()))
        end = due(self.now, declared.escalate_again or AGAIN, calendar)
        return end.moment.replace(tzinfo=BEIJING) if end.moment else None

    def _note(self, clock: DeadlineRow, kind: str, path: str = "", again_at: datetime | None = None) -> None:
        if (end := clock.due_at) is None:
            raise ValueError(f"{clock} has no end to tell of")
        Reminder.objects.create(
            case_id=clock.case_id,
            clock=clock.clock,
            organisation=clock.organisation,
            kind=kind,
            moment=end,
            told_at=self.now,
            path=path,
            again_at=again_at,
        )

    def _write(self, clock: DeadlineRow, messages: list[Message] | Iterator[Message]) -> None:
        case: CaseRow = clock.case
        rows = [message.row(case, self.now) for message in messages]
        OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
