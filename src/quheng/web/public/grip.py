"""Which case somebody has shown to be theirs: kept in the session on the server, for half an hour."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest

KEPT = "followed"
TOKEN_BYTES = 32
HOLDS = timedelta(minutes=30)


@dataclass(frozen=True)
class Grip:
    """A case in hand.

    Parameters
    ----------
    number
        The case.
    token
        256 bits that stand in the forms of its page: a form for one case cannot reach another.
    """

    number: str
    token: str

    def fits(self, token: str) -> bool:
        """Whether a form belongs to this case."""
        return hmac.compare_digest(self.token.encode(), token.encode())


def take(request: HttpRequest, number: str, now: datetime) -> None:
    """Keep a case in hand, in a session whose key is new."""
    request.session.cycle_key()
    request.session[KEPT] = {
        "number": number,
        "token": secrets.token_urlsafe(TOKEN_BYTES),
        "until": (now + HOLDS).isoformat(),
    }


def held(request: HttpRequest, now: datetime) -> Grip | None:
    """Return the case in hand; None where there is none, or the time is over."""
    kept = request.session.get(KEPT)
    if kept is None or datetime.fromisoformat(kept["until"]) < now:
        return None
    return Grip(kept["number"], kept["token"])
