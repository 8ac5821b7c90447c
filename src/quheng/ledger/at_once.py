"""Several questions to the database in one statement: a page has a budget of queries, not of questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Statement = tuple[str, Sequence[Any]]
"""A SELECT, and what stands in it; the empty text where nothing can be found."""

MOST_STATEMENTS = 400
"""SQLite puts at most 500 SELECTs under one another."""

MOST_VALUES = 30_000
"""SQLite takes so many values in a statement, wherever it was built."""


def ask_at_once(statements: Iterable[Statement]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of several statements, each with the place of its statement before it.

    Parameters
    ----------
    statements
        With the same number of columns of the same types.
    """
    texts: list[str] = []
    values: list[Any] = []
    for place, (sql, found) in enumerate(statements):
        if not sql:
            continue
        if texts and (len(texts) == MOST_STATEMENTS or len(values) + len(found) > MOST_VALUES):
            yield from fetch(" UNION ALL ".join(texts), values)
            texts, values = [], []
        texts.append(f"SELECT {place:d} AS place, one_{place}.* FROM ({sql}) AS one_{place}")
        values += found
    if texts:
        yield from fetch(" UNION ALL ".join(texts), values)


def statement_of(rows: QuerySet[Any, Any]) -> Statement:
    """Return the statement that a queryset is; empty where it can find nothing."""
    try:
        sql, values = rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return "", ()
    return sql, values


def fetch(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
