"""A database without a table, of the same kind as another and beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.ledger.conftest import use_database


@contextmanager
def empty_beside(address: str, folder: Path) -> Iterator[str]:
    """Give the address of an empty database beside the one that models use, and use again afterwards."""
    place, _, name = address.rpartition("/")
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'empty.sqlite3'}"
        use_database(address)
        return
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}_empty")
    try:
        yield f"{place}/{name}_empty"
    finally:
        use_database(address)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}_empty WITH (FORCE)")
