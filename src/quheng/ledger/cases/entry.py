"""An event with who and when: one line of the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quheng.ledger.cases.events import Event


@dataclass(frozen=True)
class Entry:
    """What happened, who did it, when.

    Parameters
    ----------
    event
        What happened.
    at
        When, in Beijing time, with its time zone.
    who
        The account that did it.
    on_behalf_of
        For whom, where somebody was helped.
    """

    event: Event
    at: datetime
    who: str
    on_behalf_of: str | None = None
