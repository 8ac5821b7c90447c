"""Take the database away, fill its disk, and give it back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection, connections


@contextmanager
def database_away() -> Iterator[None]:
    """Let the database that models use be out of reach meanwhile; its connections are cut."""
    away = _file_away if connection.vendor == "sqlite" else _server_away
    with away(connection.settings_dict["NAME"]):
        yield
    connections.close_all()


@contextmanager
def _file_away(name: str) -> Iterator[None]:
    """Put a folder in the place of the file."""
    connections.close_all()
    file, aside = Path(name), Path(f"{name}.aside")
    file.rename(aside)
    file.mkdir()
    yield
    file.rmdir()
    aside.rename(file)


@contextmanager
def _server_away(name: str) -> Iterator[None]:
    """Let the server end every connection of the database and take no other, as while it is started again."""
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"],
        port=settings["PORT"] or None,
        user=settings["USER"],
        password=settings["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    ) as admin:
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


REFUSE = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file "base/1/2": No space left' USING ERRCODE = '53100'; END $$;
CREATE TRIGGER no_room BEFORE INSERT ON ledger_eventrow EXECUTE FUNCTION no_room();
"""


@contextmanager
def disk_full() -> Iterator[None]:
    """Let the database have no room for another entry meanwhile.

    SQLite is told that its file may not grow; PostgreSQL raises the error with which it tells of a full disk.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(REFUSE)
            yield
            cursor.execute("DROP FUNCTION no_room CASCADE")
            return
        cursor.execute("PRAGMA max_page_count")
        [(most,)] = cursor.fetchall()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA max_page_count = 1")
        yield
        cursor.execute(f"PRAGMA max_page_count = {most}")
