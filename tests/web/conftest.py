"""The web over the town of the ledger's tests: clients who are signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.ledger.conftest import database, postgresql, sqlite  # noqa: F401
from tests.ledger.town import Town

SignIn = Callable[[str], Client]


@pytest.fixture
def town(database: str) -> Town:  # noqa: F811
    return Town().build()


@pytest.fixture
def signed_in(town: Town) -> SignIn:
    """Give clients of people of the town by name."""

    def client_of(name: str) -> Client:
        from django.contrib.auth.models import User

        client = Client(SERVER_NAME="localhost", headers={"x-forwarded-proto": "https"})
        client.force_login(User.objects.get(username=name), "django.contrib.auth.backends.ModelBackend")
        # As if the second factor was given: a supervisor who has none is led to set one up.
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
        session.save()
        return client

    return client_of
