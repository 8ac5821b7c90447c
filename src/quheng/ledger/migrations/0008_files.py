"""Files and imports."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Files and imports."""

    dependencies = (("ledger", "0007_routing"),)

    operations = (
        migrations.CreateModel(
            name="AttachedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=80)),
                ("size", models.PositiveBigIntegerField()),
                ("media", models.CharField(max_length=16)),
                ("material", models.CharField(blank=True, max_length=64)),
                ("personal", models.BooleanField()),
                ("stored", models.BooleanField()),
                ("erased", models.BooleanField(default=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attached",
                        to="ledger.caserow",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("erased", False)), fields=["digest"], name="file_kept")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "digest", "material"), name="one_file_a_material")
                ],
            },
        ),
        migrations.CreateModel(
            name="OutsideNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("programme", models.CharField(max_length=64)),
                ("number", models.CharField(max_length=100)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outside_numbers",
                        to="ledger.caserow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "number"), name="one_case_an_outside_number")
                ],
            },
        ),
    )
