"""Tokens and requests that may come twice."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEY: models.Field[int, int] = models.BigAutoField(
    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
)


class Migration(migrations.Migration):
    """Tokens and requests that may come twice."""

    dependencies = (
        ("ledger", "0008_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="RequestCount",
            fields=[
                ("id", KEY),
                ("who", models.CharField(max_length=64)),
                ("span", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["span"], name="request_span")],
                "constraints": [models.UniqueConstraint(fields=("who", "span"), name="one_count_a_span")],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", KEY),
                ("name", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("programmes", models.JSONField(default=list)),
                ("sensitivity", models.PositiveSmallIntegerField()),
                ("writes", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("until", models.DateField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="ledger.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "name"), name="one_token_a_name")]
            },
        ),
        migrations.CreateModel(
            name="AnsweredRequest",
            fields=[
                ("id", KEY),
                ("key", models.CharField(max_length=200)),
                ("asked", models.CharField(max_length=64)),
                ("answer", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answered",
                        to="ledger.apitoken",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="answered_at")],
                "constraints": [models.UniqueConstraint(fields=("token", "key"), name="one_answer_a_key")],
            },
        ),
    )
