"""Deliver what the outbox holds: inside the house exactly once, outside at least once under one key.

An inbox entry and the mark that its message is done are one transaction: whatever is killed, neither is there
without the other. A letter that leaves the house is leased first; where the worker dies while it is under
way, it goes again when the lease is over, under the same key.

How long the outbox survives a way out that fails: twelve attempts, one minute after the first and twice as
long after each, six hours at most; that is about twenty hours. Then it is a dead letter: it is kept, shown by
the health page, and sent again by `retry_dead`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from quheng.bilingual import Text
from quheng.ledger.models import InboxEntry, OutboxMessage
from quheng.ledger.outbox.addressing import nearest_holders
from quheng.ledger.outbox.message import INBOX, OUTSIDE, key_of
from quheng.ledger.outbox.transports import Letter, Transport, transport_of
from quheng.ledger.programmes import load_roles
from quheng.ledger.programmes.declared import IdentifierField
from quheng.ledger.published import compiled
from quheng.ledger.recorded import case_of

BATCH = 100
MOST_ATTEMPTS = 12
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
LEASE = timedelta(minutes=5)
KEPT = timedelta(days=90)
"""How long a message that is done is kept."""


@dataclass(frozen=True)
class Delivered:
    """How many messages were done, put off, and given up."""

    done: int = 0
    put_off: int = 0
    dead: int = 0

    def __add__(self, other: Delivered) -> Delivered:
        return Delivered(self.done + other.done, self.put_off + other.put_off, self.dead + other.dead)


class UndeliverableError(Exception):
    """A message that no later attempt will deliver as things are."""

    def __init__(self, what: Text) -> None:
        self.what = what
        super().__init__(what.en)


def deliver(now: datetime, outside: Transport | None = None) -> Delivered:
    """Deliver all that waits.

    Parameters
    ----------
    now
        When.
    outside
        The way out; the one of the settings by default.
    """
    total = Delivered()
    while (some := _deliver_inside(now)) is not None:
        total += some
    if outside is None and settings.OUTSIDE_TRANSPORT:
        outside = transport_of(settings.OUTSIDE_TRANSPORT)
    if outside is not None:
        while (one := _deliver_outside(now, outside)) is not None:
            total += one
    return total


def wait_after(attempts: int) -> timedelta:
    """Return how long a message waits after so many attempts."""
    doubled: int = 2 ** (attempts - 1)
    return min(LONGEST_WAIT, FIRST_WAIT * doubled)


def retry_dead(key: str | None = None) -> int:
    """Let a dead message, or all of them, be tried anew; return how many."""
    dead = OutboxMessage.objects.filter(state=OutboxMessage.DEAD)
    if key is not None:
        dead = dead.filter(key=key)
    return dead.update(state=OutboxMessage.WAITING, attempts=0, ready_at=None, error_zh="", error_en="")


def forget_done(now: datetime) -> int:
    """Remove what was done long ago; what was told stays in the inbox."""
    return OutboxMessage.objects.filter(state=OutboxMessage.DONE, done_at__lt=now - KEPT).delete()[0]


def _waiting(transport: str, now: datetime) -> QuerySet[OutboxMessage]:
    """Return what is ready, locked, without what another worker holds.

    What is put off beyond the longest wait was so by a clock that has jumped back since: it is ready.
    """
    ready = Q(ready_at=None) | Q(ready_at__lte=now) | Q(ready_at__gt=now + LONGEST_WAIT)
    rows = OutboxMessage.objects.select_for_update(skip_locked=True, of=("self",)).select_related("case")
    return rows.filter(ready, state=OutboxMessage.WAITING, transport=transport).order_by("id")


def _deliver_inside(now: datetime) -> Delivered | None:
    with transaction.atomic():
        messages = list(_waiting(INBOX, now)[:BATCH])
        if not messages:
            return None
        total = Delivered()
        for message in messages:
            message.attempts += 1
            try:
                with transaction.atomic():
                    _put_in_inbox(message, now)
            except UndeliverableError as error:
                total += _give_up(message, error.what)
            except Exception as error:  # one message that cannot be read holds up no other
                total += _put_off(message, now, Text(zh=repr(error), en=repr(error)))
            else:
                total += _done(message, now)
        return total


def _put_in_inbox(message: OutboxMessage, now: datetime) -> None:
    if message.account:
        _enter(message, now, message.key, account=message.account)
        return
    roles = message.roles.split()
    found = nearest_holders(roles, message.path, message.case, now.date())
    if found is None:
        titles = [
            role.title if (role := load_roles().find(name)) else Text(zh=name, en=name) for name in roles
        ]
        raise UndeliverableError(
            Text(
                zh=f"逐级向上都没有人担任{'、'.join(title.zh for title in titles)}",
                en=f"up to the top nobody is: {', '.join(title.en for title in titles)}",
            )
        )
    for name in found.roles:
        _enter(message, now, key_of(message.key, name), role=name, path=found.path)


def _enter(message: OutboxMessage, now: datetime, key: str, **to: str) -> None:
    said = {"kind": message.kind, "case": message.case, "zh": message.zh, "en": message.en, "at": now}
    InboxEntry.objects.get_or_create(key=key, defaults={**said, **to})


def _deliver_outside(now: datetime, outside: Transport) -> Delivered | None:
    with transaction.atomic():
        message = _waiting(OUTSIDE, now).first()
        if message is None:
            return None
        message.attempts += 1
        message.ready_at = now + LEASE
        message.save(update_fields=["attempts", "ready_at"])
        address = _address_of(message)
    if address is None:
        return _give_up(message, Text(zh="办件中没有可通知的电话", en="the case has no telephone to tell"))
    try:
        outside.send(Letter(message.key, address, Text(zh=message.zh, en=message.en)))
    except OSError as error:
        said = str(error) or repr(error)
        return _put_off(message, now, Text(zh=said, en=said))
    return _done(message, now)


def _address_of(message: OutboxMessage) -> str | None:
    """Return the first telephone number of the case, as its record still has it."""
    case = case_of(message.case_id)
    if case is None:
        return None
    declared = compiled(case.digest).declared.fields
    phones = [one.id for one in declared if isinstance(one, IdentifierField) and one.type == "phone"]
    return next((case.values[name] for name in phones if name in case.values), None)


def _done(message: OutboxMessage, now: datetime) -> Delivered:
    message.state, message.done_at, message.error_zh, message.error_en = OutboxMessage.DONE, now, "", ""
    message.save(update_fields=["state", "done_at", "attempts", "error_zh", "error_en"])
    return Delivered(done=1)


def _put_off(message: OutboxMessage, now: datetime, error: Text) -> Delivered:
    if message.attempts >= MOST_ATTEMPTS:
        return _give_up(message, error)
    message.ready_at = now + wait_after(message.attempts)
    message.error_zh, message.error_en = error.zh, error.en
    message.save(update_fields=["ready_at", "attempts", "error_zh", "error_en"])
    return Delivered(put_off=1)


def _give_up(message: OutboxMessage, error: Text) -> Delivered:
    message.state, message.error_zh, message.error_en = OutboxMessage.DEAD, error.zh, error.en
    message.save(update_fields=["state", "attempts", "error_zh", "error_en"])
    return Delivered(dead=1)
