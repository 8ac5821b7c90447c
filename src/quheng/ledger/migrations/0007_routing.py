"""Where cases of a kind went."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from quheng.ledger.append_only import refuse_changes_of

APPEND_ONLY = ("ledger_retiredversion",)


class Migration(migrations.Migration):
    """Where cases of a kind went."""

    dependencies = (("ledger", "0006_access"),)

    operations = (
        migrations.CreateModel(
            name="MigrationOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("programme", models.CharField(max_length=64)),
                ("origin", models.PositiveIntegerField()),
                ("target", models.PositiveIntegerField()),
                ("reverts", models.BooleanField(default=False)),
                ("ordered_by", models.CharField(max_length=150)),
                ("ordered_at", models.DateTimeField()),
                ("approved_by", models.CharField(blank=True, max_length=150)),
                ("approved_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "target", "-id"], name="order_programme")],
            },
        ),
        migrations.CreateModel(
            name="RetiredVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("programme", models.CharField(max_length=64)),
                ("number", models.PositiveIntegerField()),
                ("author", models.CharField(max_length=150)),
                ("approver", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("programme", "number"), name="retired_once")],
            },
        ),
        migrations.CreateModel(
            name="RoutedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("programme", models.CharField(max_length=64)),
                ("organisation", models.CharField(max_length=64)),
                ("path", models.CharField(max_length=64)),
                ("routed_on", models.DateField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.caserow"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClueRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("programme", models.CharField(max_length=64)),
                ("clue", models.CharField(max_length=160)),
                ("organisation", models.CharField(max_length=64)),
                ("path", models.CharField(max_length=64)),
                ("routed_on", models.DateField()),
                (
                    "routed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clues",
                        to="ledger.routedrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SimilarRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("programme", models.CharField(max_length=64)),
                ("field", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("day", models.DateField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.caserow"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="routedrow",
            index=models.Index(
                fields=["programme", "routed_on", "organisation", "path"], name="routed_programme"
            ),
        ),
        migrations.AddIndex(
            model_name="cluerow",
            index=models.Index(
                fields=["programme", "clue", "routed_on", "organisation", "path"], name="clue_programme"
            ),
        ),
        migrations.AddIndex(
            model_name="similarrow",
            index=models.Index(fields=["programme", "field", "digest", "day", "case"], name="similar_digest"),
        ),
        migrations.AddConstraint(
            model_name="similarrow",
            constraint=models.UniqueConstraint(fields=("case", "field"), name="one_digest_a_field"),
        ),
        migrations.RunPython(refuse_changes_of(*APPEND_ONLY)),
    )
