"""Carry a request out once: the same key with the same request is given the same answer again.

The answer is kept in the transaction of the change itself. A request that was refused changed nothing: it
is not kept, and may be sent again with its key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from quheng.ledger.cases import Refusal
from quheng.ledger.models import AnsweredRequest

KEPT = timedelta(days=7)
"""How long an answer is kept: longer than any client goes on trying."""

Answer = dict[str, Any]


@dataclass(frozen=True)
class OtherRequest:
    """The key was used for another request."""

    key: str


def answered_once(
    token: int, key: str, asked: str, now: datetime, carry_out: Callable[[], Answer | Refusal]
) -> Answer | Refusal | OtherRequest:
    """Carry a request out, unless it was: what it changed and its answer are written together, or neither.

    Parameters
    ----------
    token
        Whose key it is; another token's key is another one.
    key
        What the sender calls the request.
    asked
        The digest of what is asked for.
    now
        When.
    carry_out
        Does it, and returns the answer, in which there is no personal value; what it wrote is undone where it
        returns a refusal.
    """
    before = _kept(token, key, asked)
    if before is not None:
        return before
    try:
        with transaction.atomic():
            AnsweredRequest.objects.filter(token_id=token, at__lt=now - KEPT).delete()
            row = AnsweredRequest.objects.create(token_id=token, key=key, asked=asked, answer={}, at=now)
            found = carry_out()
            if isinstance(found, Refusal):
                transaction.set_rollback(True)
                return found
            row.answer = found
            row.save(update_fields=["answer"])
            return found
    except IntegrityError:
        other = _kept(token, key, asked)
        if other is None:
            raise
        return other


def _kept(token: int, key: str, asked: str) -> Answer | OtherRequest | None:
    row = AnsweredRequest.objects.filter(token_id=token, key=key).first()
    if row is None:
        return None
    answer: Answer = row.answer
    return answer if row.asked == asked else OtherRequest(key)
