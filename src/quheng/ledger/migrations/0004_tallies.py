"""What figures are counted from."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What figures are counted from."""

    dependencies = (("ledger", "0003_search"),)

    operations = (
        migrations.CreateModel(
            name="FactRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="facts", to="ledger.caserow"
                    ),
                ),
                ("day", models.DateField()),
                ("programme", models.CharField(max_length=64)),
                ("path", models.CharField(max_length=64)),
                ("sensitivity", models.PositiveSmallIntegerField()),
                ("marks", models.TextField()),
                ("by", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "day", "path"], name="fact_day")],
                "constraints": [models.UniqueConstraint(fields=("case", "day"), name="one_fact_a_day")],
            },
        ),
        migrations.CreateModel(
            name="SpellRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spells",
                        to="ledger.caserow",
                    ),
                ),
                ("programme", models.CharField(max_length=64)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "until", "since"], name="spell_until")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="TallyChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("programme", models.CharField(max_length=64)),
                ("month", models.DateField()),
                ("path", models.CharField(max_length=64)),
                ("sensitivity", models.PositiveSmallIntegerField()),
                ("marks", models.TextField()),
                ("by", models.TextField()),
                ("times", models.IntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "month"], name="tally_change")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="TallyRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("programme", models.CharField(max_length=64)),
                ("mark", models.CharField(max_length=160)),
                ("dimension", models.CharField(blank=True, max_length=64)),
                ("month", models.DateField()),
                ("path", models.CharField(max_length=64)),
                ("sensitivity", models.PositiveSmallIntegerField()),
                ("value", models.TextField(blank=True)),
                ("amount", models.BigIntegerField()),
                ("count", models.BigIntegerField()),
                ("total", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "programme",
                            "mark",
                            "dimension",
                            "month",
                            "path",
                            "sensitivity",
                            "value",
                            "amount",
                        ),
                        name="one_tally",
                    )
                ],
                "indexes": [],
            },
        ),
    )
