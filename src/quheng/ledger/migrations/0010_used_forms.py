"""Forms that were sent."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Forms that were sent."""

    dependencies = (("ledger", "0009_api"),)

    operations = (
        migrations.CreateModel(
            name="UsedForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("account", models.CharField(max_length=150)),
                ("number", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="used_form_at")],
                "constraints": [models.UniqueConstraint(fields=("account", "key"), name="one_use_a_form")],
            },
        ),
    )
