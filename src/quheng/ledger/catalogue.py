"""The programmes in force on a day, as people look for them."""

from __future__ import annotations

from datetime import date

from quheng.ledger.models import VersionRow
from quheng.ledger.programmes import Programme
from quheng.ledger.published import compiled


def programmes_in_force(day: date) -> dict[str, Programme]:
    """Return every programme that has a version in force on a day, by name."""
    versions = VersionRow.objects.filter(first__lte=day).order_by("programme", "number")
    latest = dict(versions.values_list("programme", "digest"))
    return {name: compiled(digest) for name, digest in latest.items()}
