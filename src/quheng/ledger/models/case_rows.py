"""Rows that follow from the record, and that replay rebuilds: a case, its deadlines, its parts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from quheng.ledger.models.organisation import Organisation
from quheng.ledger.paths import DEEPEST, WIDTH


class CaseRow(models.Model):
    """A case as its events left it. No personal data stands here.

    The columns by which a viewer's scope is told — `path`, `programme`, `stage`, `sensitivity` — are on the
    row itself and lead its indexes.
    """

    number = models.CharField(max_length=32, unique=True)
    programme = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=80)
    stage = models.CharField(max_length=64)
    sensitivity = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    path = models.CharField(max_length=WIDTH * DEEPEST)
    handler = models.CharField(max_length=150, blank=True)
    channel = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=16, blank=True)
    subject_key = models.CharField(max_length=64, blank=True)
    parent = models.CharField(max_length=32, blank=True)
    merged_into = models.CharField(max_length=32, blank=True)
    accepted_on = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    due_status = models.CharField(max_length=16, blank=True)
    warn_at = models.DateTimeField(null=True)
    kept = models.BooleanField(null=True)
    sent_back = models.PositiveIntegerField(default=0)
    seq = models.PositiveIntegerField()
    head = models.CharField(max_length=80)

    class Meta:
        """How the database keeps it."""

        indexes = (
            models.Index(fields=("path", "-opened_at", "-id"), name="case_path_opened"),
            models.Index(fields=("path", "programme", "-opened_at", "-id"), name="case_path_programme"),
            models.Index(fields=("path", "due_at", "id"), name="case_path_due", condition=Q(closed_at=None)),
            models.Index(
                fields=("handler", "due_at", "id"), name="case_handler_due", condition=Q(closed_at=None)
            ),
            models.Index(fields=("handler", "-opened_at", "-id"), name="case_handler_opened"),
            models.Index(fields=("due_at", "id"), name="case_due", condition=Q(closed_at=None)),
            models.Index(fields=("-opened_at", "-id"), name="case_opened"),
            models.Index(fields=("subject_kind", "subject_key", "-opened_at"), name="case_subject"),
            models.Index(fields=("parent",), name="case_parent", condition=~Q(parent="")),
        )

    def __str__(self) -> str:
        return self.number


class DeadlineRow(models.Model):
    """A clock that runs: swept for what is due soon, overdue, or to be counted again."""

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="deadlines")
    clock = models.CharField(max_length=64)
    organisation = models.CharField(max_length=64, blank=True)
    due_at = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=16)
    promise = models.BooleanField()

    class Meta:
        """How the database keeps it."""

        constraints = (
            models.UniqueConstraint(fields=("case", "clock", "organisation"), name="one_deadline_a_clock"),
        )
        indexes = (
            models.Index(fields=("due_at",), name="deadline_due"),
            models.Index(fields=("warn_at",), name="deadline_warn"),
            models.Index(fields=("status",), name="deadline_uncertain", condition=~Q(status="published")),
        )

    def __str__(self) -> str:
        return f"{self.clock} {self.due_at}"


class PartRow(models.Model):
    """A department that is asked, and by that may see the case."""

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="parts")
    parts = models.CharField(max_length=64)
    organisation = models.CharField(max_length=64)
    path = models.CharField(max_length=WIDTH * DEEPEST)
    is_open = models.BooleanField()
    answered = models.BooleanField()

    class Meta:
        """How the database keeps it."""

        constraints = (
            models.UniqueConstraint(
                fields=("case", "parts", "organisation"), name="one_part_an_organisation"
            ),
        )
        indexes = (models.Index(fields=("path", "answered", "case"), name="part_path"),)

    def __str__(self) -> str:
        return f"{self.parts} {self.organisation}"
