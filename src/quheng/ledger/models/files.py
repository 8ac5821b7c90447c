"""Files attached to cases, and the numbers that cases had elsewhere before they were imported."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from quheng.ledger.models.case_rows import CaseRow


class AttachedFile(models.Model):
    """That a case has a file of some digest; the bytes lie outside the database, under that digest.

    `stored` tells whether the bytes were there when it was attached: the record may tell of a file that was
    never handed in here. `personal` bytes go when the case is erased.
    """

    case = models.ForeignKey(CaseRow, models.PROTECT, related_name="attached")
    digest = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    media = models.CharField(max_length=16)
    material = models.CharField(max_length=64, blank=True)
    personal = models.BooleanField()
    stored = models.BooleanField()
    erased = models.BooleanField(default=False)

    class Meta:
        """How the database keeps it."""

        constraints = (
            models.UniqueConstraint(fields=("case", "digest", "material"), name="one_file_a_material"),
        )
        indexes = (models.Index(fields=("digest",), name="file_kept", condition=Q(erased=False)),)

    def __str__(self) -> str:
        return self.digest


class OutsideNumber(models.Model):
    """The number that an imported case has elsewhere: the same row imported twice is one case."""

    programme = models.CharField(max_length=64)
    number = models.CharField(max_length=100)
    case = models.ForeignKey(CaseRow, models.PROTECT, related_name="outside_numbers")

    class Meta:
        """How the database keeps it."""

        constraints = (
            models.UniqueConstraint(fields=("programme", "number"), name="one_case_an_outside_number"),
        )

    def __str__(self) -> str:
        return f"{self.programme} {self.number}"
