"""What a viewer may see and do: grants as values, compiled into a filter that leads with the index.

Two readings of the same rule stand side by side, and a test holds them equal on random grants: `may_read` of
one case, `readable` of all. A queryset of cases reaches a page through `readable` alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from quheng.bilingual import Text
from quheng.ledger.broken_glass import BrokenGlass, glass_of, live_glass
from quheng.ledger.cases import Actor
from quheng.ledger.mandates import Mandated, find_mandate
from quheng.ledger.models import CaseRow, Grant, PartRow
from quheng.ledger.paths import lies_under, subtree, upwards


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
    organisation_name
        What that organisation is called.
    glass
        What the person opened beyond the grants, for a term: it lets be seen, and gives no role.
    mandated
        By what the person acts for another.
    """

    account: str
    permits: frozenset[Permit]
    organisation: str | None = None
    organisation_path: str | None = None
    on_behalf_of: str | None = None
    organisation_name: Text | None = None
    glass: tuple[BrokenGlass, ...] = ()
    mandated: Mandated | None = None

    def roles_at(self, path: str, programme: str, stage: str, sensitivity: int) -> frozenset[str]:
        """Return the roles that the viewer holds for such a case in such a place."""
        return frozenset(
            permit.role
            for permit in self.permits
            if lies_under(path, permit.path) and permit.covers(programme, stage, sensitivity)
        )

    def actor_at(self, path: str, programme: str, stage: str, sensitivity: int) -> Actor:
        """Return the viewer as the one who acts on such a case, with the roles held in such a place."""
        roles = self.roles_at(path, programme, stage, sensitivity)
        return Actor(self.account, roles, self.organisation, self.on_behalf_of)

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

    def glass_level(self, number: str) -> int:
        """Return the highest sensitivity that glass broken for one case lets be seen; -1 for nothing."""
        return max((one.sensitivity for one in self.glass if one.case == number), default=-1)


def viewer_of(
    account: AbstractBaseUser,
    on: date,
    organisation: str | None = None,
    on_behalf_of: str | None = None,
    now: datetime | None = None,
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
    now
        The moment, where glass that was broken shall count.

    Raises
    ------
    RefusedError
        Where the register has no mandate for whom the person helps.
    """
    held = Grant.objects.filter(Q(until=None) | Q(until__gte=on), account_id=account.pk, since__lte=on)
    # Hardly anybody has broken glass: it is asked for with the grants, and read where there is some.
    has_glass = Value(False) if now is None else Exists(glass_of(account.pk, now))
    asked = held.annotate(has_glass=has_glass).select_related("organisation")
    rows = list(asked.order_by("organisation__path", "id"))
    rows = rows if account.is_active else []
    permits = frozenset(
        Permit(row.organisation.path, row.role, row.programme, row.stage, row.sensitivity) for row in rows
    )
    glass = live_glass(account.pk, now) if now is not None and rows and rows[0].has_glass else ()
    permits |= {Permit(one.path, "", sensitivity=one.sensitivity) for one in glass if not one.case}
    acting = next((row.organisation for row in rows if organisation in (None, row.organisation.code)), None)
    return Viewer(
        account.get_username(),
        permits,
        acting.code if acting else None,
        acting.path if acting else None,
        on_behalf_of,
        Text(zh=acting.name_zh, en=acting.name_en) if acting else None,
        glass,
        find_mandate(account, on_behalf_of, on) if on_behalf_of else None,
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
    if case.sensitivity <= viewer.glass_level(case.number):
        return True
    places = (case.path, *asked)
    return any(
        permit.covers(case.programme, case.stage, case.sensitivity)
        and any(lies_under(path, permit.path) for path in places)
        for permit in viewer.permits
    )


def readable(viewer: Viewer) -> QuerySet[CaseRow]:
    """Return every case that a viewer may see, and no other."""
    condition = scope_filter(viewer.permits)
    for one in viewer.glass:
        if one.case:
            condition |= Q(number=one.case, sensitivity__lte=one.sensitivity)
    return CaseRow.objects.filter(condition)


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
        asked = PartRow.objects.filter(case=OuterRef("pk"), path__gte=first, path__lt=last)
        conditions |= Q(path__gte=first, path__lt=last) & narrowed
        conditions |= Q(Exists(asked)) & narrowed
    return conditions


def widest(permits: Iterable[Permit]) -> list[Permit]:
    """Return the permits that no other includes, in order, whatever their roles."""
    kept: dict[str, list[Permit]] = defaultdict(list)
    # One that includes another stands no lower and is no narrower, so it comes first.
    distinct = {replace(permit, role="") for permit in permits}
    for one in sorted(distinct, key=lambda one: (one.path, one.programme, one.stage, -one.sensitivity)):
        above = (other for path in upwards(one.path) for other in kept[path])
        if not any(other.includes(one) for other in above):
            kept[one.path].append(one)
    return sorted(permit for held in kept.values() for permit in held)
