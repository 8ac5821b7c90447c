"""The tables of the ledger on SQLite and on PostgreSQL: each test has a database of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

django = pytest.importorskip("django", reason="the extra `web` is not installed")

# The settings name a database that is nowhere: a test that asks for none shall not find one.
with pytest.MonkeyPatch.context() as patch:
    patch.setenv("QUHENG_DATABASE", "sqlite:////nowhere/ledger.sqlite3")
    os.environ["DJANGO_SETTINGS_MODULE"] = "quheng.web.settings"
    # Playwright leaves a loop running in this thread, which is no reason to refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from quheng.web.database import database_of  # noqa: E402
from tests.ledger.postgresql import NoServerError, server  # noqa: E402

MakeDatabase = Callable[[], str]

NUMBERS = count(1)


def use_database(address: str) -> None:
    """Make a database the one that models use from now on, in every thread."""
    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = connections.configure_settings({"default": database_of(address)})[
        "default"
    ]


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory) -> MakeDatabase:
    folder = tmp_path_factory.mktemp("sqlite")
    template = folder / "template.sqlite3"
    use_database(f"sqlite:///{template}")
    call_command("migrate", verbosity=0)
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()

    def make() -> str:
        copy = folder / f"{next(NUMBERS)}.sqlite3"
        shutil.copyfile(template, copy)
        return f"sqlite:///{copy}"

    return make


@pytest.fixture(scope="session")
def postgresql() -> Iterator[MakeDatabase]:
    with ExitStack() as stack:
        try:
            psycopg = pytest.importorskip("psycopg", reason="the extra `postgres` is not installed")
            address = stack.enter_context(server())
        except NoServerError as error:
            pytest.skip(str(error))
        settings = database_of(f"{address}/postgres")
        host, user, password, port = (settings[name] for name in ("HOST", "USER", "PASSWORD", "PORT"))
        admin = psycopg.connect(
            host=host,
            user=user,
            password=password or None,
            port=port or None,
            dbname="postgres",
            autocommit=True,
        )
        stack.enter_context(admin)
        mark = os.getpid()
        template = f"quheng_test_{mark}"
        admin.execute(f"CREATE DATABASE {template}")
        use_database(f"{address}/{template}")
        call_command("migrate", verbosity=0)
        connections.close_all()
        made = [template]

        def make() -> str:
            made.append(f"{template}_{next(NUMBERS)}")
            admin.execute(f"CREATE DATABASE {made[-1]} TEMPLATE {template}")
            return f"{address}/{made[-1]}"

        yield make
        connections.close_all()
        # A server of our own goes as a whole.
        for name in reversed(made if "QUHENG_TEST_POSTGRES" in os.environ else []):
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request) -> Iterator[str]:
    """Give the address of an empty database that models use."""
    address = request.getfixturevalue(request.param)()
    use_database(address)
    yield address
    connections.close_all()
    if request.param == "sqlite":
        for file in Path(address.removeprefix("sqlite:///")).parent.glob(f"{Path(address).name}*"):
            file.unlink()
