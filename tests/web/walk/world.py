"""Two districts that must not see each other, and the five who walk through the house."""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from quheng.ledger.cases.commands import Comment, Make
from quheng.ledger.models import Enterprise, Organisation
from quheng.ledger.tokens import issue_token
from tests.ledger.town import Town
from tests.web.portal import client_over_tls, open_the_park

BACKEND = "django.contrib.auth.backends.ModelBackend"

EAST_ROLES = ("clerk", "dispatcher", "handler", "lead", "supervisor", "privacy_officer")

FOREIGN_WORDS = ("西区秘密手套", "13922223333", "西区保密机械", "西区来人说")
"""What stands in the west and nowhere else."""

OURS = "东区红雨伞"

CHANGING = (
    re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(r'"X-CSRFToken": "[^"]*"'),
    re.compile(r'name="(?:seal|key|token)" value="[^"]*"'),
    re.compile(r"data:image/svg\+xml;base64,[A-Za-z0-9+/=]+"),
    re.compile(r'<code class="key">[A-Z2-7]+</code>'),
    re.compile(r"[0-9.]+ GB"),
)
"""What differs from one answer to the next, whatever the ledger holds."""


@dataclass(frozen=True)
class Place:
    """What an address is filled in with."""

    number: str
    key: str


NOWHERE = Place("SW2026999999", "999999")


@dataclass
class World:
    """The town, with something in the east; the west can be filled later.

    Parameters
    ----------
    town
        The town.
    east
        A case and an enterprise of the east.
    key
        The key of a program that may do whatever the head of the east may.
    """

    town: Town
    east: Place
    key: str

    def fill_the_west(self) -> Place:
        """Let things happen in the west."""
        place = furnish(self.town, "west", "西区", "13922223333")
        for _ in range(3):
            furnish(self.town, "west", "西区", "13922223333")
        return place

    def client(self, name: str) -> Client:
        """Return a client of somebody who is signed in, or of nobody, or of the program."""
        if name == "program":
            client = client_over_tls(authorization=f"Bearer {self.key}")
            client.raise_request_exception = False
            return client
        client = client_over_tls()
        client.raise_request_exception = False
        if name != "nobody":
            client.force_login(User.objects.get(username=name), BACKEND)
            session = client.session
            session["account_authentication_methods"] = [
                {"method": "mfa", "at": time.time(), "reauthenticated": True}
            ]
            session.save()
        return client


WALKERS = ("head", "fire-1", "head-west", "boss", "nobody", "program")
"""The head of the east, one of its departments, the head of the west, the whole city, nobody, a program."""


def build(monkeypatch: pytest.MonkeyPatch) -> World:
    town = Town().build()
    open_the_park(town)
    import quheng.web.urls  # noqa: F401

    for name, module in list(sys.modules.items()):
        if name.startswith("quheng.web") and getattr(module, "now", None) is not None:
            monkeypatch.setattr(module, "now", lambda: town.now + timedelta(minutes=5))
    monkeypatch.setattr(
        "quheng.web.api.gate.count_request", lambda who, moment: 1
    )  # how often is no matter here
    for role in EAST_ROLES:
        town.grant("head", role, "east", sensitivity=3)
        town.grant("head-west", role, "west", sensitivity=3)
    town.grant("boss", "supervisor", "city", sensitivity=3)
    place = furnish(town, "east", "东区", "13811110000")
    head, until = User.objects.get(username="head"), town.now.date() + timedelta(days=30)
    issued = issue_token(head, "walker", town.now, until, writes=True, sensitivity="sensitive")
    return World(town, place, issued.key)


def furnish(town: Town, where: str, name: str, phone: str) -> Place:
    who = "head" if where == "east" else "head-west"
    thing = OURS if where == "east" else "西区秘密手套"
    number = town.opens(who, where, values={"thing": thing, "owner_phone": phone})
    town.does(who, number, Make("search"))
    town.does(who, number, Comment(f"{name}来人说明"))
    organisation = Organisation.objects.get(code=where)
    code = {"east": "91410105MA00000016", "west": "91410105MA00000029"}[where]
    enterprise, _ = Enterprise.objects.get_or_create(
        credit_code=code, defaults={"name": f"{name}保密机械有限公司", "organisation": organisation}
    )
    return Place(number, str(enterprise.pk))


def steady(answer: Any) -> str:
    """Return what an answer says, without what differs each time."""
    assert answer.status_code < 500, answer.request["PATH_INFO"]
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace")
    for pattern in CHANGING:
        text = pattern.sub("", text)
    return f"{answer.status_code} {answer.headers.get('Location', '')}\n{text}"
