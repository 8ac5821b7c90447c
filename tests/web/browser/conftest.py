"""The sample district without its stories, and its people before real browsers, each with their own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client

from quheng.ledger.sample import load_district
from quheng.ledger.setting_up import publish_shipped
from quheng.library import library_file
from quheng.web.moment import now
from tests.ledger.conftest import use_database
from tests.web.live import WATCH, serving

PICTURES = os.environ.get("QUHENG_PICTURES")
WIDE, PHONE = {"width": 1600, "height": 900}, {"width": 360, "height": 740}
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(scope="session")
def furnished(sqlite, tmp_path_factory) -> Path:
    """Give a database with the organisations, the register, the people and the programmes, and no case."""
    address = sqlite()
    use_database(address)
    folder = tmp_path_factory.mktemp("district")
    for file in library_file("programmes", "sample").iterdir():
        if file.suffix == ".csv" or file.name == "people.yaml":
            shutil.copy(file, folder)
    publish_shipped("gao", now())
    load_district(folder)
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    return Path(address.removeprefix("sqlite:///"))


@pytest.fixture
def site(furnished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    copy = tmp_path / "ledger.sqlite3"
    shutil.copyfile(furnished, copy)
    use_database(f"sqlite:///{copy}")
    monkeypatch.setattr(settings, "FILES", tmp_path / "files")
    with serving(monkeypatch) as address:
        yield address
    connections.close_all()


@dataclass
class Office:
    """Everybody's browsers on one site."""

    browser: Any
    site: str
    open: list[Any] = field(default_factory=list)

    def sits(self, account: str, size: dict[str, int] | None = None, language: str = "zh"):
        """Give the page of somebody who is signed in."""
        client = Client()
        client.force_login(User.objects.get(username=account), BACKEND)
        session = client.session
        # As if the second factor was given.
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
        session.save()
        context = self.browser.new_context(viewport=size or WIDE, locale="zh-CN", timezone_id="Asia/Shanghai")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [
                {"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.site},
                {"name": "language", "value": language, "url": self.site},
            ]
        )
        context.add_init_script(WATCH)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        self.open.append(context)
        return page

    def goes(self, page, address: str):
        page.goto(f"{self.site}{address}")
        return page


@pytest.fixture
def office(browser, site: str) -> Iterator[Office]:
    office = Office(browser, site)
    yield office
    for context in office.open:
        for page in context.pages:
            assert page.faults == []
            assert page.evaluate("window.complaints") == []
        context.close()


def look(page, name: str) -> None:
    """Find nothing that shuts people out, and nothing wider than the window; take a picture where wanted."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    found = Axe().run(page).response["violations"]
    assert found == [], [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} is too wide"
