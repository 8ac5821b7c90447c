"""Lists: for which subjects something comes round."""

from __future__ import annotations

from django.db import models

from quheng.ledger.models.organisation import Organisation


class ListedSubject(models.Model):
    """A subject on the list of a cadence: cases about it open themselves when they are due.

    `organisation` is where they are received. `until` is the last day, empty for no end.
    """

    programme = models.CharField(max_length=64)
    cadence = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=16)
    subject_key = models.CharField(max_length=64)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        """How the database keeps it."""

        constraints = (
            models.UniqueConstraint(
                fields=("programme", "cadence", "subject_kind", "subject_key"), name="listed_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme}/{self.cadence} {self.subject_kind}:{self.subject_key}"
