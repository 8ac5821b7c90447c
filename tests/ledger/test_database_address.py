"""One address says which database."""

from __future__ import annotations

import pytest

from quheng.errors import MethodError
from quheng.web.database import database_of


def test_sqlite():
    assert database_of("sqlite:////var/lib/ledger.sqlite3")["NAME"] == "/var/lib/ledger.sqlite3"
    options = database_of("sqlite:///x.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]


def test_postgresql():
    found = database_of("postgres://li%40qu:p%2Fw@db.example:5433/ledger")
    shown = {name: found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert shown == {
        "NAME": "ledger",
        "USER": "li@qu",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "5433",
    }


@pytest.mark.parametrize("address", ["", "ledger", "mysql://u:secret@h/n", "postgres://host", "sqlite://"])
def test_what_is_neither_is_refused_without_its_password(address):
    with pytest.raises(MethodError) as raised:
        database_of(address)
    assert "secret" not in str(raised.value)
