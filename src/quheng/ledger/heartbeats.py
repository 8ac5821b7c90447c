"""When each duty of the worker last ran to its end."""

from __future__ import annotations

from datetime import datetime

from quheng.ledger.models import Heartbeat


def hold(duty: str) -> Heartbeat:
    """Return the heartbeat of a duty, held until the transaction ends: two workers take turns."""
    Heartbeat.objects.get_or_create(duty=duty)
    return Heartbeat.objects.select_for_update().get(duty=duty)


def beat(duty: str, now: datetime) -> None:
    """Note that a duty ran to its end."""
    Heartbeat.objects.update_or_create(duty=duty, defaults={"at": now})


def last_beats() -> dict[str, datetime | None]:
    """Return when each duty last ran."""
    return dict(Heartbeat.objects.values_list("duty", "at"))
