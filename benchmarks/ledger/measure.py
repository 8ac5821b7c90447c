"""Measure a filled ledger: `python -m benchmarks.ledger.measure ADDRESS`; prints JSON.

Whole requests over HTTP, as a browser sends them: login, scope, masking, audit and CSP are on. The queries
of a page are counted in process.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import tempfile
from datetime import datetime
from http.client import HTTPConnection
from typing import Any

ROUND = 200
"""How many requests one client sends for a page."""

SECONDS = 10
MANY = 8
INTAKES = 400
JOINT_CASES = 200
IMPORTED = 100_000
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def measure(address: str) -> dict[str, Any]:
    """Return what was measured on the database at an address."""
    os.environ |= {
        "QUHENG_DATABASE": address,
        "QUHENG_HTTP": "1",
        "QUHENG_SECRET_KEY": secrets.token_hex(32),
        "QUHENG_FILES": tempfile.mkdtemp(),
        "QUHENG_API_RATE": "1000000",
        "DJANGO_SETTINGS_MODULE": "quheng.web.settings",
    }
    import django

    django.setup()
    from django.db import connection

    from benchmarks.ledger.importing import seconds_to_import
    from benchmarks.ledger.serving import served
    from benchmarks.ledger.work import Desk, a_second, admit_handlers
    from quheng.ledger.models import CaseRow, EventRow

    counted = {"cases": CaseRow.objects.count(), "events": EventRow.objects.count()}
    with served() as port:
        shown = list(_pages(port))
        written = _intakes(port)
    admit_handlers()
    desk = Desk()
    return {
        "database": NAMES[connection.vendor],
        **counted,
        "pages": shown,
        "intake over HTTP": written,
        "intake in process": a_second(desk.intake, INTAKES),
        "joint case in process": a_second(desk.joint_case, JOINT_CASES),
        "import": seconds_to_import(IMPORTED),
    }


def _pages(port: int) -> Any:
    from benchmarks.ledger.asked import CITIZEN, pages
    from benchmarks.ledger.clients import Message, ask
    from benchmarks.ledger.entering import cookie_of, cookie_of_citizen
    from benchmarks.ledger.town import VIEWERS
    from quheng.web.moment import now

    cookies = {name: cookie_of(name) for name in VIEWERS}
    cookies[CITIZEN] = cookie_of_citizen(HTTPConnection("127.0.0.1", port))
    for page in pages(now()):
        message = Message("GET", page.path, {"Cookie": cookies[page.viewer]})
        for clients in (1, MANY):
            ask(port, clients, 3, SECONDS, lambda *_, sent=message: sent)
        one = ask(port, 1, ROUND, SECONDS, lambda *_, sent=message: sent)
        many = ask(port, MANY, ROUND, SECONDS / 2, lambda *_, sent=message: sent)
        found = {
            "what": page.what,
            "viewer": page.viewer,
            "allowed": page.allowed,
            "queries": _queries(page.path, cookies[page.viewer]),
            "bytes": one.size,
            "p50": one.p50,
            "p95": one.p95,
            "longest": max(one.each),
            "p50 of many": many.p50,
            "p95 of many": many.p95,
            "a second": many.a_second,
        }
        print(
            {name: round(one, 1) if isinstance(one, float) else one for name, one in found.items()},
            file=sys.stderr,
        )
        yield found


def _queries(path: str, cookie: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"cookie": cookie}, SERVER_NAME="localhost")
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200, path
    return len(found)


def _intakes(port: int) -> float:
    from benchmarks.ledger.clients import Message, ask
    from benchmarks.ledger.entering import key_of
    from benchmarks.ledger.work import PROGRAMME
    from quheng.web.moment import now

    key = key_of("liu.yang", datetime.now(now().tzinfo))

    def call(client: int, number: int) -> Message:
        values = {
            "kind": "complaint",
            "topic": "environment",
            "content": f"夜里工地还在施工，噪声很大，第 {client} 号线第 {number} 件。",
            "caller_name": "张桂兰",
            "caller_phone": f"139{client:04d}{number:04d}",
        }
        body = json.dumps({"programme": PROGRAMME, "channel": "api", "values": values})
        headers = {
            "Authorization": f"Bearer {key}",
            "Content-Type": "application/json",
            "Idempotency-Key": secrets.token_hex(16),
        }
        return Message("POST", "/api/v1/cases", headers, body)

    return ask(port, MANY, ROUND, SECONDS, call).a_second


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1]), ensure_ascii=False, indent=1))
