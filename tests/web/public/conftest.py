"""A town with a park that is open to the public, and a clock that the tests move."""

from __future__ import annotations

import sys

import pytest

from tests.ledger.town import Town
from tests.web.portal import Citizen, Clock, client_over_tls, open_the_park


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    import quheng.web.urls  # noqa: F401

    for name, module in list(sys.modules.items()):
        if name.startswith("quheng.web") and getattr(module, "now", None) is not None:
            monkeypatch.setattr(module, "now", clock.now)
    return clock


@pytest.fixture
def citizen(town: Town, clock: Clock) -> Citizen:
    open_the_park(town)
    return Citizen(client_over_tls(), clock)
