"""Tables that the database refuses to change, for migrations: triggers on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: {VERB} is refused'); END
"""

POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION ledger_append_only()
"""

NO_TRUNCATE = """
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()
"""


def refuse_changes_of(*tables: str) -> Callable[[Any, Any], None]:
    """Return the step of a migration that makes tables append-only, by the function of migration 0002."""

    def create_triggers(_: Any, editor: Any) -> None:
        for table in tables:
            if editor.connection.vendor == "sqlite":
                for verb in ("update", "delete"):
                    editor.execute(SQLITE.format(table=table, verb=verb, VERB=verb.upper()), params=None)
            else:
                editor.execute(POSTGRESQL.format(table=table), params=None)
                editor.execute(NO_TRUNCATE.format(table=table), params=None)

    return create_triggers
