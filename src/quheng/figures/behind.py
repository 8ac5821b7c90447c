"""The cases behind a number: the same as it counts, found one by one, page by page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q, QuerySet

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.figures.counting import days_of, facts_with, says
from quheng.figures.grouping import ELSEWHERE, UNKNOWN, Grouping
from quheng.figures.overdue import overdue_at_the_end
from quheng.figures.spans import MONTHS_IN, Span, read_period
from quheng.figures.table import Table
from quheng.ledger.canonical import canonical_json
from quheng.ledger.models import CaseRow, FactRow
from quheng.ledger.paths import subtree
from quheng.ledger.programmes.declared import Counted
from quheng.ledger.scope import Viewer, readable
from quheng.ledger.tallies.marks import amount_name, mark_name, repeat_name

SIZE = 50


@dataclass(frozen=True)
class CasePage:
    """Some of the cases behind a number, the newest first.

    Parameters
    ----------
    rows
        The cases, each with its organisation.
    after
        Where the next page begins; None where there is none.
    """

    rows: tuple[CaseRow, ...]
    after: str | None


def cases_behind(
    table: Table,
    viewer: Viewer,
    key: str | None = None,
    of_denominator: bool = False,
    after: str | None = None,
    size: int = SIZE,
) -> CasePage:
    """Return a page of the cases that a number counts, as far as the viewer may read them.

    Parameters
    ----------
    table
        The figure, as `compute` gave it.
    viewer
        Who looks.
    key
        One row of the table; None for the whole.
    of_denominator
        The cases under the line of a rate, not those above it.
    after
        Where the page before ended.
    size
        How many.

    Raises
    ------
    MethodError
        Where `after` is nothing that a page gave.
    """
    every = all_behind(table, viewer, key, of_denominator).select_related("organisation")
    rows = every.order_by("-opened_at", "-id")
    if after is not None:
        opened, last = _read_after(after)
        rows = rows.filter(Q(opened_at__lt=opened) | Q(opened_at=opened, pk__lt=last))
    found = tuple(rows[: size + 1])
    more = found[size - 1] if len(found) > size else None
    return CasePage(found[:size], f"{more.opened_at.isoformat()}/{more.pk}" if more else None)


def all_behind(
    table: Table, viewer: Viewer, key: str | None = None, of_denominator: bool = False
) -> QuerySet[CaseRow]:
    """Return all cases that a number counts, as far as the viewer may read them."""
    span = table.span
    if key is not None and table.grouping.name in MONTHS_IN:
        span, key = replace(span, period=read_period(key)), None
    what = table.figure.under if of_denominator else table.figure.over
    counted = _members(table, span, what, when=not of_denominator)
    found = readable(viewer).filter(counted, programme=table.programme.name)
    return found if key is None else found.filter(_under_key(table, key))


def _members(table: Table, span: Span, what: Counted | None, *, when: bool) -> Q:
    """Return the filter of the cases that a part of a figure counts."""
    figure, name = table.figure, table.programme.name
    if figure.kind in ("median", "sum"):
        return _marked(name, amount_name(figure), span)
    if figure.repeat is not None:
        return _marked(name, repeat_name(figure.id), span)
    created = mark_name(figure, "created", when=when)
    if what == "open":
        ended = mark_name(figure, "ended", when=when)
        return _marked(name, created, span.until_now) & ~_marked(name, ended, span.until_now)
    overdue = facts_with(name, [created]).filter(overdue_at_the_end(name, span)).values("case_id")
    if what == "overdue_open":
        return Q(pk__in=overdue)
    if what == "due":
        closed = facts_with(name, [mark_name(figure, "closed", when=when)]).filter(days_of(span))
        return Q(pk__in=closed.values("case_id").union(overdue, all=True))
    return _marked(name, mark_name(figure, what or "created", when=when), span)


def _marked(programme: str, mark: str, span: Span) -> Q:
    return Q(pk__in=facts_with(programme, [mark]).filter(days_of(span)).values("case_id"))


def _under_key(table: Table, key: str) -> Q:
    """Return the filter of the cases that fall under a key."""
    grouping = table.grouping
    if grouping.name in ("", "programme"):
        return Q()
    if grouping.is_of_places and key in grouping.offices.paths:
        key = grouping.offices.paths[key]
    if grouping.name == "organisation":
        return _lies(grouping, key)
    codes = grouping.codes_under(key) if grouping.is_of_places else [key]
    if grouping.is_of_places and key == UNKNOWN:
        return ~_says(table, list(grouping.offices.paths))
    return _says(table, codes)


def _lies(grouping: Grouping, key: str) -> Q:
    if key == ELSEWHERE or grouping.kinds:
        paths = [grouping.offices.paths[code] for code in grouping.codes_under(key)]
        return Q(path__in=paths)
    if key == grouping.node:
        return Q(path=key)
    first, last = subtree(key)
    return Q(path__gte=first, path__lt=last)


def _read_after(after: str) -> tuple[datetime, int]:
    moment, _, last = after.partition("/")
    try:
        found = datetime.fromisoformat(moment), int(last)
    except ValueError:
        found = None
    if found is None or found[0].tzinfo is None:
        raise MethodError(
            Problem(
                Text(zh=f"{after!r} 不是一页的末尾", en=f"{after!r} is not where a page ended"),
                Where(field="after"),
                Text(zh="请使用上一页给出的 after", en="use the `after` that the page before gave"),
            )
        )
    return found


def _says(table: Table, values: list[str]) -> Q:
    either = Q(pk__in=())
    for value in values:
        told = canonical_json({table.grouping.name: value})[1:-1]
        either |= says("by", told)
    facts = FactRow.objects.filter(either, programme=table.programme.name)
    return Q(pk__in=facts.values("case_id"))
