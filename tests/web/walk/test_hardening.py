"""What holds for every answer of the house: headers, cookies, forms, errors, logs."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client, override_settings
from django.urls import path

import quheng.web.urls
from quheng.ledger.models import EventRow
from tests.ledger.conftest import use_database
from tests.web.portal import client_over_tls
from tests.web.walk.addresses import Address, addresses
from tests.web.walk.table import GIVEN, TABLE
from tests.web.walk.world import FOREIGN_WORDS, WALKERS, World, build

FROM_HERE = {"x-forwarded-proto": "https", "referer": "https://localhost:80/"}

SECRET = "a secret that is long enough, and that no page and no line of a log may show 7319"


@pytest.fixture
def world(sqlite, monkeypatch) -> Iterator[World]:
    use_database(sqlite())
    yield build(monkeypatch)
    connections.close_all()


def filled(address: Address, world: World) -> str:
    return address.filled({**GIVEN, "number": world.east.number, "key": world.east.key})


def pages_of(world: World, *names: str) -> Iterator[tuple[str, str, object]]:
    for name in names:
        client = world.client(name)
        for address in addresses():
            yield name, address.route, client.get(filled(address, world))


def test_the_settings_are_fit_to_be_deployed(tmp_path):
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("QUHENG_", "DJANGO_"))},
        "QUHENG_SECRET_KEY": SECRET,
        "QUHENG_DATABASE": f"sqlite:///{tmp_path}/x.sqlite3",
        "DJANGO_SETTINGS_MODULE": "quheng.web.settings",
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr


def test_every_answer_carries_the_headers_that_bind_a_browser(world):
    for name, route, answer in pages_of(world, "head", "nobody", "program"):
        policy = answer.headers.get("Content-Security-Policy", "")
        where = (name, route, answer.status_code)
        assert "default-src 'none'" in policy, where
        assert "base-uri 'none'" in policy, where
        assert "frame-ancestors 'none'" in policy, where
        assert "unsafe" not in policy, where
        assert answer.headers["X-Content-Type-Options"] == "nosniff", where
        assert answer.headers["X-Frame-Options"] == "DENY", where
        assert answer.headers["Referrer-Policy"] == "same-origin", where
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", where
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", where
        assert "max-age=31536000; includeSubDomains" in answer.headers["Strict-Transport-Security"], where
        assert "no-store" in answer.headers["Cache-Control"], where
        assert "Access-Control-Allow-Origin" not in answer.headers, where
        if not answer.streaming and answer.content:
            kind = answer.headers["Content-Type"]
            assert "charset=utf-8" in kind or kind in ("application/json",), where


def test_cookies_are_for_this_host_over_tls_and_for_no_script(world):
    head = User.objects.get(username="head")
    head.set_password("river stones under ice 7")
    head.save()
    client = client_over_tls()
    client.post("/account/login/", {"login": "head", "password": "river stones under ice 7"})
    client.get("/account/second-factor/")
    client.post("/language/", {"language": "en"})
    assert settings.SESSION_COOKIE_NAME.startswith("__Host-")
    assert settings.CSRF_COOKIE_NAME.startswith("__Host-")
    assert {"language", settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} <= set(client.cookies)
    for cookie in client.cookies.values():
        assert cookie["secure"], cookie
        assert cookie["httponly"], cookie
        assert cookie["samesite"] == "Lax", cookie
        assert not cookie["domain"], cookie


def test_every_form_wants_a_token(world):
    refused = 0
    for name in ("head", "nobody"):
        strict = Client(SERVER_NAME="localhost", headers=FROM_HERE, enforce_csrf_checks=True)
        strict.cookies = world.client(name).cookies
        for address in addresses():
            if TABLE.get(address.route, TABLE[""]).reach in (
                "token",
                "token case",
            ) or address.route.startswith(("api", "^open311", "^api")):
                continue
            answer = strict.post(filled(address, world), {"x": "y"})
            assert answer.status_code in (302, 403, 404, 405), (name, address.route, answer.status_code)
            if answer.status_code == 302:
                assert answer.headers["Location"].startswith("/account/login/"), address.route
            refused += answer.status_code == 403
    assert refused > 25


def test_a_method_in_a_header_or_a_field_is_no_method(world):
    client = world.client("head")
    count = EventRow.objects.count()
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        answer = client.get(f"/cases/{world.east.number}/show/", headers={name: "POST"})
        assert answer.status_code == 405
    client.get(f"/cases/{world.east.number}/do/comment/", {"_method": "POST", "text": "x"})
    assert client.generic("TRACE", "/track/").status_code == 405
    assert EventRow.objects.count() == count


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "localhost.elsewhere.example", "localhost:80@elsewhere"]
)
def test_another_host_is_not_answered(world, host):
    answer = Client(SERVER_NAME=host, headers={"x-forwarded-proto": "https"}).get("/track/")
    assert answer.status_code == 400
    assert host not in answer.content.decode()


def test_over_plain_http_one_is_led_to_tls(world):
    answer = Client(SERVER_NAME="localhost").get("/track/")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "https://localhost/track/"


@pytest.mark.parametrize(
    ("where", "status", "zh", "en"),
    [
        ("/no/such/page/", 404, "没有这个页面", "There is no such page"),
        ("/services/none/", 404, "没有这个页面", "There is no such page"),
    ],
)
def test_what_is_not_there_is_said_in_both_languages(world, where, status, zh, en):
    client = client_over_tls()
    for language, words in (("zh", zh), ("en", en)):
        client.cookies["language"] = language
        answer = client.get(where)
        assert answer.status_code == status
        assert words in answer.content.decode()
        assert "Traceback" not in answer.content.decode()


def test_what_breaks_is_said_without_a_trace(world, monkeypatch):
    from django.urls import clear_url_caches

    def breaks(request):
        raise RuntimeError(f"{SECRET} {FOREIGN_WORDS[1]}")

    def forbids(request):
        from django.core.exceptions import PermissionDenied

        raise PermissionDenied(SECRET)

    def suspects(request):
        from django.core.exceptions import SuspiciousOperation

        raise SuspiciousOperation(SECRET)

    views = (("breaks/", breaks), ("forbids/", forbids), ("suspects/", suspects))
    extra = [path(f"services/{where}", view) for where, view in views]
    monkeypatch.setattr(quheng.web.urls, "urlpatterns", [*extra, *quheng.web.urls.urlpatterns])
    clear_url_caches()
    try:
        client = world.client("head")
        client.raise_request_exception = False
        for where, status, zh, en in (
            ("breaks", 500, "系统故障", "The system failed"),
            ("forbids", 403, "没有权限", "This is not for you"),
            ("suspects", 400, "请求有误", "The request is not understood"),
        ):
            for language, words in (("zh", zh), ("en", en)):
                client.cookies["language"] = language
                answer = client.get(f"/services/{where}/")
                page = answer.content.decode()
                assert answer.status_code == status
                assert words in page
                assert "Content-Security-Policy" in answer.headers
                for hidden in (SECRET, "RuntimeError", "quheng.", "/work/", "Django", FOREIGN_WORDS[1]):
                    assert hidden not in page, hidden
    finally:
        monkeypatch.undo()
        clear_url_caches()


def test_no_line_of_a_log_names_anybody_or_holds_a_secret(world, caplog):
    """Not in what is logged when all goes well, and not when nothing does."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    with override_settings(SECRET_KEY=SECRET):
        for name in WALKERS:
            client = world.client(name)
            for address in addresses():
                where = filled(address, world)
                client.get(where)
                client.post(
                    where, {"text": "张桂兰 13811110000", "password": "pass-" + SECRET, "tail": "0000"}
                )
            client.get("/search/", {"q": "nothing"})
        client_over_tls().post("/account/login/", {"login": "head", "password": "pass-" + SECRET})
        client_over_tls().post("/track/", {"number": world.east.number, "tail": "1357"})
    lines = caplog.text + "\n".join(str(record.__dict__.get("args")) for record in caplog.records)
    for hidden in ("13811110000", "东区红雨伞", "东区来人说明", "张桂兰", SECRET, world.key, "1357"):
        assert hidden not in lines, hidden


def test_security_txt_is_there_where_there_is_somebody_to_write_to(world, monkeypatch):
    assert client_over_tls().get("/.well-known/security.txt").status_code == 404
    monkeypatch.setattr(settings, "SECURITY_CONTACT", "mailto:flaws@example.gov.cn")
    answer = client_over_tls().get("/.well-known/security.txt")
    assert answer.content.decode().startswith("Contact: mailto:flaws@example.gov.cn\nExpires: 2026-")


def test_no_address_holds_a_secret_or_a_person(world):
    """Sign-in and tracking go by POST, subjects by keys; what stands in an address is no secret."""
    for address in addresses():
        assert not address.parameters & {"phone", "tail", "password", "secret", "identity_number"}, address


def test_the_flags_that_skip_checks_do_not_exist():
    from pathlib import Path

    import quheng

    words = ("skip_validation", "skip_rules", "skipRule", "bypass", "force=True", "no_check")
    root = Path(quheng.__file__).parent
    for file in [*root.glob("ledger/**/*.py"), *root.glob("web/**/*.py")]:
        text = file.read_text(encoding="utf-8")
        assert not [word for word in words if word in text], file
