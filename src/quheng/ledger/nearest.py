"""The nearest organisation of a kind, upwards in the tree."""

from __future__ import annotations

from quheng.ledger.models import Organisation
from quheng.ledger.paths import upwards


def nearest_of_kind(kind: str, code: str) -> str | None:
    """Return the organisation of a kind that is, or lies above, another one; None where there is none."""
    start = Organisation.objects.filter(code=code).values_list("path", flat=True).first()
    if start is None:
        return None
    found = Organisation.objects.filter(path__in=upwards(start), kind=kind).order_by("-path")
    return found.values_list("code", flat=True).first()
