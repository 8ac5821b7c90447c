"""The lists of what comes round."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The lists of what comes round."""

    dependencies = (("ledger", "0011_public"),)

    operations = (
        migrations.CreateModel(
            name="ListedSubject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("programme", models.CharField(max_length=64)),
                ("cadence", models.CharField(max_length=64)),
                ("subject_kind", models.CharField(max_length=16)),
                ("subject_key", models.CharField(max_length=64)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="ledger.organisation"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "cadence", "subject_kind", "subject_key"), name="listed_once"
                    )
                ],
            },
        ),
    )
