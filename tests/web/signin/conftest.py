"""People with passwords and second factors, and a clock that the tests move."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.contrib.auth.hashers import get_hashers, get_hashers_by_algorithm
from django.contrib.auth.models import User

from tests.ledger.town import Town
from tests.web.portal import Clock

PASSWORD = "river stones under ice 7"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    import quheng.web.urls  # noqa: F401

    for name, module in list(sys.modules.items()):
        if name.startswith("quheng.web") and getattr(module, "now", None) is not None:
            monkeypatch.setattr(module, "now", clock.now)
    return clock


@pytest.fixture
def people(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """The town, where everybody has a password, hashed in a hurry; gao is a supervisor."""
    monkeypatch.setattr(settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"])
    get_hashers.cache_clear()
    get_hashers_by_algorithm.cache_clear()
    town.grant("gao", "supervisor", "east")
    for account in User.objects.all():
        account.set_password(PASSWORD)
        account.save()
    yield town
    get_hashers.cache_clear()
    get_hashers_by_algorithm.cache_clear()


def set_up_totp(name: str) -> str:
    """Give an account a second factor, and return its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(User.objects.get(username=name), secret)
    return secret


def code_of(secret: str, at: float) -> str:
    """Return the code that an authenticator shows at a moment, by allauth's own function."""
    counter = int(at) // 30
    return totp.format_hotp_value(totp.hotp_value(secret, counter))
