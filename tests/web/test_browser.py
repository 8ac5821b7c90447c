"""In a real browser: sign in with a second factor; hand in, follow and answer on a telephone."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.db import connections

from quheng.ledger.cases.commands import Make
from quheng.ledger.published import publish_version
from tests.ledger.conftest import use_database
from tests.ledger.town import Town
from tests.web.live import WATCH, serving
from tests.web.portal import PARK, PHONE, TAIL, open_the_park
from tests.web.signin.conftest import PASSWORD, code_of

PICTURES = os.environ.get("QUHENG_PICTURES")
PHONE_SIZE = {"width": 360, "height": 740}


@pytest.fixture
def town(sqlite) -> Iterator[Town]:
    use_database(sqlite())
    town = Town().build()
    open_the_park(town)
    yield town
    connections.close_all()


@pytest.fixture
def site(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr("quheng.web.public.seal.TOO_QUICK", timedelta())
    with serving(monkeypatch) as address:
        yield address


@contextmanager
def tab(browser, size=PHONE_SIZE, language="zh"):
    context = browser.new_context(viewport=size, locale="zh-CN")
    context.add_init_script(WATCH)
    page = context.new_page()
    page.dialogs = []
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()


def look(page, name: str) -> None:
    """Take a picture where that is wanted, and find nothing that shuts people out."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} is too wide"
    assert page.evaluate("window.complaints") == []
    assert page.dialogs == []


def in_english(page) -> None:
    page.get_by_role("button", name="English").click()


def test_signing_in_with_a_second_factor(browser, town, site):
    town.grant("gao", "supervisor", "east")
    gao = User.objects.get(username="gao")
    gao.set_password(PASSWORD)
    gao.save()
    with tab(browser) as page:
        page.goto(f"{site}/account/login/")
        look(page, "login-zh-360")
        in_english(page)
        look(page, "login-en-360")
        page.get_by_label("Username").fill("gao")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/again/**")
        page.get_by_label("Password").fill(PASSWORD)
        look(page, "again-en-360")
        page.get_by_role("button", name="Confirm").click()
        page.wait_for_url("**/second-factor/on/**")
        secret = page.locator("code.key").inner_text()
        look(page, "second-factor-en-360")
        page.get_by_label("code").fill(code_of(secret, time.time()))
        page.get_by_role("button", name="Set it up").click()
        page.wait_for_url("**/recovery-codes/**")
        codes = page.locator(".codes code").all_inner_texts()
        assert len(codes) == 10
        look(page, "recovery-en-360")
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/account/login/**")
        page.get_by_label("Username").fill("gao")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/account/code/**")
        look(page, "code-en-360")
        page.get_by_label("Code").fill(codes[0])
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{site}/")


def test_a_case_from_a_telephone_from_the_first_word_to_the_rating(browser, town, site):
    town.now = datetime.fromisoformat("2026-11-20T09:00:00+08:00")
    with tab(browser) as page:
        page.goto(f"{site}/services/")
        look(page, "services-zh-360")
        page.get_by_role("link", name="我要办").click()
        look(page, "submit-zh-360")
        page.get_by_role("button", name="提交").click()
        page.get_by_role("alert").or_(page.locator(".wrong")).first.wait_for()
        look(page, "submit-wrong-zh-360")
        page.get_by_label("什么坏了").fill("长椅断了")
        page.get_by_label("在哪里").fill("北门")
        page.get_by_label("联系电话").fill(PHONE)
        page.get_by_role("button", name="提交").dblclick()
        # The second click aborts the navigation of the first, so none of them is waited for.
        number = page.locator(".number").inner_text()
        assert page.url == f"{site}/receipt/"
        look(page, "receipt-zh-360")
        in_english(page)
        look(page, "receipt-en-360")
    town.now = datetime.now().astimezone()
    town.does("li", number, Make("send"))
    town.does("zhao", number, Make("ask", reason="是哪一张椅子？"))
    with tab(browser) as page:
        page.goto(f"{site}/track/")
        page.get_by_label("办件编号").fill(number)
        page.get_by_label("电话后四位").fill("0000")
        page.get_by_role("button", name="查询").click()
        page.get_by_role("alert").wait_for()
        look(page, "track-wrong-zh-360")
        page.get_by_label("电话后四位").fill(TAIL)
        page.get_by_role("button", name="查询").click()
        page.wait_for_url("**/track/case/")
        assert page.get_by_text("是哪一张椅子？").is_visible()
        look(page, "tracked-zh-360")
        page.get_by_label("在哪里").first.fill("北门左手第二张")
        page.get_by_role("button", name="补充情况").click()
        page.get_by_text("维修中").wait_for()
        town.does("zhao", number, Make("answer", {"reply": "已换新椅"}))
        page.reload()
        assert page.get_by_text("已换新椅").is_visible()
        page.get_by_label("评价").select_option("good")
        page.get_by_role("button", name="评价").click()
        page.get_by_text("已办结").wait_for()
    with tab(browser, {"width": 1600, "height": 900}) as page:
        page.goto(f"{site}/services/")
        look(page, "services-zh-1600")
        page.goto(f"{site}/services/park-bench/")
        look(page, "guide-zh-1600")
        in_english(page)
        look(page, "guide-en-1600")
        page.goto(f"{site}/no/such/page/")
        look(page, "404-en-1600")


