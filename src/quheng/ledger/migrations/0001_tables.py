"""The tables of the ledger."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import quheng.ledger.models.subjects


class Migration(migrations.Migration):
    """The register, the record, and the rows that follow from it."""

    initial = True

    dependencies = (migrations.swappable_dependency(settings.AUTH_USER_MODEL),)

    operations = (
        migrations.CreateModel(
            name="Anchor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True)),
                ("heads_count", models.PositiveIntegerField()),
                ("before", models.CharField(blank=True, max_length=80)),
                ("digest", models.CharField(max_length=80)),
            ],
            options={
                "ordering": ("day",),
            },
        ),
        migrations.CreateModel(
            name="Numbering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("prefix", models.CharField(max_length=4)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("prefix", "year"), name="one_numbering_a_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64, unique=True)),
                ("name_zh", models.CharField(max_length=100)),
                ("name_en", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("city", "市"),
                            ("district", "区县"),
                            ("street", "街道乡镇"),
                            ("community", "社区村"),
                            ("grid", "网格"),
                            ("department", "部门"),
                            ("park", "园区"),
                            ("window", "窗口"),
                        ],
                        max_length=16,
                    ),
                ),
                ("path", models.CharField(max_length=64, unique=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="ledger.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ("path",),
            },
        ),
        migrations.CreateModel(
            name="Enterprise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "credit_code",
                    models.CharField(
                        max_length=18,
                        unique=True,
                        validators=[quheng.ledger.models.subjects.credit_code_fits],
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=200)),
                ("industry", models.CharField(blank=True, max_length=100)),
                ("address", models.CharField(blank=True, max_length=200)),
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
        ),
        migrations.CreateModel(
            name="CaseRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=32, unique=True)),
                ("programme", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=80)),
                ("stage", models.CharField(max_length=64)),
                ("sensitivity", models.PositiveSmallIntegerField()),
                ("path", models.CharField(max_length=64)),
                ("handler", models.CharField(blank=True, max_length=150)),
                ("channel", models.CharField(max_length=64)),
                ("subject_kind", models.CharField(blank=True, max_length=16)),
                ("subject_key", models.CharField(blank=True, max_length=64)),
                ("parent", models.CharField(blank=True, max_length=32)),
                ("merged_into", models.CharField(blank=True, max_length=32)),
                ("accepted_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("due_status", models.CharField(blank=True, max_length=16)),
                ("warn_at", models.DateTimeField(null=True)),
                ("kept", models.BooleanField(null=True)),
                ("sent_back", models.PositiveIntegerField(default=0)),
                ("seq", models.PositiveIntegerField()),
                ("head", models.CharField(max_length=80)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="ledger.organisation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PartRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("parts", models.CharField(max_length=64)),
                ("organisation", models.CharField(max_length=64)),
                ("path", models.CharField(max_length=64)),
                ("is_open", models.BooleanField()),
                ("answered", models.BooleanField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="ledger.caserow"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=50)),
                (
                    "identity_number",
                    models.CharField(
                        blank=True,
                        max_length=18,
                        null=True,
                        unique=True,
                        validators=[quheng.ledger.models.subjects.identity_number_fits],
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        max_length=20,
                        validators=[quheng.ledger.models.subjects.phone_fits],
                    ),
                ),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
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
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(db_index=True, max_length=200)),
                (
                    "enterprise",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="ledger.enterprise",
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
        ),
        migrations.CreateModel(
            name="SecretRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seal", models.CharField(max_length=80)),
                ("salt", models.CharField(max_length=64)),
                ("value", models.TextField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="secrets",
                        to="ledger.caserow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(db_index=True, max_length=200)),
                ("address", models.CharField(blank=True, max_length=200)),
                (
                    "enterprise",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="ledger.enterprise",
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
        ),
        migrations.CreateModel(
            name="VersionRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("programme", models.CharField(max_length=64)),
                ("number", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=80)),
                ("first", models.DateField()),
                ("text", models.TextField()),
                ("author", models.CharField(max_length=150)),
                ("approver", models.CharField(max_length=150)),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("programme", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "number"), name="one_version_a_number"),
                    models.UniqueConstraint(fields=("programme", "first"), name="one_version_a_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnchoredHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=32)),
                ("seq", models.PositiveIntegerField()),
                ("hash", models.CharField(max_length=80)),
                (
                    "anchor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="heads", to="ledger.anchor"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anchored",
                        to="ledger.caserow",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "seq"), name="one_anchor_an_entry")],
            },
        ),
        migrations.CreateModel(
            name="DeadlineRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clock", models.CharField(max_length=64)),
                ("organisation", models.CharField(blank=True, max_length=64)),
                ("due_at", models.DateTimeField(null=True)),
                ("warn_at", models.DateTimeField(null=True)),
                ("status", models.CharField(max_length=16)),
                ("promise", models.BooleanField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deadlines",
                        to="ledger.caserow",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["due_at"], name="deadline_due"),
                    models.Index(fields=["warn_at"], name="deadline_warn"),
                    models.Index(
                        condition=models.Q(("status", "published"), _negated=True),
                        fields=["status"],
                        name="deadline_uncertain",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "clock", "organisation"), name="one_deadline_a_clock"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EventRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("who", models.CharField(max_length=150)),
                ("record", models.TextField()),
                ("before", models.CharField(blank=True, max_length=80)),
                ("hash", models.CharField(max_length=80)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="ledger.caserow",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "seq"), name="one_entry_a_place")],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=64)),
                ("programme", models.CharField(blank=True, max_length=64)),
                ("stage", models.CharField(blank=True, max_length=64)),
                ("sensitivity", models.PositiveSmallIntegerField(default=1)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="ledger.organisation"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account", "since", "until"], name="grant_account")],
            },
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(fields=["path", "-opened_at", "-id"], name="case_path_opened"),
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(fields=["path", "programme", "-opened_at", "-id"], name="case_path_programme"),
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(
                condition=models.Q(("closed_at", None)), fields=["path", "due_at", "id"], name="case_path_due"
            ),
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(
                condition=models.Q(("closed_at", None)),
                fields=["handler", "due_at", "id"],
                name="case_handler_due",
            ),
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(
                condition=models.Q(("closed_at", None)), fields=["due_at", "id"], name="case_due"
            ),
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(fields=["-opened_at", "-id"], name="case_opened"),
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(fields=["subject_kind", "subject_key", "-opened_at"], name="case_subject"),
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(
                condition=models.Q(("parent", ""), _negated=True), fields=["parent"], name="case_parent"
            ),
        ),
        migrations.AddIndex(
            model_name="partrow",
            index=models.Index(fields=["path", "answered", "case"], name="part_path"),
        ),
        migrations.AddConstraint(
            model_name="partrow",
            constraint=models.UniqueConstraint(
                fields=("case", "parts", "organisation"), name="one_part_an_organisation"
            ),
        ),
        migrations.AddConstraint(
            model_name="secretrow",
            constraint=models.UniqueConstraint(fields=("case", "seal"), name="one_secret_a_seal"),
        ),
    )
