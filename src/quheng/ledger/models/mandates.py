"""The register of mandates: which trusted intermediary (帮办) may act for whom, in what, until when."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Mandate(models.Model):
    """Somebody may act for another.

    `principal` names whom: `person:12`, `enterprise:5` (an entry of the register) or `account:zhang`.
    `programmes` are names parted by commas, empty for all. Days are included on both sides.
    """

    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates")
    principal = models.CharField(max_length=150)
    programmes = models.TextField(blank=True)
    basis = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)
    registered_by = models.CharField(max_length=150)
    registered_at = models.DateTimeField()

    class Meta:
        """How the database keeps it."""

        indexes = (models.Index(fields=("agent", "principal"), name="mandate_agent"),)

    def __str__(self) -> str:
        return f"{self.agent} {self.principal}"
