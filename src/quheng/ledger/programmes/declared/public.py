"""The public side of a programme: what somebody who is no member of any organisation is asked and told."""

from __future__ import annotations

from pydantic import Field

from quheng.declarations import Declared
from quheng.ledger.programmes.declared.names import Identifier


class Public(Declared):
    """How people hand in a case themselves, and follow it; without it a programme has no public page.

    Parameters
    ----------
    channel
        The channel under which the case comes in.
    asks
        The fields that people may fill in: on opening, and with the moves that are theirs. No other value is
        taken from them.
    phone
        The field, a telephone number that the first stage requires, by whose last four digits a case is
        followed.
    shows
        The fields that people read when they follow a case, such as the reply.
    attaches
        The materials that people may hand in.
    """

    channel: Identifier
    asks: tuple[Identifier, ...] = Field(min_length=1)
    phone: Identifier
    shows: tuple[Identifier, ...] = ()
    attaches: tuple[Identifier, ...] = ()
