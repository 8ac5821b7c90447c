"""By what repeated requests are found: keyed digests of values that are themselves sealed."""

from __future__ import annotations

from django.db import models

from quheng.ledger.models.case_rows import CaseRow


class SimilarRow(models.Model):
    """The keyed digest of one value of a case, and its day; it goes when the value is erased."""

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="+")
    programme = models.CharField(max_length=64)
    field = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    day = models.DateField()

    class Meta:
        """How the database keeps it."""

        constraints = (models.UniqueConstraint(fields=("case", "field"), name="one_digest_a_field"),)
        indexes = (
            models.Index(fields=("programme", "field", "digest", "day", "case"), name="similar_digest"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.field}"
