"""A programme that is open to the public, in the small town, and somebody who uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.test import Client

from quheng.ledger.published import publish_version
from tests.ledger.cases.desk import MONDAY
from tests.ledger.town import Town

PHONE = "13800001234"
TAIL = PHONE[-4:]

PARK = Path(__file__).with_name("park-bench.yaml").read_text(encoding="utf-8")

FILLED = {"f-what": "长椅断了", "f-where": "北门", "f-name": "张桂兰", "f-phone": PHONE}


@dataclass
class Clock:
    """The time as the web reads it."""

    at: datetime = MONDAY

    def now(self) -> datetime:
        return self.at

    def later(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Citizen:
    """Somebody at the public pages."""

    client: Client
    clock: Clock

    def fill_in(self, **changed: str) -> dict[str, str]:
        """Open the form, read it, and return what would be sent."""
        page = self.client.get("/services/park-bench/submit/").content.decode()
        self.clock.later(seconds=20)
        return {**FILLED, "seal": hidden(page, "seal"), "offered": "file-photo", **changed}

    def submits(self, **changed: str) -> str:
        answer = self.client.post("/services/park-bench/submit/", self.fill_in(**changed))
        assert answer.status_code == 302, answer.content.decode()
        return hidden_number(self.client.get("/receipt/").content.decode())

    def tracks(self, number: str, tail: str = TAIL):
        return self.client.post("/track/", {"number": number, "tail": tail})

    def page(self) -> str:
        return self.client.get("/track/case/").content.decode()

    def makes(self, move: str, **values: str):
        page = self.page()
        sent = {"token": hidden(page, "token"), "seal": hidden(page, "seal"), "move": move}
        return self.client.post(
            "/track/case/", {**sent, **{f"{move}-{name}": value for name, value in values.items()}}
        )


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, page
    return found[1]


def hidden_number(page: str) -> str:
    found = re.search(r'class="number">([A-Z]+\d+)<', page)
    assert found, page
    return found[1]


def open_the_park(town: Town) -> None:
    publish_version(PARK, "park-bench.yaml", "author", "approver", town.now)


def client_over_tls(**headers: str) -> Client:
    return Client(SERVER_NAME="localhost", headers={"x-forwarded-proto": "https", **headers})
