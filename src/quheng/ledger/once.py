"""Something is carried out once, whoever asks twice: what it changes and its key are written together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction

from quheng.ledger.cases import Refusal

FoundT = TypeVar("FoundT")
RowT = TypeVar("RowT")


def once(
    earlier: Callable[[], FoundT | None],
    claim: Callable[[], RowT],
    carry_out: Callable[[RowT], FoundT | Refusal],
) -> FoundT | Refusal:
    """Carry something out, unless it was.

    Parameters
    ----------
    earlier
        Returns what came of it when it was carried out before; None where it was not.
    claim
        Writes the key: of two at once, the second waits here, fails, and is told what came of the first.
    carry_out
        Does it, and writes beside the key what came of it; all is undone where it returns a refusal.
    """
    before = earlier()
    if before is not None:
        return before
    try:
        with transaction.atomic():
            found = carry_out(claim())
            if isinstance(found, Refusal):
                transaction.set_rollback(True)
            return found
    except IntegrityError:
        other = earlier()
        if other is None:
            raise
        return other
