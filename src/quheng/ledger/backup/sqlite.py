"""A database in a file: copied by SQLite's own online backup, while others read and write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection


def dump(path: Path) -> None:
    """Copy the database, as it stands at one moment, into a file that is not there yet."""
    connection.ensure_connection()
    with connection.wrap_database_errors, closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)


def load(path: Path) -> None:
    """Copy a file into the database, which is empty: all of it, or nothing."""
    connection.ensure_connection()
    with connection.wrap_database_errors, closing(sqlite3.connect(path)) as copy:
        copy.backup(connection.connection)
