"""What makes two cases of a programme look alike: the same telephone, the same subject, the same place."""

from __future__ import annotations

from pydantic import Field

from quheng.declarations import Declared
from quheng.ledger.programmes.declared.names import Identifier

SUBJECT = "subject"
"""Whom a case is about, where a field could be named."""


class Similar(Declared):
    """By what repeated requests are found.

    Parameters
    ----------
    by
        The fields whose equal values make two cases similar, and `subject`. Blanks, punctuation and width do
        not count.
    days
        How far apart the two may lie.
    """

    by: tuple[Identifier, ...] = Field(min_length=1)
    days: int = Field(default=30, ge=1, le=366)
