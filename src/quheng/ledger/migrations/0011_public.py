"""By what people follow their case, how often somebody tried, and what the web remembers."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """By what people follow their case, how often somebody tried, and what the web remembers."""

    dependencies = (("ledger", "0010_used_forms"),)

    operations = (
        migrations.CreateModel(
            name="PhoneTail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phone_tail",
                        to="ledger.caserow",
                    ),
                ),
                ("salt", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=("key", "at"), name="attempt_key"),
                    models.Index(fields=("at",), name="attempt_at"),
                ]
            },
        ),
        migrations.CreateModel(
            name="CacheEntry",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "ledger_cache"},
        ),
    )
