"""Plain statements on the rows of a case, which change many times a second: by the equality of columns.

Django builds each statement anew from its models, which is more than half of what a change of a case costs.
Names come from the models here too; both are part of the transaction that is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model


def update_rows(table: type[Model], changed: Mapping[str, Any], **where: Any) -> None:
    """Change some columns of the rows in which others have given values.

    Parameters
    ----------
    table
        The model.
    changed, where
        Attributes such as `case_id` and their values: texts, numbers, booleans, days, moments with a time
        zone; None too in what is changed. Where nothing is, nothing is done.
    """
    if not changed:
        return
    known = columns_of(table)
    assigned = ", ".join(f'"{known[name]}" = %s' for name in changed)
    _execute(f'UPDATE "{table._meta.db_table}" SET {assigned} WHERE {_equal(known, where)}', changed, where)


def delete_rows(table: type[Model], **where: Any) -> None:
    """Delete the rows in which some columns have given values; nothing else may hang on them."""
    _execute(f'DELETE FROM "{table._meta.db_table}" WHERE {_equal(columns_of(table), where)}', where)


@cache
def columns_of(table: type[Model]) -> Mapping[str, str]:
    """Return the columns of a model by its attributes."""
    return {field.attname: field.column for field in table._meta.concrete_fields}


def adapted(value: Any) -> Any:
    """Return a value as the database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _equal(known: Mapping[str, str], where: Mapping[str, Any]) -> str:
    return " AND ".join(f'"{known[name]}" = %s' for name in where)


def _execute(sql: str, *given: Mapping[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [adapted(value) for values in given for value in values.values()])
