"""What a viewer may see and do: grants as values, compiled into a filter that leads with the index.

Two readings of the same rule stand side by side, and a test holds them equal on random grants: `may_read` of
one case, `readable` of all. A queryset of cases reaches a page through `readable` alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet

from quheng.ledger.models import CaseRow, Grant, PartRow
from quheng.ledger.paths import lies_under, subtree


@dataclass(frozen=True, order=True)
class Permit:
    """A grant as a value.

    Parameters
    ----------
    path
        The organisation, and all below it.
    role
        The role that is held there.
    programme, stage
        Where it holds; empty for everywhere.
    sensitivity
        The highest level that is seen.
    """

    path: str
    role: str
    programme: str = ""
    stage: str = ""
    sensitivity: int = 1

    def covers(self, programme: str, stage: str, sensitivity: int) -> bool:
        """Whether it holds for such a case, wherever that is."""
        return (
            self.programme in ("", programme)
            and self.stage in ("", stage)
            and sensitivity <= self.sensitivity
        )

    def includes(self, other: Permit) -> bool:
        """Whether whatever `other` lets be seen, this one does too."""
        return (
            lies_under(other.path, self.path)
            and self.programme in ("", other.programme)
            and self.stage in ("", other.stage)
            and other.sensitivity <= self.sensitivity
        )


@dataclass(frozen=True)
class Viewer:
    """Somebody who is signed in.

    Parameters
    ----------
    account
        The account's name: it stands in the record.
    permits
        What was granted.
    organisation, organisation_path
        For which organisation the person acts now; one of those granted, or below.
    on_behalf_of
        Whom the person helps, as a trusted intermediary.
    """

    account: str
    permits: frozenset[Permit]
    organisation: str | None = None
    organisation_path: str | None = None
    on_behalf_of: str | None = None

    def roles_at(self, path: str, programme: str, stage: str, sensitivity: int) -> frozenset[str]:
        """Return the roles that the viewer holds for such a case in such a place."""
        return frozenset(
            permit.role
            for permit in self.permits
            if lies_under(path, permit.path) and permit.covers(programme, stage, sensitivity)
        )

    def sees_level(self, path: str, programme: str, stage: str) -> int:
        """Return the highest sensitivity that the viewer sees there; -1 for nothing."""
        return max(
            (
                permit.sensitivity
                for permit in self.permits
                if lies_under(path, permit.path) and permit.covers(programme, stage, 0)
            ),
            default=-1,
        )


def viewer_of(
    account: AbstractBaseUser, on: date, organisation: str | None = None, on_behalf_of: str | None = None
) -> Viewer:
    """Return a person with the grants that hold on a day.

    Parameters
    ----------
    account
        The account; one that is not active has no grants.
    on
        The day.
    organisation
        The code of the organisation that the person acts for, among those granted; the first by default.
    on_behalf_of
        Whom the person helps.
    """
    held = Grant.objects.filter(Q(until=None) | Q(until__gte=on), account_id=account.pk, since__lte=on)
    rows = list(held.select_related("organisation").order_by("organisation__path", "id"))
    rows = rows if account.is_active else []
    permits = frozenset(
        Permit(row.organisation.path, row.role, row.programme, row.stage, row.sensitivity) for row in rows
    )
    acting = next((row.organisation for row in rows if organisation in (None, row.organisation.code)), None)
    return Viewer(
        account.get_username(),
        permits,
        acting.code if acting else None,
        acting.path if acting else None,
        on_behalf_of,
    )


def may_read(viewer: Viewer, case: CaseRow, asked: Iterable[str]) -> bool:
    """Whether a viewer may see a case: it lies in a subtree granted, or a department there is asked.

    Parameters
    ----------
    viewer
        Who.
    case
        What.
    asked
        The paths of the organisations that have a part in it.
    """
    places = (case.path, *asked)
    return any(
        permit.covers(case.programme, case.stage, case.sensitivity)
        and any(lies_under(path, permit.path) for path in places)
        for permit in viewer.permits
    )


def readable(viewer: Viewer) -> QuerySet[CaseRow]:
    """Return every case that a viewer may see, and no other."""
    return CaseRow.objects.filter(scope_filter(viewer.permits))


def scope_filter(permits: Iterable[Permit]) -> Q:
    """Return the filter of some permits: a range of paths first, then what narrows it.

    Permits that another includes are left out, so that the head of a city is one range, not a thousand.
    """
    conditions = Q(pk__in=())
    for permit in widest(permits):
        first, last = subtree(permit.path)
        narrowed = Q(sensitivity__lte=permit.sensitivity)
        if permit.programme:
            narrowed &= Q(programme=permit.programme)
        if permit.stage:
            narrowed &= Q(stage=permit.stage)
        parts = PartRow.objects.filter(path__gte=first, path__lt=last)
        conditions |= Q(path__gte=first, path__lt=last) & narrowed
        conditions |= Q(pk__in=parts.values("case_id")) & narrowed
    return conditions


def widest(permits: Iterable[Permit]) -> list[Permit]:
    """Return the permits that no other includes, in order, whatever their roles."""
    distinct = sorted({replace(permit, role="") for permit in permits})
    return [one for one in distinct if not any(other != one and other.includes(one) for other in distinct)]
