"""A form of ours, and when it was shown: signed, so that a program cannot make one up or send one at once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

KEY_BYTES = 24
TOO_QUICK = timedelta(seconds=3)
"""Nobody reads and fills in a form in less."""

OUT_OF_DATE = timedelta(hours=24)
TRAP = "website"
"""A field that people do not see; what fills it in is no person."""


@dataclass(frozen=True)
class Seal:
    """What a form carries.

    Parameters
    ----------
    key
        Names this very form: sent twice, it counts once.
    shown_at
        When it was shown.
    """

    key: str
    shown_at: datetime

    def is_quick(self, now: datetime) -> bool:
        """Whether it comes back sooner than a person could fill it in."""
        return now - self.shown_at < TOO_QUICK


def new_seal(what: str, now: datetime) -> str:
    """Return the seal of a form that is shown now; `what` says which form."""
    return signing.dumps({"key": secrets.token_urlsafe(KEY_BYTES), "at": now.isoformat()}, salt=what)


def open_seal(text: str, what: str, now: datetime) -> Seal | None:
    """Return what a seal says; None where it is not ours, is of another form, or is out of date."""
    try:
        found = signing.loads(text, salt=what)
    except signing.BadSignature:
        return None
    seal = Seal(found["key"], datetime.fromisoformat(found["at"]))
    return seal if timedelta() <= now - seal.shown_at < OUT_OF_DATE else None
