"""What somebody was told: by name, or by a role held just where the message went."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from quheng.ledger.models import InboxEntry
from quheng.ledger.scope import Viewer, readable


def inbox(viewer: Viewer) -> QuerySet[InboxEntry]:
    """Return what a viewer was told, the latest first; but nothing of cases out of scope."""
    addressed = Q(account=viewer.account)
    for role, path in sorted({(permit.role, permit.path) for permit in viewer.permits}):
        addressed |= Q(role=role, path=path)
    return InboxEntry.objects.filter(addressed, case__in=readable(viewer)).order_by("-id")


def unread_count(viewer: Viewer, most: int = 100) -> int:
    """Return how many entries nobody has read, counted up to `most`."""
    return inbox(viewer).filter(read_at=None)[:most].count()


def mark_read(viewer: Viewer, entry: int, now: datetime) -> bool:
    """Mark an entry as read, and say whether there was such a one; who read it first stands in it."""
    found = inbox(viewer).filter(pk=entry).values_list("pk", flat=True).first()
    if found is None:
        return False
    InboxEntry.objects.filter(pk=found, read_at=None).update(read_at=now, read_by=viewer.account)
    return True
