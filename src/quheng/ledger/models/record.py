"""The record: events that are never changed, and beside them the personal values that can be erased."""

from __future__ import annotations

from django.db import models

from quheng.ledger.models.case_rows import CaseRow


class EventRow(models.Model):
    """One entry of the record. `record` and the hashes are the truth; the other columns are for queries.

    The database refuses UPDATE and DELETE.
    """

    case = models.ForeignKey(CaseRow, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=32)
    at = models.DateTimeField()
    who = models.CharField(max_length=150)
    record = models.TextField()
    before = models.CharField(max_length=80, blank=True)
    hash = models.CharField(max_length=80)

    class Meta:
        """How the database keeps it."""

        constraints = (models.UniqueConstraint(fields=("case", "seq"), name="one_entry_a_place"),)

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq} {self.kind}"


class SecretRow(models.Model):
    """A personal value whose salted digest stands in the record. To erase it is to delete this row."""

    case = models.ForeignKey(CaseRow, models.PROTECT, related_name="secrets")
    seal = models.CharField(max_length=80)
    salt = models.CharField(max_length=64)
    value = models.TextField()

    class Meta:
        """How the database keeps it."""

        constraints = (models.UniqueConstraint(fields=("case", "seal"), name="one_secret_a_seal"),)

    def __str__(self) -> str:
        return self.seal
