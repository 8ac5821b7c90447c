"""The anchor of each day, once the day is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from quheng.ledger.anchoring import anchor
from quheng.ledger.cases.clock_ends import in_beijing
from quheng.ledger.heartbeats import hold
from quheng.ledger.models import Anchor, EventRow


def anchor_yesterday(now: datetime) -> Anchor | None:
    """Anchor the day before, unless it or a later one is anchored; None where nothing was to be done.

    After some days without a worker there is one anchor for all of them: a digest covers everything up to the
    moment it is made. A machine's clock that jumps back anchors nothing: no anchor goes before another.
    """
    yesterday = in_beijing(now).date() - timedelta(days=1)
    with transaction.atomic():
        hold("anchor")
        if Anchor.objects.filter(day__gte=yesterday).exists() or not EventRow.objects.exists():
            return None
        return anchor(yesterday)
