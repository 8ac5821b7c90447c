"""What is counted for a viewer: the tallies of the subtrees granted, and single cases beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from quheng.ledger.models import CaseRow, ReachRow
from quheng.ledger.paths import lies_under, subtree
from quheng.ledger.scope import Permit, Viewer, widest


@dataclass(frozen=True)
class Reach:
    """How far somebody sees.

    Parameters
    ----------
    whole
        The filter of what is seen as a whole, on `path` and `sensitivity`: tallies can be added up.
    beside
        The cases that are seen one by one: because a department is asked, a grant is for one stage, or
        glass was broken; None where there can be none.
    """

    whole: Q
    beside: QuerySet[CaseRow] | None


EVERYTHING = Reach(Q(), None)
"""How far a public figure counts: it is declared to be everybody's."""


MOST_NAMED = 1_000
"""How many cases beside are named one by one; where there are more, the database finds them at each count."""


def reach_of(viewer: Viewer, programme: str, places: Iterable[str]) -> Reach:
    """Return how far a viewer sees into a programme: the same cases as `scope.readable` has.

    Parameters
    ----------
    viewer, programme
        Who, and into which.
    places
        The paths of all organisations.
    """
    permits = [one for one in widest(viewer.permits) if one.programme in ("", programme)]
    whole = Q(pk__in=())
    for permit in permits:
        if not permit.stage:
            whole |= _lies_in(permit)
    opened = [one for one in viewer.glass if one.case]
    if not opened and _is_flat(permits) and _covers(permits, places):
        return Reach(whole, None)
    beside = _beside(permits)
    for one in opened:
        beside |= Q(number=one.case, sensitivity__lte=one.sensitivity)
    cases = CaseRow.objects.filter(beside, programme=programme).exclude(whole)
    keys = list(cases.values_list("pk", flat=True)[: MOST_NAMED + 1])
    if len(keys) > MOST_NAMED:
        return Reach(whole, cases)
    return Reach(whole, CaseRow.objects.filter(pk__in=keys) if keys else None)


def _beside(permits: list[Permit]) -> Q:
    """Return the filter of the cases that are seen one by one by some grants."""
    cases = Q(pk__in=())
    for permit in permits:
        asked = ReachRow.objects.filter(root=permit.path, lies=False).values("case_id")
        narrowed = Q(sensitivity__lte=permit.sensitivity)
        if permit.stage:
            narrowed &= Q(stage=permit.stage)
            cases |= _lies_in(permit) & narrowed
        cases |= Q(pk__in=asked) & narrowed
    return cases


def _covers(permits: list[Permit], places: Iterable[str]) -> bool:
    """Whether every organisation lies in a grant."""
    return all(any(lies_under(path, permit.path) for permit in permits) for path in places)


def _is_flat(permits: list[Permit]) -> bool:
    """Whether all are for every stage and as high as one another: then to be asked shows nothing more."""
    return not any(permit.stage for permit in permits) and len({one.sensitivity for one in permits}) == 1


def _lies_in(permit: Permit) -> Q:
    first, last = subtree(permit.path)
    return Q(path__gte=first, path__lt=last, sensitivity__lte=permit.sensitivity)
