"""What is searched for, and from where each case is seen."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

SQLITE = """
CREATE VIRTUAL TABLE ledger_grams USING fts5(
    roots, public, internal, personal, sensitive,
    tokenize = 'ascii', content = '', detail = 'column', columnsize = 0
)
"""
"""No text is kept in the index; the `ascii` tokenizer takes every Chinese sign as it is."""

SECURE_DELETE = "INSERT INTO ledger_grams (ledger_grams, rank) VALUES ('secure-delete', 1)"
SECURE_DELETE_SINCE = (3, 42)

POSTGRESQL = (
    "ALTER TABLE ledger_searchrow ADD COLUMN grams tsvector NOT NULL DEFAULT ''",
    "CREATE INDEX search_grams ON ledger_searchrow USING gin (grams)",
)


def index_words(_: Any, editor: Any) -> None:
    """Create the index over the words in the language of the database."""
    if editor.connection.vendor == "sqlite":
        editor.execute(SQLITE, params=None)
        if editor.connection.Database.sqlite_version_info >= SECURE_DELETE_SINCE:
            editor.execute(SECURE_DELETE, params=None)
        return
    for statement in POSTGRESQL:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """What is searched for, and from where each case is seen."""

    dependencies = (("ledger", "0002_append_only"),)

    operations = (
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(fields=["handler", "-opened_at", "-id"], name="case_handler_opened"),
        ),
        migrations.CreateModel(
            name="ReachRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("root", models.CharField(max_length=64)),
                ("lies", models.BooleanField()),
                ("programme", models.CharField(max_length=64)),
                ("stage", models.CharField(max_length=64)),
                ("sensitivity", models.PositiveSmallIntegerField()),
                ("opened_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("warn_at", models.DateTimeField(null=True)),
                ("is_open", models.BooleanField()),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reach",
                        to="ledger.caserow",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["root", "-opened_at", "-case", "stage", "sensitivity"], name="reach_opened"
                    ),
                    models.Index(
                        fields=["root", "programme", "-opened_at", "-case", "stage", "sensitivity"],
                        name="reach_programme",
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["root", "-opened_at", "-case", "sensitivity"],
                        name="reach_open_opened",
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=[
                            "root",
                            "due_at",
                            "case",
                            "programme",
                            "stage",
                            "sensitivity",
                            "lies",
                            "warn_at",
                        ],
                        name="reach_due",
                    ),
                    models.Index(
                        condition=models.Q(("lies", False)),
                        fields=["root", "-opened_at", "-case"],
                        name="reach_asked",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("case", "root"), name="one_reach_a_place")],
            },
        ),
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("roots", models.TextField(blank=True)),
                ("public", models.TextField(blank=True)),
                ("internal", models.TextField(blank=True)),
                ("personal", models.TextField(blank=True)),
                ("sensitive", models.TextField(blank=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="ledger.caserow",
                    ),
                ),
            ],
        ),
        migrations.RunPython(index_words),
    )
