"""Carry a form out once: a second sending of the same form is answered with what came of the first.

The key is kept in the transaction of the change itself: a form whose change was lost can be sent again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from quheng.ledger.cases import Refusal
from quheng.ledger.models import UsedForm
from quheng.ledger.once import once
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

    def earlier() -> Already | None:
        used = UsedForm.objects.filter(account=account, key=kept).first() if kept else None
        return None if used is None else Already(used.number)

    def claim() -> UsedForm | None:
        UsedForm.objects.filter(at__lt=now - KEPT).delete()
        return UsedForm.objects.create(key=kept, account=account, number="", at=now) if kept else None

    def act(used: UsedForm | None) -> Receipt | Refusal:
        found = carry_out()
        if used is not None and not isinstance(found, Refusal):
            used.number = found.number
            used.save(update_fields=["number"])
        return found

    return once(earlier, claim, act)
