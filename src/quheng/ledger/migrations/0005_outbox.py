"""What is to be done outside, once."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is to be done outside, once."""

    dependencies = (("ledger", "0004_tallies"),)

    operations = (
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("duty", models.CharField(max_length=32, unique=True)),
                ("at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="CalendarYearRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("calendar", models.CharField(max_length=64)),
                ("year", models.PositiveSmallIntegerField()),
                ("digest", models.CharField(max_length=80)),
                ("text", models.TextField()),
                ("loaded_by", models.CharField(max_length=150)),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("id",),
                "indexes": [models.Index(fields=["calendar", "year", "-id"], name="calendar_year")],
            },
        ),
        migrations.CreateModel(
            name="InboxEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=400, unique=True)),
                ("kind", models.CharField(max_length=32)),
                ("account", models.CharField(blank=True, max_length=150)),
                ("role", models.CharField(blank=True, max_length=64)),
                ("path", models.CharField(blank=True, max_length=64)),
                ("zh", models.TextField()),
                ("en", models.TextField()),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("read_by", models.CharField(blank=True, max_length=150)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="told", to="ledger.caserow"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("account", ""), _negated=True),
                        fields=["account", "-id"],
                        name="inbox_account",
                    ),
                    models.Index(
                        condition=models.Q(("role", ""), _negated=True),
                        fields=["role", "path", "-id"],
                        name="inbox_role",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=400, unique=True)),
                ("kind", models.CharField(max_length=32)),
                ("transport", models.CharField(max_length=16)),
                ("account", models.CharField(blank=True, max_length=150)),
                ("roles", models.TextField(blank=True)),
                ("path", models.CharField(blank=True, max_length=64)),
                ("zh", models.TextField()),
                ("en", models.TextField()),
                ("created_at", models.DateTimeField()),
                ("state", models.CharField(default="waiting", max_length=8)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("ready_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("error_zh", models.TextField(blank=True)),
                ("error_en", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="ledger.caserow",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["transport", "id"],
                        name="outbox_waiting",
                    ),
                    models.Index(condition=models.Q(("state", "dead")), fields=["id"], name="outbox_dead"),
                    models.Index(
                        condition=models.Q(("state", "done")), fields=["done_at"], name="outbox_done"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clock", models.CharField(max_length=64)),
                ("organisation", models.CharField(blank=True, max_length=64)),
                ("kind", models.CharField(max_length=16)),
                ("moment", models.DateTimeField()),
                ("told_at", models.DateTimeField()),
                ("path", models.CharField(blank=True, max_length=64)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("again_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="ledger.caserow",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("again_at__isnull", False)),
                        fields=["again_at"],
                        name="reminder_again",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "clock", "organisation", "kind", "moment"),
                        name="one_reminder_a_deadline",
                    )
                ],
            },
        ),
    )
