"""Clerks who hand cases in over HTTP and move them on, each request under its key until it is confirmed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count as count_from
from itertools import takewhile
from threading import Condition, Event
from typing import Any

CASE = {
    "programme": "lost-property",
    "channel": "counter",
    "organisation": "east",
    "values": {"thing": "雨伞", "owner_phone": "13800001234"},
}

PATIENCE = 6000
"""How often a request is sent before somebody gives up."""


@dataclass
class Confirmed:
    """What was confirmed: the answer to each key; and how often something went wrong before."""

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    failures: int = 0
    refused: str = ""
    changed: Condition = field(default_factory=Condition)

    def note(self, key: str, answer: dict[str, Any]) -> None:
        """Keep an answer."""
        with self.changed:
            self.answers[key] = answer
            self.changed.notify_all()

    def refuse(self, why: str) -> None:
        """Keep what should not have been refused, which ends the waiting."""
        with self.changed:
            self.refused = why
            self.changed.notify_all()
        raise AssertionError(why)

    def wait_for_more(self, more: int, seconds: float = 120) -> None:
        """Wait until so many more are confirmed."""
        with self.changed:
            enough = len(self.answers) + more
            self.changed.wait_for(lambda: self.refused or len(self.answers) >= enough, seconds)
            assert not self.refused
            assert len(self.answers) >= enough, "nobody is answered"


@dataclass(frozen=True)
class Clerk:
    """One of them.

    Parameters
    ----------
    name
        Which.
    port
        Of the server.
    opens, moves
        The keys of the tokens by which cases are opened and moved.
    confirmed
        Where the answers are noted.
    over
        Set when no new case is to be begun.
    """

    name: str
    port: int
    opens: str
    moves: str
    confirmed: Confirmed
    over: Event

    def work(self) -> None:
        """Open cases and move them on; what was begun is ended."""
        for count in takewhile(lambda _: not self.over.is_set(), count_from(1)):
            opened = self._confirm(f"open-{self.name}-{count}", "cases", CASE, self.opens)
            path = f"cases/{opened['number']}/moves/search"
            self._confirm(f"move-{self.name}-{count}", path, {}, self.moves)

    def _confirm(self, key: str, path: str, body: dict[str, Any], token: str) -> dict[str, Any]:
        for _ in range(PATIENCE):
            answer = self._send(key, path, body, token)
            if answer is not None:
                self.confirmed.note(key, answer)
                return answer
            self.confirmed.failures += 1
            Event().wait(0.03)
        raise AssertionError(f"{key} is not confirmed")

    def _send(self, key: str, path: str, body: dict[str, Any], token: str) -> dict[str, Any] | None:
        """Send a request once; None where the server did not answer, or could not."""
        headers = {
            "Authorization": f"Bearer {token}",
            "Idempotency-Key": key,
            "Content-Type": "application/json",
        }
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", f"/api/v1/{path}", json.dumps(body), headers)
            answer = connection.getresponse()
            told = answer.read()
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()
        if answer.status == 503:
            return None
        if answer.status not in (200, 201):
            self.confirmed.refuse(f"{key}: {answer.status} {told.decode()}")
        found: dict[str, Any] = json.loads(told)
        return found
