"""Who looked at protected data, and who opened the glass for it. The database refuses UPDATE and DELETE."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from quheng.ledger.models.case_rows import CaseRow
from quheng.ledger.models.organisation import Organisation


class BrokenGlassRow(models.Model):
    """Somebody gave himself sight of what he was not granted, with a reason and for a term."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True)
    case = models.ForeignKey(CaseRow, models.PROTECT, null=True)
    path = models.CharField(max_length=64)
    sensitivity = models.PositiveSmallIntegerField()
    reason = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        """How the database keeps it."""

        indexes = (
            models.Index(fields=("account", "until"), name="glass_account"),
            models.Index(fields=("path", "-id"), name="glass_path"),
        )

    def __str__(self) -> str:
        return f"{self.account} {self.case or self.organisation}"


class GlassEndRow(models.Model):
    """It was ended before its term."""

    glass = models.OneToOneField(BrokenGlassRow, models.PROTECT, related_name="end")
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.glass_id} {self.at}"


class GlassReviewRow(models.Model):
    """Another person judged whether it was right."""

    glass = models.OneToOneField(BrokenGlassRow, models.PROTECT, related_name="review")
    by = models.CharField(max_length=150)
    verdict = models.CharField(max_length=16)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.glass_id} {self.verdict}"


class ReadRow(models.Model):
    """Somebody had protected fields of a case shown; their names, never their values."""

    case = models.ForeignKey(CaseRow, models.PROTECT, related_name="+")
    account = models.CharField(max_length=150)
    on_behalf_of = models.CharField(max_length=150, blank=True)
    organisation = models.CharField(max_length=64, blank=True)
    fields = models.TextField(blank=True)
    page = models.CharField(max_length=64)
    glass = models.ForeignKey(BrokenGlassRow, models.PROTECT, null=True, related_name="reads")
    at = models.DateTimeField()

    class Meta:
        """How the database keeps it."""

        indexes = (
            models.Index(fields=("case", "-id"), name="read_case"),
            models.Index(fields=("account", "-id"), name="read_account"),
        )

    def __str__(self) -> str:
        return f"{self.account} {self.case_id} {self.page}"
