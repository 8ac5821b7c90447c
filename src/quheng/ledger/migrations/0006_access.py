"""Who looked, and who broke the glass."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from quheng.ledger.append_only import refuse_changes_of

APPEND_ONLY = (
    "ledger_brokenglassrow",
    "ledger_glassendrow",
    "ledger_glassreviewrow",
    "ledger_readrow",
)


class Migration(migrations.Migration):
    """Who looked, and who broke the glass."""

    dependencies = (
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("ledger", "0005_outbox"),
    )

    operations = (
        migrations.CreateModel(
            name="BrokenGlassRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=64)),
                ("sensitivity", models.PositiveSmallIntegerField()),
                ("reason", models.TextField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="ledger.caserow"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="ledger.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GlassEndRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                (
                    "glass",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="end",
                        to="ledger.brokenglassrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GlassReviewRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by", models.CharField(max_length=150)),
                ("verdict", models.CharField(max_length=16)),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "glass",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="ledger.brokenglassrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("principal", models.CharField(max_length=150)),
                ("programmes", models.TextField(blank=True)),
                ("basis", models.TextField()),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("registered_by", models.CharField(max_length=150)),
                ("registered_at", models.DateTimeField()),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReadRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.CharField(max_length=150)),
                ("on_behalf_of", models.CharField(blank=True, max_length=150)),
                ("organisation", models.CharField(blank=True, max_length=64)),
                ("fields", models.TextField(blank=True)),
                ("page", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.caserow"
                    ),
                ),
                (
                    "glass",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reads",
                        to="ledger.brokenglassrow",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="brokenglassrow",
            index=models.Index(fields=["account", "until"], name="glass_account"),
        ),
        migrations.AddIndex(
            model_name="brokenglassrow",
            index=models.Index(fields=["path", "-id"], name="glass_path"),
        ),
        migrations.AddIndex(
            model_name="mandate",
            index=models.Index(fields=["agent", "principal"], name="mandate_agent"),
        ),
        migrations.AddIndex(
            model_name="readrow",
            index=models.Index(fields=["case", "-id"], name="read_case"),
        ),
        migrations.AddIndex(
            model_name="readrow",
            index=models.Index(fields=["account", "-id"], name="read_account"),
        ),
        migrations.RunPython(refuse_changes_of(*APPEND_ONLY)),
    )
