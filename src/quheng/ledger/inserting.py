"""Insert plain rows by the thousand: no objects between, no keys given back.

Django's `bulk_create` builds an object, asks each field for its value and returns keys; where an import
writes ten rows a case that is most of its time. Here SQLite gets one prepared statement for all rows, and
PostgreSQL a COPY. Both are part of the transaction that is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import Model

from quheng.ledger.statements import adapted, columns_of

FEW = 20
"""So many rows are one INSERT in PostgreSQL; a COPY goes back and forth once more."""


def insert_rows(table: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows into the table of a model.

    Parameters
    ----------
    table
        The model.
    columns
        The attributes that are given, such as `case_id`; the others must have defaults in the database.
    rows
        For each row the values of those columns in order: texts, numbers, booleans, days, moments with a time
        zone, or None.
    """
    known = columns_of(table)
    names = [known[column] for column in columns]
    listed = ", ".join(f'"{name}"' for name in names)
    into = f'"{table._meta.db_table}" ({listed})'
    every = list(rows)
    if not every:
        return
    holes = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(every) <= FEW:
            values = ", ".join([f"({holes})"] * len(every))
            cursor.execute(f"INSERT INTO {into} VALUES {values}", [value for row in every for value in row])
            return
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in every:
                    copy.write_row(row)
            return
        adapted = _Adapted()
        cursor.executemany(
            f"INSERT INTO {into} VALUES ({holes})",
            [[adapted[value] if isinstance(value, date) else value for value in row] for row in every],
        )


def insert_objects(table: type[Model], objects: Iterable[Model]) -> None:
    """Insert new objects, and leave them without their keys: `bulk_create` where nobody asks for them."""
    columns = [field.attname for field in table._meta.concrete_fields if not field.primary_key]
    insert_rows(table, columns, map(attrgetter(*columns), objects))


class _Adapted(dict[date, str]):
    """Days and moments as the database stores them: an import has few, each many times."""

    def __missing__(self, value: date) -> str:
        self[value] = str(adapted(value))
        return self[value]
