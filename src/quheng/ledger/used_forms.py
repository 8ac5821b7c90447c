"""Carry a form out once: a second sending of the same form is answered with what came of the first.

The key is kept in the transaction of the change itself: a form whose change was lost can be sent again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from quheng.ledger.cases import Refusal
from quheng.ledger.models import UsedForm
from quheng.ledger.store import Receipt

LONGEST_KEY = 64
KEPT = timedelta(days=30)
"""How long a key is remembered: longer than a telephone stays without a connection."""


@dataclass(frozen=True)
class Already:
    """The form was carried out before; `number` is the case."""

    number: str


def carried_out_once(
    key: str, account: str, now: datetime, carry_out: Callable[[], Receipt | Refusal]
) -> Receipt | Refusal | Already:
    """Carry a form out, unless it was: the change and its key are written together, or neither.

    Parameters
    ----------
    key
        Of the form, drawn when it was shown; a form without one is carried out as often as it is sent.
    account
        Who sends it; another person's key is another key.
    now
        When.
    carry_out
        Does what the form asks for; what it wrote is undone where it returns a refusal.
    """
    kept = key[:LONGEST_KEY]
    before = UsedForm.objects.filter(account=account, key=kept).first() if kept else None
    if before is not None:
        return Already(before.number)
    try:
        with transaction.atomic():
            used = UsedForm.objects.create(key=kept, account=account, number="", at=now) if kept else None
            found = carry_out()
            if isinstance(found, Refusal):
                transaction.set_rollback(True)
            elif used is not None:
                UsedForm.objects.filter(pk=used.pk).update(number=found.number)
            return found
    except IntegrityError:
        other = UsedForm.objects.filter(account=account, key=kept).first()
        if other is None:
            raise
        return Already(other.number)


def forget_used_forms(now: datetime) -> int:
    """Forget the keys of long ago, and return how many they were."""
    return UsedForm.objects.filter(at__lt=now - KEPT).delete()[0]
