"""How the benchmark's people get in: sessions as sign-in leaves them, and a token of the API."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta
from http.client import HTTPConnection
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from benchmarks.ledger.work import PROGRAMME
from quheng.ledger.tokens import issue_token
from quheng.web.public.seal import TOO_QUICK
from quheng.web.signin.strong import RECORDS

BACKEND = "django.contrib.auth.backends.ModelBackend"


def cookie_of(name: str) -> str:
    """Return the cookie of somebody who signed in with a password and a second factor."""
    client = Client()
    client.force_login(User.objects.get(username=name), BACKEND)
    session = client.session
    session[RECORDS] = [{"method": "mfa", "at": 0}]
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def cookie_of_citizen(connection: HTTPConnection) -> str:
    """Return the cookie of somebody who has just handed in a case at the public pages."""
    where = f"/services/{PROGRAMME}/submit/"
    connection.request("GET", where)
    answer = connection.getresponse()
    page, jar = answer.read().decode(), _cookies(answer.headers.get_all("Set-Cookie") or [])
    hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|seal)" value="([^"]*)"', page))
    offices = re.findall(r'<select id="office".*?<option value="([^"]*)"', page)
    named = [("office", offices[0])] if offices else []
    offered = [("offered", name) for name in re.findall(r'name="offered" value="([^"]*)"', page)]
    filled = {
        "f-kind": "help",
        "f-topic": "roads",
        "f-content": "路灯不亮",
        "f-place": "花园路 3 号",
        "f-caller_name": "张桂兰",
        "f-caller_phone": "13800138000",
    }
    time.sleep(TOO_QUICK.total_seconds() + 1)
    body = urlencode([*{**hidden, **filled}.items(), *offered, *named])
    headers = {"Cookie": _written(jar), "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", where, body, headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 302:
        raise RuntimeError(f"the case was not taken: {answer.status}")
    return _written(jar | _cookies(answer.headers.get_all("Set-Cookie") or []))


def key_of(name: str, now: datetime) -> str:
    """Return the key of a token with which a program writes as somebody."""
    account = User.objects.get(username=name)
    until = now.date() + timedelta(days=1)
    return issue_token(account, f"benchmark {now}", now, until, sensitivity="personal", writes=True).key


def _cookies(set_by: list[str]) -> dict[str, str]:
    pairs = (line.partition(";")[0].split("=", 1) for line in set_by)
    return dict(pairs)


def _written(jar: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in jar.items())
