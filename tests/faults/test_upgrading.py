"""A ledger of the first tables is brought up to date with rows in it: nothing of the record is changed."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from quheng.ledger.cases.commands import Comment
from quheng.ledger.models import CaseRow, EventRow
from quheng.ledger.rebuilding import rebuild
from quheng.ledger.verifying import find_broken
from tests.ledger.conftest import use_database
from tests.ledger.empty import empty_beside
from tests.ledger.town import Town

FIRST = ("ledger", "0001_tables")

TABLES = (
    "organisation",
    "grant",
    "versionrow",
    "numbering",
    "caserow",
    "eventrow",
    "secretrow",
    "deadlinerow",
    "partrow",
)


def first_models() -> dict[str, Any]:
    """Return the models as they were at first."""
    first = MigrationExecutor(connection).loader.project_state([FIRST]).apps
    return {name: first.get_model("ledger", name) for name in TABLES}


COPY = """
WITH RECURSIVE nth (place) AS (SELECT 1000 UNION ALL SELECT place + 1 FROM nth WHERE place < 999 + %s)
INSERT INTO {table} ({given}, {names}) SELECT {values}, {names} FROM nth, {table} WHERE {table}.{key} = %s
"""


def multiply(models: dict[str, Any], case: int, count: int) -> None:
    """Copy a case and its entries, under keys and numbers of their own."""
    for name, key, given in (
        ("caserow", "id", {"id": "place", "number": "'SW2025' || place"}),
        ("eventrow", "case_id", {"case_id": "place"}),
    ):
        names = [field.column for field in models[name]._meta.fields if field.column not in {"id", *given}]
        statement = COPY.format(
            table=models[name]._meta.db_table,
            key=key,
            given=", ".join(given),
            values=", ".join(given.values()),
            names=", ".join(map(connection.ops.quote_name, names)),
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [count, case])


def fingerprint() -> str:
    """Return a digest of the whole record."""
    running = hashlib.sha256()
    for entry in EventRow.objects.order_by("id").values_list("case_id", "seq", "record", "hash").iterator():
        running.update(repr(entry).encode())
    return running.hexdigest()


def count_on(*models: Any) -> None:
    """Let PostgreSQL give keys behind those that were given here by hand."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


@pytest.mark.parametrize("count", [500, pytest.param(100_000, marks=pytest.mark.long)])
def test_a_ledger_of_the_first_tables_is_brought_up_to_date(database, tmp_path, count):
    town = Town().build()
    numbers = [town.searching(offices=["fire"], owner_phone="13800001234"), town.opens()]
    rows = {name: list(model.objects.order_by("pk").values()) for name, model in first_models().items()}
    people = list(User.objects.values())
    with empty_beside(database, tmp_path) as address:
        use_database(address)
        call_command("migrate", "auth", verbosity=0)
        call_command("migrate", *FIRST, verbosity=0)
        User.objects.bulk_create(User(**person) for person in people)
        models = first_models()
        for name, model in models.items():
            model.objects.bulk_create(model(**row) for row in rows[name])
        count_on(User, *models.values())
        multiply(models, rows["caserow"][0]["id"], count)
        record = fingerprint()

        call_command("migrate", verbosity=0)

        assert CaseRow.objects.count() == count + len(numbers)
        assert fingerprint() == record
        for number in numbers:
            rebuild(number)
            assert list(find_broken(number)) == []
        for change in (EventRow.objects.all().delete, lambda: EventRow.objects.update(who="x")):
            with pytest.raises(DatabaseError, match="append-only"):
                change()
        town.does("zhao", numbers[0], Comment("到了"))
        assert town.opens() == "SW2026000003"
