"""What is to be told, what was told, and when the clockwork last ran."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from quheng.ledger.models.case_rows import CaseRow
from quheng.ledger.paths import DEEPEST, WIDTH

KEY = 400


class OutboxMessage(models.Model):
    """Something to be told, written in the transaction of what it tells of. No personal data stands here.

    It goes to an account, or to whoever holds one of `roles` (parted by blanks) at `path` or the next level
    up; `transport` is `inbox` inside the house and `outside` to the applicant. `ready_at` is empty until a
    first attempt failed.
    """

    WAITING, DONE, DEAD = "waiting", "done", "dead"

    key = models.CharField(max_length=KEY, unique=True)
    kind = models.CharField(max_length=32)
    transport = models.CharField(max_length=16)
    case = models.ForeignKey(CaseRow, models.PROTECT, related_name="messages")
    account = models.CharField(max_length=150, blank=True)
    roles = models.TextField(blank=True)
    path = models.CharField(max_length=WIDTH * DEEPEST, blank=True)
    zh = models.TextField()
    en = models.TextField()
    created_at = models.DateTimeField()
    state = models.CharField(max_length=8, default=WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    error_zh = models.TextField(blank=True)
    error_en = models.TextField(blank=True)

    class Meta:
        """How the database keeps it."""

        indexes = (
            models.Index(fields=("transport", "id"), name="outbox_waiting", condition=Q(state="waiting")),
            models.Index(fields=("id",), name="outbox_dead", condition=Q(state="dead")),
            models.Index(fields=("done_at",), name="outbox_done", condition=Q(state="done")),
        )

    def __str__(self) -> str:
        return self.key


class InboxEntry(models.Model):
    """Something that an account, or whoever holds a role in an organisation, was told."""

    key = models.CharField(max_length=KEY, unique=True)
    kind = models.CharField(max_length=32)
    case = models.ForeignKey(CaseRow, models.PROTECT, related_name="told")
    account = models.CharField(max_length=150, blank=True)
    role = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=WIDTH * DEEPEST, blank=True)
    zh = models.TextField()
    en = models.TextField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.CharField(max_length=150, blank=True)

    class Meta:
        """How the database keeps it."""

        indexes = (
            models.Index(fields=("account", "-id"), name="inbox_account", condition=~Q(account="")),
            models.Index(fields=("role", "path", "-id"), name="inbox_role", condition=~Q(role="")),
        )

    def __str__(self) -> str:
        return self.key


class Reminder(models.Model):
    """That a deadline was told of: once for each end that a clock had, whatever the machine's clock does.

    `level` counts how often it went up; `again_at` is when it goes up once more, if the clock still runs.
    """

    DUE_SOON, OVERDUE = "due_soon", "overdue"

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="reminders")
    clock = models.CharField(max_length=64)
    organisation = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=16)
    moment = models.DateTimeField()
    told_at = models.DateTimeField()
    path = models.CharField(max_length=WIDTH * DEEPEST, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True)

    class Meta:
        """How the database keeps it."""

        constraints = (
            models.UniqueConstraint(
                fields=("case", "clock", "organisation", "kind", "moment"), name="one_reminder_a_deadline"
            ),
        )
        indexes = (
            models.Index(fields=("again_at",), name="reminder_again", condition=Q(again_at__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.clock} {self.moment}"


class Heartbeat(models.Model):
    """When a duty of the worker last ran to its end."""

    duty = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.duty} {self.at}"
