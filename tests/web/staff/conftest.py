"""Staff at their desks, in English."""

from __future__ import annotations

import pytest


@pytest.fixture
def at_desk(signed_in):
    """Give clients of people of the town by name, whose pages are in English."""

    def client_of(name: str):
        client = signed_in(name)
        client.cookies["language"] = "en"
        return client

    return client_of
