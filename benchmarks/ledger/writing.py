"""Write rows by the thousand, as an import does."""

from __future__ import annotations

from operator import itemgetter

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from benchmarks.ledger.population import YEAR, Batch, Population
from benchmarks.ledger.templates import Row
from quheng.ledger.inserting import insert_rows
from quheng.ledger.models import CaseRow, Numbering, SearchRow
from quheng.ledger.searching.index import Entry, word_index


def write(batch: Batch) -> None:
    """Write a batch, cases first."""
    with transaction.atomic():
        for model in sorted(batch, key=lambda one: one is not CaseRow):
            if model is not SearchRow:
                _write(model, batch[model])
        word_index().write([(entry_of(row), None) for row in batch.get(SearchRow, ())])


def go_on_from(population: Population) -> None:
    """Let the ledger's own numbers and keys begin behind those that were given here."""
    for prefix in population.serials:
        last = {"last": population.serial_of(prefix)}
        Numbering.objects.update_or_create(prefix=prefix, year=YEAR, defaults=last)
    models_here = apps.get_app_config("ledger").get_models()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models_here)):
            cursor.execute(statement)


def _write(model: type[models.Model], rows: list[Row]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    insert_rows(
        model,
        [field.attname for field in fields],
        map(itemgetter(*(field.column for field in fields)), rows),
    )


def entry_of(row: Row) -> Entry:
    """Return the words of a case as the index takes them."""
    texts = (row["public"], row["internal"], row["personal"], row["sensitive"])
    return Entry(row["place"], row["case_id"], tuple(row["roots"].split()), texts)
