"""Write rows by the thousand: COPY on PostgreSQL, one prepared statement on SQLite."""

from __future__ import annotations

from typing import Any

from django.db import connection, models, transaction

from benchmarks.ledger.population import Batch
from benchmarks.ledger.templates import Row
from quheng.ledger.models import CaseRow, SearchRow
from quheng.ledger.searching.index import Entry, word_index


def write(batch: Batch) -> None:
    """Write a batch, cases first."""
    with transaction.atomic():
        for model in sorted(batch, key=lambda one: one is not CaseRow):
            if model is not SearchRow:
                _write(model, batch[model])
        word_index().write([(entry_of(row), None) for row in batch.get(SearchRow, ())])


def _write(model: type[models.Model], rows: list[Row]) -> None:
    columns = [field.column for field in model._meta.concrete_fields if not field.generated]
    names = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    values = [[row[column] for column in columns] for row in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            raw: Any = cursor.cursor
            with raw.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for value in values:
                    copy.write_row(value)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', values)


def entry_of(row: Row) -> Entry:
    """Return the words of a case as the index takes them."""
    texts = (row["public"], row["internal"], row["personal"], row["sensitive"])
    return Entry(row["place"], row["case_id"], tuple(row["roots"].split()), texts)
