"""Deadlines that were not told of yet, as the database finds them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from quheng.ledger.models import DeadlineRow, Reminder


def due_soon(now: datetime) -> QuerySet[DeadlineRow]:
    """Return the clocks that end soon and were not told of; one that is, or was said to be, over is not."""
    return _untold(Reminder.DUE_SOON, Reminder.OVERDUE).filter(warn_at__lte=now, due_at__gte=now)


def overdue(now: datetime) -> QuerySet[DeadlineRow]:
    """Return the clocks that are over and were not told of."""
    return _untold(Reminder.OVERDUE).filter(due_at__lt=now)


def to_go_up(now: datetime) -> QuerySet[Reminder]:
    """Return what was told of, has waited long enough, and is to go up."""
    return Reminder.objects.filter(again_at__lte=now).select_related("case").order_by("id")


def clock_of(reminder: Reminder) -> DeadlineRow | None:
    """Return the clock of a reminder, if it still runs to the end that was told."""
    return DeadlineRow.objects.filter(
        case=reminder.case,
        clock=reminder.clock,
        organisation=reminder.organisation,
        due_at=reminder.moment,
    ).first()


def _untold(*kinds: str) -> QuerySet[DeadlineRow]:
    told = Reminder.objects.filter(
        case=OuterRef("case"),
        clock=OuterRef("clock"),
        organisation=OuterRef("organisation"),
        kind__in=kinds,
        moment=OuterRef("due_at"),
    )
    return DeadlineRow.objects.filter(~Exists(told)).select_related("case").order_by("id")
