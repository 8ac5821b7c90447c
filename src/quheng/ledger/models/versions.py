"""Published versions of programmes, and the numbers given to cases."""

from __future__ import annotations

from django.db import models


class VersionRow(models.Model):
    """A published version: the file itself. The database refuses to change it."""

    programme = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=80)
    first = models.DateField()
    text = models.TextField()
    author = models.CharField(max_length=150)
    approver = models.CharField(max_length=150)
    published_at = models.DateTimeField()

    class Meta:
        """How the database keeps it."""

        ordering = ("programme", "number")
        constraints = (
            models.UniqueConstraint(fields=("programme", "number"), name="one_version_a_number"),
            models.UniqueConstraint(fields=("programme", "first"), name="one_version_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.programme} {self.number}"


class Numbering(models.Model):
    """The last number given under a prefix in a year."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """How the database keeps it."""

        constraints = (models.UniqueConstraint(fields=("prefix", "year"), name="one_numbering_a_year"),)

    def __str__(self) -> str:
        return f"{self.prefix}{self.year}{self.last:06d}"
