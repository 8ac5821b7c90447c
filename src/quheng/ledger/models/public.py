"""What the public pages keep: by what a case is followed, and how often somebody tried."""

from __future__ import annotations

from django.db import models

from quheng.ledger.models.case_rows import CaseRow


class PhoneTail(models.Model):
    """The salted digest of the last four digits of the telephone by which a case is followed.

    It goes with the personal data of the case. To anybody without the database it says nothing; whoever has
    the database has the sealed values beside it anyway.
    """

    case = models.OneToOneField(CaseRow, models.CASCADE, related_name="phone_tail")
    salt = models.CharField(max_length=64)
    digest = models.CharField(max_length=80)

    def __str__(self) -> str:
        return str(self.case_id)


class Attempt(models.Model):
    """Somebody tried something that is limited; `key` is a digest of what and who."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """How the database keeps it."""

        indexes = (
            models.Index(fields=("key", "at"), name="attempt_key"),
            models.Index(fields=("at",), name="attempt_at"),
        )

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.at}"