def test_it_works_without_any_script(browser, town, site):
    context = browser.new_context(viewport=PHONE_SIZE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/services/park-bench/submit/")
    page.get_by_label("什么坏了").fill("灯不亮")
    page.get_by_label("在哪里").fill("南门")
    page.get_by_label("联系电话").fill(PHONE)
    page.get_by_role("button", name="提交").click()
    page.wait_for_url("**/receipt/")
    page.get_by_role("link", name="查看办件").click()
    assert page.get_by_text("已受理").is_visible()
    context.close()


PAYLOAD = '<img src=x onerror=alert(1)><script>alert(2)</script>"onmouseover=alert(3)//{{7*7}}'


def test_nothing_that_a_programme_or_a_person_writes_is_run(browser, town, site):
    marked = re.sub(
        r"zh: ([^,}]+), en: (\"[^\"]*\"|[^,}]+)", _poisoned, PARK.replace("park-bench", "park-evil")
    )
    marked = marked.replace("prefix: GY", "prefix: XS")
    publish_version(marked, "park-evil.yaml", "author", "approver", town.now)
    with tab(browser, {"width": 1200, "height": 900}) as page:
        for where in ("services/", "services/park-evil/", "services/park-evil/submit/"):
            page.goto(f"{site}/{where}")
            _unharmed(page)
        page.locator("[name=f-what]").fill(PAYLOAD)
        page.locator("[name=f-where]").fill(PAYLOAD)
        page.locator("[name=f-name]").fill(PAYLOAD)
        page.locator("[name=f-phone]").fill(PAYLOAD)
        page.locator("main form button").click()
        page.locator(".wrong").first.wait_for()
        _unharmed(page)
        page.locator("[name=f-phone]").fill(PHONE)
        page.locator("main form button").click()
        page.wait_for_url("**/receipt/")
        _unharmed(page)
        page.goto(f"{site}/track/case/")
        _unharmed(page)
        assert PAYLOAD in page.locator("main").inner_text()
        assert "49" not in page.locator("main").inner_text()


def _poisoned(found: re.Match[str]) -> str:
    zh, en = found[1].strip('"'), found[2].strip('"')
    return f"zh: '{zh + PAYLOAD}', en: '{en + PAYLOAD}'"


def _unharmed(page) -> None:
    assert page.dialogs == []
    assert page.evaluate("window.complaints") == []
    assert page.locator("img[src=x]").count() == 0
