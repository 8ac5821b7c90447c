"""Who is there: the nearest organisation, from one place up, in which somebody holds a role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from quheng.ledger.models import CaseRow, Grant
from quheng.ledger.paths import WIDTH


@dataclass(frozen=True)
class Holders:
    """The roles that are held in an organisation, by its path."""

    path: str
    roles: tuple[str, ...]


def nearest_holders(roles: Iterable[str], path: str, case: CaseRow, on: date) -> Holders | None:
    """Return the nearest organisation, `path` or above, where one of some roles is held, and which are.

    Parameters
    ----------
    roles
        The roles.
    path
        From where one looks up.
    case
        What the grants must reach: its programme, stage and sensitivity.
    on
        The day of the grants.

    Returns
    -------
    Holders or None
        None where nobody from there to the top holds one.
    """
    above = [path[:end] for end in range(WIDTH, len(path) + 1, WIDTH)]
    held = Grant.objects.filter(
        Q(until=None) | Q(until__gte=on),
        role__in=tuple(roles),
        organisation__path__in=above,
        since__lte=on,
        programme__in=("", case.programme),
        stage__in=("", case.stage),
        sensitivity__gte=case.sensitivity,
        account__is_active=True,
    )
    found = list(held.values_list("organisation__path", "role").distinct())
    if not found:
        return None
    nearest = max(place for place, _ in found)
    return Holders(nearest, tuple(sorted(role for place, role in found if place == nearest)))


def parent_path(path: str) -> str:
    """Return the path of the level above; empty at the top."""
    return path[:-WIDTH]
