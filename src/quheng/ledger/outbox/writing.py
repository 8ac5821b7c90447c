"""Messages that follow a change of a case: written in its transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings

from quheng.bilingual import Text
from quheng.ledger.cases.events import Assigned, ClockStarted, Created, Moved
from quheng.ledger.cases.state import ClockKey
from quheng.ledger.change import Change
from quheng.ledger.inserting import insert_objects
from quheng.ledger.models import OutboxMessage
from quheng.ledger.outbox.duty import answerable_roles, is_for_the_public
from quheng.ledger.outbox.message import Message, end_of, key_of, on_case
from quheng.ledger.programmes import load_roles


def write_messages(change: Change) -> None:
    """Write what is to be told of a change."""
    at = change.entries[-1].at
    messages = [*_to_staff(change), *(_to_applicant(change) if settings.OUTSIDE_TRANSPORT else ())]
    insert_objects(OutboxMessage, (message.row(change.row, at) for message in messages))


def write_none(_: Sequence[Change]) -> None:
    """Write nothing: thousands of imported cases are found in the queue, and their deadlines are swept."""


def _to_staff(change: Change) -> Iterator[Message]:
    first = change.case.seq - len(change.entries) + 1
    started = [
        (seq, event)
        for seq, event in enumerate((entry.event for entry in change.entries), first)
        if isinstance(event, ClockStarted) and (event.clock, event.organisation) in change.case.running
    ]
    for seq, event in started:
        title = change.programme.clocks[event.clock].title
        end = end_of(event.deadline.moment)
        words = Text(zh=f"{title.zh}开始计时，{end.zh}", en=f"“{title.en}” has started, {end.en}")
        yield from _to_answerable(change, seq, (event.clock, event.organisation), words)
    if not started:
        yield from _of_assignment(change, first)


def _of_assignment(change: Change, first: int) -> Iterator[Message]:
    """Tell those whom a case was given to by hand, with the clocks that run already."""
    case = change.case
    for seq, entry in enumerate(change.entries, first):
        if isinstance(entry.event, Assigned) and case.is_open:
            if entry.event.handler is not None:
                words = _on_case(change, Text(zh="指派给您", en="it is assigned to you"))
                yield Message(key_of(case.number, seq, "assigned"), "assigned", words, entry.event.handler)
                continue
            words = Text(zh="转来本单位办理", en="it was given to your organisation")
            for key in case.running:
                if key[1] is None:
                    yield from _to_answerable(change, seq, key, words)


def _to_answerable(change: Change, seq: int, clock: ClockKey, words: Text) -> Iterator[Message]:
    case, (name, organisation) = change.case, clock
    key, said = key_of(case.number, seq, name, organisation or ""), _on_case(change, words)
    if case.handler is not None and organisation is None:
        yield Message(key_of(key, case.handler), "duty", said, case.handler)
        return
    path = change.places.find(organisation).path if organisation else change.row.path
    roles = answerable_roles(change.programme, load_roles(), case.stage, name, organisation)
    if roles:
        yield Message(key, "duty", said, roles=roles, path=path)


def _to_applicant(change: Change) -> Iterator[Message]:
    """Tell the applicant where the case is now, if what the public is shown has changed."""
    if not is_for_the_public(change.programme, load_roles()):
        return
    moved = [entry for entry in change.entries if isinstance(entry.event, Created | Moved)]
    shown = None if change.before is None else _shown(change, change.before.stage)
    now = _shown(change, change.case.stage)
    if moved and now != shown:
        words = Text(zh=f"您的诉求{now.zh}", en=f"your request: {now.en}")
        yield Message(
            key_of(change.case.number, change.case.seq, "progress"), "progress", _on_case(change, words)
        )


def _shown(change: Change, stage: str) -> Text:
    declared = change.programme.stages[stage]
    return declared.public or declared.title


def _on_case(change: Change, words: Text) -> Text:
    return on_case(change.case.number, change.programme.declared.title, words)
