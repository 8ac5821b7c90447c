"""Daily anchors: a digest over the ends of all chains, so that a missing tail shows too."""

from __future__ import annotations

from django.db import models

from quheng.ledger.models.case_rows import CaseRow


class Anchor(models.Model):
    """The digest of a day: to be printed, posted or kept elsewhere. The database refuses to change it."""

    day = models.DateField(unique=True)
    heads_count = models.PositiveIntegerField()
    before = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=80)

    class Meta:
        """How the database keeps it."""

        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.digest}"


class AnchoredHead(models.Model):
    """The end of a chain that an anchor covers. The database refuses to change it."""

    anchor = models.ForeignKey(Anchor, models.PROTECT, related_name="heads")
    case = models.ForeignKey(CaseRow, models.PROTECT, related_name="anchored")
    number = models.CharField(max_length=32)
    seq = models.PositiveIntegerField()
    hash = models.CharField(max_length=80)

    class Meta:
        """How the database keeps it."""

        constraints = (models.UniqueConstraint(fields=("case", "seq"), name="one_anchor_an_entry"),)

    def __str__(self) -> str:
        return f"{self.number}/{self.seq}"
