"""Where cases went, and what of them says so: the evidence of suggestions. Replay rebuilds it."""

from __future__ import annotations

from django.db import models

from quheng.ledger.models.case_rows import CaseRow
from quheng.ledger.paths import DEEPEST, WIDTH


class RoutedRow(models.Model):
    """To which organisation a case was last sent."""

    case = models.OneToOneField(CaseRow, models.CASCADE, related_name="+")
    programme = models.CharField(max_length=64)
    organisation = models.CharField(max_length=64)
    path = models.CharField(max_length=WIDTH * DEEPEST)
    routed_on = models.DateField()

    class Meta:
        """How the database keeps it."""

        indexes = (
            models.Index(fields=("programme", "routed_on", "organisation", "path"), name="routed_programme"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.organisation}"


class ClueRow(models.Model):
    """What a case that was sent somewhere has in common with others: a code of a field, or a public word."""

    routed = models.ForeignKey(RoutedRow, models.CASCADE, related_name="clues")
    programme = models.CharField(max_length=64)
    clue = models.CharField(max_length=160)
    organisation = models.CharField(max_length=64)
    path = models.CharField(max_length=WIDTH * DEEPEST)
    routed_on = models.DateField()

    class Meta:
        """How the database keeps it."""

        indexes = (
            models.Index(
                fields=("programme", "clue", "routed_on", "organisation", "path"), name="clue_programme"
            ),
        )

    def __str__(self) -> str:
        return self.clue
