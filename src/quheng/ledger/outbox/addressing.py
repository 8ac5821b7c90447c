"""Who is there: the nearest organisation, from one place up, in which somebody holds a role."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from quheng.ledger.models import CaseRow, Grant
from quheng.ledger.paths import WIDTH


def holders_place(role: str, path: str, case: CaseRow, on: date) -> str | None:
    """Return the path of the nearest organisation, `path` or above, where a role is held for a case.

    Parameters
    ----------
    role
        The role.
    path
        From where one looks up.
    case
        What it must reach: its programme, stage and sensitivity.
    on
        The day of the grants.

    Returns
    -------
    str or None
        None where nobody from there to the top holds it.
    """
    above = [path[:end] for end in range(WIDTH, len(path) + 1, WIDTH)]
    held = Grant.objects.filter(
        Q(until=None) | Q(until__gte=on),
        role=role,
        organisation__path__in=above,
        since__lte=on,
        programme__in=("", case.programme),
        stage__in=("", case.stage),
        sensitivity__gte=case.sensitivity,
        account__is_active=True,
    )
    paths = held.order_by("-organisation__path").values_list("organisation__path", flat=True)
    return paths.first()


def parent_path(path: str) -> str:
    """Return the path of the level above; empty at the top."""
    return path[:-WIDTH]
