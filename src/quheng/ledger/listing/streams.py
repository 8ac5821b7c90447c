"""Lists as streams: each grant reads its own place in order, and the database merges their first rows.

One filter with an OR over all grants would make it read and sort everything that is seen before it shows
the first page. `scope.readable` remains the truth: tests hold both equal, and the rows of a page are
fetched through it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from quheng.ledger.at_once import fetch, statement_of
from quheng.ledger.listing.filters import Filters, lies_in, narrowed
from quheng.ledger.listing.reach import NEVER
from quheng.ledger.models import CaseRow, ReachRow
from quheng.ledger.paths import lies_under
from quheng.ledger.scope import Permit, Viewer, widest

Order = Literal["newest", "due"]

MOST_STREAMS = 100
"""Beyond so many grants the list is read in its own order, and each case is asked whether it is seen."""

ROOT = "\0root"
"""Stands in a stream for each of its roots; no filter can hold it."""


@dataclass(frozen=True)
class Stream:
    """Keys of cases and by what they are ordered, in a queryset that is neither ordered nor sliced yet.

    Parameters
    ----------
    rows
        The queryset: the key of a case, its moment, and what else is asked for.
    roots
        The places from which it is read, once for each; in `rows` stands ROOT. So what grants of one kind
        have in common is worded once.
    """

    rows: QuerySet[Any, Any]
    roots: tuple[str, ...] = ()


@dataclass(frozen=True)
class Behind:
    """The last case of the page before."""

    moment: datetime
    case: int


def streams_of(viewer: Viewer, filters: Filters, order: Order, behind: Behind | None = None) -> list[Stream]:
    """Return the streams whose union is the list.

    Parameters
    ----------
    viewer
        Who.
    filters, order
        Which cases, in which order; by due only open ones are listed.
    behind
        Where the page before ended.
    """
    held = widest(viewer.permits)
    if filters.handler or filters.subject or len(held) > MOST_STREAMS:
        return [_over_cases(seen_by(viewer), filters, order, behind)]
    found = _granted_streams(held, filters, order, behind) if held else []
    opened = through_glass(viewer)
    return [*found, _over_cases(opened, filters, order, behind)] if opened else found


def _granted_streams(
    held: Sequence[Permit], filters: Filters, order: Order, behind: Behind | None
) -> list[Stream]:
    rows = _over_reach(filters, order, behind)
    if not filters.under:
        return read_from(rows, held, order)
    there = rows.filter(root=filters.under, lies=True)
    above = widest(replace(one, path=filters.under) for one in held if lies_under(filters.under, one.path))
    below = [one for one in held if lies_under(one.path, filters.under) and not _is_in(one, above)]
    # An organisation elsewhere may be asked about a case that lies there.
    beside = [
        one
        for one in held
        if not (lies_under(filters.under, one.path) or lies_under(one.path, filters.under))
        and not _is_in(replace(one, path=filters.under), above)
    ]
    streams = [Stream(keyed(there.filter(granted(one)), "case_id", order)) for one in above]
    streams += read_from(rows.filter(lies_in(filters.under, "case__")), below, order)
    return streams + read_from(rows.filter(lies_in(filters.under, "case__"), lies=False), beside, order)


def read_from(rows: QuerySet[ReachRow], permits: Iterable[Permit], order: Order, **more: Any) -> list[Stream]:
    """Return what some permits show of some rows of reach: a stream for each kind of permit."""
    return [
        Stream(keyed(rows.filter(granted(kind), root=ROOT), "case_id", order, **more), tuple(paths))
        for kind, paths in _by_kind(permits).items()
    ]


def merged(streams: Sequence[Stream], order: Order, limit: int) -> list[tuple[Any, ...]]:
    """Return the first rows of several streams together, each case once."""
    sql, params = merging(streams, order, limit)
    return fetch(sql, params) if sql else []


def merging(streams: Sequence[Stream], order: Order, limit: int) -> tuple[str, list[Any]]:
    """Return the statement that `merged` asks, empty where nothing can be found."""
    by = ("-moment", "-case_key") if order == "newest" else ("moment", "case_key")
    sql, params = _union("UNION", [replace(one, rows=one.rows.order_by(*by)[:limit]) for one in streams])
    direction = "DESC" if order == "newest" else "ASC"
    return (f"{sql} ORDER BY 2 {direction}, 1 {direction} LIMIT {limit:d}" if sql else ""), params


def merged_and_counted(
    here: Sequence[Stream], order: Order, limit: int, every: Sequence[Stream], ceiling: int
) -> tuple[list[int], int]:
    """Return the first cases of some streams, and how many cases others hold, in one query.

    Parameters
    ----------
    here, order, limit
        As of `merged`.
    every, ceiling
        What is counted, and how far.
    """
    page, params = merging(here, order, limit)
    total, more = counting(every, ceiling)
    if not total:
        return [], 0
    asked = [f"SELECT case_key, moment, 1 AS is_case FROM ({page}) AS page"] if page else []
    asked.append(f"SELECT total.*, NULL, 0 FROM ({total}) AS total")
    rows = fetch(" UNION ALL ".join(asked), [*params, *more])
    found = sorted(((moment, key) for key, moment, is_case in rows if is_case), reverse=order == "newest")
    return [key for _, key in found], next(int(count) for count, _, is_case in rows if not is_case)


def counting(streams: Sequence[Stream], limit: int) -> tuple[str, list[Any]]:
    """Return the statement that counts the cases of some streams up to a limit, empty where none can be."""
    sql, params = _union("UNION ALL", [replace(one, rows=one.rows.order_by()[:limit]) for one in streams])
    distinct = f"SELECT DISTINCT case_key FROM ({sql}) AS every LIMIT {limit:d}"
    return (f"SELECT COUNT(*) FROM ({distinct}) AS counted" if sql else ""), params


def seen_by(viewer: Viewer) -> Q:
    """Return the condition that a viewer may see a case: what `readable` says, asked case by case."""
    seen = Q(Exists(ReachRow.objects.filter(reach_filter(viewer.permits), case=OuterRef("pk"))))
    return seen | through_glass(viewer)


def through_glass(viewer: Viewer) -> Q:
    """Return the condition on `CaseRow` that glass was broken for it; false as a value where none was."""
    opened = Q()
    for one in viewer.glass:
        if one.case:
            opened |= Q(number=one.case, sensitivity__lte=one.sensitivity)
    return opened


def reach_filter(permits: Iterable[Permit]) -> Q:
    """Return the condition on `ReachRow` that some permits show the case from there."""
    found = Q(pk__in=())
    for kind, paths in _by_kind(widest(permits)).items():
        found |= Q(root__in=paths) & granted(kind)
    return found


def granted(permit: Permit) -> Q:
    """Return what a permit asks of a case beside its place."""
    found = Q(sensitivity__lte=permit.sensitivity)
    if permit.programme:
        found &= Q(programme=permit.programme)
    if permit.stage:
        found &= Q(stage=permit.stage)
    return found


def keyed(rows: QuerySet[Any], case: str, order: Order, **more: Any) -> QuerySet[Any, Any]:
    """Return the keys and moments of rows, and what else is asked for, as a stream has them."""
    moment: Any = F("opened_at" if order == "newest" else "due_at")
    if order == "due" and rows.model is CaseRow:
        moment = Coalesce(moment, Value(NEVER))
    named: QuerySet[Any, Any] = rows.annotate(case_key=F(case), moment=moment, **more)
    return named.values_list("case_key", "moment", *more)


def after_reach(behind: Behind | None, order: Order, case: str = "case_id") -> Q:
    """Return the condition that a row comes after a place, so that an index can begin there."""
    if behind is None:
        return Q()
    # The first bound alone opens a range of the index; the second leaves out what was shown at that moment.
    column, way = ("opened_at", "lt") if order == "newest" else ("due_at", "gt")
    beyond = Q(**{f"{column}__{way}": behind.moment}) | Q(**{f"{case}__{way}": behind.case})
    return Q(**{f"{column}__{way}e": behind.moment}) & beyond


def after_case(rows: QuerySet[CaseRow], behind: Behind | None, order: Order) -> QuerySet[CaseRow]:
    """Return the cases after a place, those without a deadline last."""
    if behind is None or order == "newest":
        return rows.filter(after_reach(behind, order, "pk"))
    later = Q(due_or_never__gt=behind.moment)
    same = Q(due_or_never=behind.moment, pk__gt=behind.case)
    return rows.alias(due_or_never=Coalesce("due_at", Value(NEVER))).filter(later | same)


def _over_reach(filters: Filters, order: Order, behind: Behind | None) -> QuerySet[ReachRow]:
    """Return the rows of reach that pass the filters, wherever they are."""
    rows = ReachRow.objects.filter(narrowed(filters, "case__"), after_reach(behind, order))
    if order == "due" or filters.opens:
        rows = rows.filter(is_open=True)
    return rows.filter(is_open=False) if filters.state == "closed" else rows


def _over_cases(seen: Q, filters: Filters, order: Order, behind: Behind | None) -> Stream:
    """Read the cases themselves, where few pass the filter, and ask of each whether it is seen."""
    rows = CaseRow.objects.filter(seen, narrowed(filters))
    if filters.under:
        rows = rows.filter(lies_in(filters.under))
    if order == "due" or filters.opens:
        rows = rows.filter(closed_at=None)
    if filters.state == "closed":
        rows = rows.exclude(closed_at=None)
    return Stream(keyed(after_case(rows, behind, order), "pk", order))


def _by_kind(permits: Iterable[Permit]) -> dict[Permit, list[str]]:
    """Return the places of permits, by what they are beside their place."""
    paths: dict[Permit, list[str]] = defaultdict(list)
    for permit in permits:
        paths[replace(permit, path="")].append(permit.path)
    return paths


def _is_in(permit: Permit, others: Iterable[Permit]) -> bool:
    return any(other.includes(permit) for other in others)


def _union(word: str, streams: Sequence[Stream]) -> tuple[str, list[Any]]:
    """Return streams as one statement: limited ones, each in a query of its own, as SQLite asks for."""
    texts: list[str] = []
    params: list[Any] = []
    for stream in streams:
        sql, found = statement_of(stream.rows)
        if not sql:
            continue
        for root in stream.roots or (ROOT,):
            texts.append(f"SELECT * FROM ({sql}) AS stream_{len(texts)}")
            params += [root if value == ROOT else value for value in found]
    return f" {word} ".join(texts), params
