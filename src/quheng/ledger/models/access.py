"""Grants: who holds which role, over which part of the tree, for what, how far, until when."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from quheng.ledger.models.organisation import Organisation


class Grant(models.Model):
    """A role of a person: over an organisation and all below it.

    `programme` and `stage` are empty for all of them. `sensitivity` is the highest level that is seen.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=64)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    programme = models.CharField(max_length=64, blank=True)
    stage = models.CharField(max_length=64, blank=True)
    sensitivity = models.PositiveSmallIntegerField(default=1)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        """How the database keeps it."""

        indexes = (models.Index(fields=("account", "since", "until"), name="grant_account"),)

    def __str__(self) -> str:
        return f"{self.account} {self.role} {self.organisation}"
