"""Which cases repeat another: one of the same programme that looks like it, accepted shortly before.

Cases of one digest stand in the order of their days, and of their keys within a day. Whether one repeats is
told by the one just before it; so what comes or goes concerns its own case, and the one just behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import groupby, pairwise
from operator import attrgetter

from django.db.models import Q, QuerySet

from quheng.ledger.cases import Case
from quheng.ledger.change import Change
from quheng.ledger.likeness.digests import digests_of
from quheng.ledger.models import CaseRow, SimilarRow
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import Repeat
from quheng.ledger.published import compiled

NONE: frozenset[str] = frozenset()


def repeats(programme: Programme) -> dict[str, Repeat]:
    """Return what makes a repeated case in each figure that counts them."""
    return {figure.id: figure.repeat for figure in programme.declared.figures if figure.repeat}


def compared(case: Case, programme: Programme) -> set[tuple[str, str]]:
    """Return the digests of a case by which repeated ones are counted, with their fields."""
    same = {repeat.same for repeat in repeats(programme).values()}
    return {one for one in digests_of(case, programme).items() if one[0] in same} if same else set()


def repeats_of(row: CaseRow, case: Case, programme: Programme) -> frozenset[str]:
    """Return the figures in which a case is a repeated one.

    Parameters
    ----------
    row, case, programme
        The case, and the version that it keeps; its digests are written already.
    """
    asked = repeats(programme)
    if not asked:
        return NONE
    digests = digests_of(case, programme)
    return frozenset(
        name
        for name, repeat in asked.items()
        if repeat.same in digests
        and _alike(programme, repeat.same, digests[repeat.same])
        .filter(_before(row), day__gte=row.accepted_on - timedelta(days=repeat.within))
        .exists()
    )


def repeats_of_many(changes: Sequence[Change]) -> tuple[dict[int, frozenset[str]], list[CaseRow]]:
    """Return the figures in which new cases are repeated ones, by their keys; and what is just behind them.

    Those are the older cases that the new ones may have made repeated ones.
    """
    found: dict[int, set[str]] = {change.row.pk: set() for change in changes}
    behind: set[int] = set()
    for programme, some in _by_programme(changes):
        for name, repeat in repeats(programme).items():
            for before, here in _neighbours(programme, repeat, some):
                if here.case_id not in found:
                    behind |= {here.case_id} if before.case_id in found else set()
                elif before.day >= here.day - timedelta(days=repeat.within):
                    found[here.case_id].add(name)
    return {key: frozenset(names) for key, names in found.items()}, _locked(behind)


def just_behind(change: Change) -> list[CaseRow]:
    """Return the cases that a change may have made repeated ones, or not repeated any more."""
    after = compared(change.case, change.programme)
    before = set() if change.before is None else compared(change.before, compiled(change.before.digest))
    rows = (
        _alike(change.programme, field, digest).filter(_behind(change.row)).order_by("day", "case").first()
        for field, digest in before ^ after
    )
    return _locked(row.case_id for row in rows if row is not None)


def _by_programme(changes: Iterable[Change]) -> Iterator[tuple[Programme, list[Change]]]:
    digest = attrgetter("programme.digest")
    for _, some in groupby(sorted(changes, key=digest), digest):
        listed = list(some)
        yield listed[0].programme, listed


def _neighbours(
    programme: Programme, repeat: Repeat, changes: Sequence[Change]
) -> Iterator[tuple[SimilarRow, SimilarRow]]:
    """Yield cases that stand one behind the other in a digest, as far as some new cases reach."""
    days = [change.row.accepted_on for change in changes]
    reach = timedelta(days=repeat.within)
    own = {
        digest
        for change in changes
        for field, digest in compared(change.case, programme)
        if field == repeat.same
    }
    near = SimilarRow.objects.filter(
        programme=programme.name,
        field=repeat.same,
        digest__in=own,
        day__gte=min(days) - reach,
        day__lte=max(days) + reach,
    )
    for before, here in pairwise(near.order_by("digest", "day", "case")):
        if before.digest == here.digest:
            yield before, here


def _alike(programme: Programme, field: str, digest: str) -> QuerySet[SimilarRow]:
    return SimilarRow.objects.filter(programme=programme.name, field=field, digest=digest)


def _before(row: CaseRow) -> Q:
    return Q(day__lt=row.accepted_on) | Q(day=row.accepted_on, case__lt=row.pk)


def _behind(row: CaseRow) -> Q:
    return Q(day__gt=row.accepted_on) | Q(day=row.accepted_on, case__gt=row.pk)


def _locked(keys: Iterable[int]) -> list[CaseRow]:
    wanted = sorted(set(keys))
    return list(CaseRow.objects.select_for_update().filter(pk__in=wanted).order_by("pk")) if wanted else []
