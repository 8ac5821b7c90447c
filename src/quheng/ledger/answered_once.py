"""Carry a request out once: the same key with the same request is given the same answer again.

The answer is kept in the transaction of the change itself. A request that was refused changed nothing: it
is not kept, and may be sent again with its key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from quheng.ledger.cases import Refusal
from quheng.ledger.models import AnsweredRequest
from quheng.ledger.once import once

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

    def earlier() -> Answer | OtherRequest | None:
        return _kept(token, key, asked)

    def claim() -> AnsweredRequest:
        AnsweredRequest.objects.filter(token_id=token, at__lt=now - KEPT).delete()
        return AnsweredRequest.objects.create(token_id=token, key=key, asked=asked, answer={}, at=now)

    def answer(row: AnsweredRequest) -> Answer | Refusal:
        found = carry_out()
        if not isinstance(found, Refusal):
            row.answer = found
            row.save(update_fields=["answer"])
        return found

    return once(earlier, claim, answer)


def _kept(token: int, key: str, asked: str) -> Answer | OtherRequest | None:
    row = AnsweredRequest.objects.filter(token_id=token, key=key).first()
    if row is None:
        return None
    answer: Answer = row.answer
    return answer if row.asked == asked else OtherRequest(key)
