"""To break the glass, to erase, to merge and to assign: nothing shuts people out, in both languages."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore

from quheng.ledger.cases import Subject
from quheng.ledger.cases.commands import Create, Make
from quheng.ledger.models import CaseRow, Person
from quheng.ledger.scope import viewer_of
from quheng.ledger.store import Receipt, Store
from quheng.web.moment import now
from tests.web.browser.conftest import PHONE, WIDE, look


def confirmed(office, account: str, size, language: str):
    """Give the page of somebody who has just said again who it is."""
    page = office.sits(account, size, language)
    key = next(one["value"] for one in page.context.cookies() if one["name"] == "session")
    session = SessionStore(key)
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time(), "reauthenticated": True}
    ]
    session.save()
    return page


@pytest.mark.parametrize(("language", "size"), [("zh", PHONE), ("en", WIDE), ("en", PHONE), ("zh", WIDE)])
def test_grave_pages(office, language, size):
    numbers = calls()
    pages = {
        "glass": ("sun.li", "/glass/"),
        "merge": ("chen.jing", f"/cases/{numbers['second']}/do/merge/"),
        "assign": ("chen.jing", f"/cases/{numbers['second']}/do/assign/"),
        "erase": ("qin.lan", f"/cases/{numbers['closed']}/do/erase/"),
    }
    for name, (who, address) in pages.items():
        page = confirmed(office, who, size, language)
        answer = page.goto(f"{office.site}{address}")
        assert (answer.status, page.url) == (200, f"{office.site}{address}"), name
        if name == "merge":
            assert page.get_by_role("radio").count() == 1
        look(page, f"{name}-{language}-{size['width']}")
        page.locator("main button.primary").click()
        page.locator(".errors, .error").first.wait_for()
        look(page, f"{name}-refused-{language}-{size['width']}")


def calls() -> dict[str, str]:
    """Take two calls of one person about one matter, and one that is closed at once."""
    clerk = viewer_of(User.objects.get(username="liu.yang"), now().date())
    person = Subject("person", str(Person.objects.create(name="张桂兰").pk))
    values = {
        "caller_phone": "13800000001",
        "place": "花园路 20 号院",
        "content": "路灯不亮",
        "kind": "help",
        "topic": "roads",
    }
    numbers = {}
    for name in ("first", "second", "closed"):
        found = Store().open_case(
            "hotline-12345",
            Create("", clerk.organisation or "", "phone", values, subject=person),
            clerk,
            now(),
        )
        assert isinstance(found, Receipt), str(found)
        numbers[name] = found.number
    done = Store().act(numbers["closed"], Make("answer_at_once", {"reply": "已答复"}), clerk, now())
    assert isinstance(done, Receipt), str(done)
    assert CaseRow.objects.get(number=numbers["closed"]).closed_at is not None
    return numbers
