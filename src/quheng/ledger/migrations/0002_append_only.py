"""The database itself refuses to change the record: triggers on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.db import migrations

APPEND_ONLY = ("ledger_eventrow", "ledger_versionrow", "ledger_anchor", "ledger_anchoredhead")

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: {VERB} is refused'); END
"""

FUNCTION = """
CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP; END $$
"""

POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION ledger_append_only()
"""

NO_TRUNCATE = """
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()
"""


def refuse_changes(_: Any, editor: Any) -> None:
    """Create the triggers in the language of the database."""
    if editor.connection.vendor == "sqlite":
        for table in APPEND_ONLY:
            for verb in ("update", "delete"):
                editor.execute(SQLITE.format(table=table, verb=verb, VERB=verb.upper()), params=None)
        return
    editor.execute(FUNCTION, params=None)
    for table in APPEND_ONLY:
        editor.execute(POSTGRESQL.format(table=table), params=None)
        editor.execute(NO_TRUNCATE.format(table=table), params=None)


class Migration(migrations.Migration):
    """Only forward: a record that was append-only stays so."""

    dependencies = (("ledger", "0001_tables"),)

    operations = (migrations.RunPython(refuse_changes),)
