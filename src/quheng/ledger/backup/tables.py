"""How far the tables of a database are."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

APP = "ledger"


def newest_migration() -> str:
    """Return the newest migration that the tables of the ledger have; empty where there are none."""
    applied = (name for app, name in MigrationRecorder(connection).applied_migrations() if app == APP)
    return max(applied, default="")


def known_migrations() -> frozenset[str]:
    """Return the migrations that this program has."""
    return frozenset(name for app, name in MigrationLoader(None).disk_migrations if app == APP)


def has_tables() -> bool:
    """Whether the database has any table, of ours or of others."""
    return bool(connection.introspection.table_names())
