"""From where each case is seen: the index that listings and searches walk in order."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from quheng.ledger.models.case_rows import CaseRow
from quheng.ledger.paths import DEEPEST, WIDTH


class ReachRow(models.Model):
    """An organisation from whose place in the tree a case is seen.

    There is one for each organisation above the one that has the case, and above each that has a part in
    it. So the cases of a subtree stand under one value of `root`, in the order in which they are listed,
    and a page reads as many rows as it shows, however large the subtree is. What narrows a grant stands
    here too.
    """

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="reach", db_index=False)
    root = models.CharField(max_length=WIDTH * DEEPEST)
    lies = models.BooleanField()
    """Whether the case lies there; else an organisation there is asked."""
    programme = models.CharField(max_length=64)
    stage = models.CharField(max_length=64)
    sensitivity = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    """In the far future where no clock ends, so that such cases come last."""
    warn_at = models.DateTimeField(null=True)
    is_open = models.BooleanField()

    class Meta:
        """How the database keeps it."""

        constraints = (models.UniqueConstraint(fields=("case", "root"), name="one_reach_a_place"),)
        indexes = (
            models.Index(fields=("root", "-opened_at", "-case", "stage", "sensitivity"), name="reach_opened"),
            models.Index(
                fields=("root", "programme", "-opened_at", "-case", "stage", "sensitivity"),
                name="reach_programme",
            ),
            models.Index(
                fields=("root", "-opened_at", "-case", "sensitivity"),
                name="reach_open_opened",
                condition=Q(is_open=True),
            ),
            # A queue asks of every open case whether it is where one has a move: all that takes stands here.
            models.Index(
                fields=(
                    "root",
                    "due_at",
                    "case",
                    "programme",
                    "stage",
                    "sensitivity",
                    "lies",
                    "warn_at",
                ),
                name="reach_due",
                condition=Q(is_open=True),
            ),
            models.Index(fields=("root", "-opened_at", "-case"), name="reach_asked", condition=Q(lies=False)),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.root}"
