"""Orders to bring open cases to another version, and versions that are retired."""

from __future__ import annotations

from django.db import models


class MigrationOrder(models.Model):
    """One person ordered it; nothing happens until another has approved it."""

    programme = models.CharField(max_length=64)
    origin = models.PositiveIntegerField()
    target = models.PositiveIntegerField()
    reverts = models.BooleanField(default=False)
    ordered_by = models.CharField(max_length=150)
    ordered_at = models.DateTimeField()
    approved_by = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        """How the database keeps it."""

        indexes = (models.Index(fields=("programme", "target", "-id"), name="order_programme"),)

    def __str__(self) -> str:
        return f"{self.programme} {self.origin} → {self.target}"


class RetiredVersion(models.Model):
    """No case is opened under this version any more. The database refuses UPDATE and DELETE."""

    programme = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    author = models.CharField(max_length=150)
    approver = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        """How the database keeps it."""

        constraints = (models.UniqueConstraint(fields=("programme", "number"), name="retired_once"),)

    def __str__(self) -> str:
        return f"{self.programme} {self.number}"
