"""Where a viewer oversees what others did: by the roles of the house that are there for it."""

from __future__ import annotations

from django.db.models import Q

from quheng.ledger.paths import lies_under, subtree
from quheng.ledger.programmes import load_roles
from quheng.ledger.programmes.declared import Oversight
from quheng.ledger.scope import Viewer


def oversees(viewer: Viewer, what: Oversight, path: str, programme: str = "") -> bool:
    """Whether a viewer oversees something in a place; a role that is held for one programme counts there."""
    roles = load_roles().overseeing(what)
    return any(
        permit.role in roles and lies_under(path, permit.path) and permit.programme in ("", programme)
        for permit in viewer.permits
    )


def overseen(viewer: Viewer, what: Oversight) -> Q:
    """Return the filter of rows with a `path` that a viewer oversees, whatever the programme; else none."""
    roles = load_roles().overseeing(what)
    condition = Q(pk__in=())
    for permit in viewer.permits:
        if permit.role in roles and not permit.programme:
            first, last = subtree(permit.path)
            condition |= Q(path__gte=first, path__lt=last)
    return condition
