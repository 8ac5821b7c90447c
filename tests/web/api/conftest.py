"""The API over the town: programs with tokens of its people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from quheng.ledger.tokens import issue_token
from tests.ledger.town import Town

BASE = "/api/v1/"


@dataclass
class Program:
    """A program with a token."""

    key: str | None
    language: str = "en"

    def send(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None):
        client = Client(SERVER_NAME="localhost", headers={"x-forwarded-proto": "https"})
        mine = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        more = {**mine, "Accept-Language": self.language, **(headers or {})}
        address = path if path.startswith("/") else BASE + path
        if body is None:
            return client.generic(method, address, headers=more)
        return client.generic(method, address, as_text(body), "application/json", headers=more)

    def get(self, path: str, **headers: str):
        return self.send("GET", path, headers=headers)

    def post(self, path: str, body: Any = None, **headers: str):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send("POST", path, {} if body is None else body, named)

    def reads(self, path: str) -> Any:
        answer = self.get(path)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def does(self, path: str, body: Any = None, **headers: str) -> Any:
        answer = self.post(path, body, **headers)
        assert answer.status_code in (200, 201), answer.content.decode()
        return answer.json()


def as_text(body: Any) -> str:
    import json

    return body if isinstance(body, str) else json.dumps(body)


GiveToken = Callable[..., Program]
NAMES = count(1)


@pytest.fixture(autouse=True)
def clock(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the API read the clock of the town."""
    monkeypatch.setattr("quheng.web.api.gate.now", lambda: town.now)


@pytest.fixture
def program(town: Town) -> GiveToken:
    """Give programs with a token of a person of the town; one that writes, unless it is said."""

    def give(name: str = "wang", **limits: Any) -> Program:
        account = User.objects.get(username=name)
        until = town.now.date() + timedelta(days=30)
        issued = issue_token(account, f"token {next(NAMES)}", town.now, until, **{"writes": True, **limits})
        return Program(issued.key)

    return give


def problem(answer: Any, status: int) -> str:
    """Return the words of a failure, in its one shape."""
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/json"
    told = answer.json()
    assert set(told) == {"ground", "problems"}
    assert told["problems"]
    return told["problems"][0]["what"]
