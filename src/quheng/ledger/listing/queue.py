"""One's own queue: open cases that wait for this very person or his organisation, the most urgent first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Literal

from django.db.models import Case, CharField, QuerySet, Value, When

from quheng.ledger.listing.cases import behind_of, cursor_of
from quheng.ledger.listing.filters import due_when
from quheng.ledger.listing.page import CEILING, Capped, fetched, right_size
from quheng.ledger.listing.streams import (
    MOST_STREAMS,
    Behind,
    Stream,
    after_case,
    after_reach,
    keyed,
    merged,
    reach_filter,
    read_from,
    seen_by,
)
from quheng.ledger.listing.workable import published_versions, workable
from quheng.ledger.models import CaseRow, PartRow, ReachRow
from quheng.ledger.paths import lies_under
from quheng.ledger.scope import Permit, Viewer

Section = Literal["overdue", "today", "soon", "later"]

SECTIONS: tuple[Section, ...] = ("overdue", "today", "soon", "later")
"""As of `filters.DueState`; later: what is none of these, a case without a deadline too."""


Of = Literal["all", "mine", "organisation", "asked"]
"""Which part: everything that waits for the viewer; what was given to this very person; what lies in the
organisation acted for, or below; that in which this organisation is asked and has not answered."""


@dataclass(frozen=True)
class Waiting:
    """A case in a queue, and how urgent it is."""

    row: CaseRow
    section: Section


@dataclass(frozen=True)
class Queue:
    """A page of a queue.

    Parameters
    ----------
    waiting
        The cases by due; those without a deadline last.
    after
        Where the next page begins; None on the last.
    counts
        How many there are in each section, on the first page; nothing on the others.
    """

    waiting: tuple[Waiting, ...]
    after: str | None
    counts: Mapping[Section, Capped]


def queue(viewer: Viewer, now: datetime, after: str | None = None, size: int = 50, of: Of = "all") -> Queue:
    """Return a page of what waits for a viewer, in at most three queries.

    In it are the open cases that lie where the viewer holds a role that has a move from their stage, those
    given to the viewer, and those in which the organisation he acts for is asked and has not answered; all
    of them readable.

    Parameters
    ----------
    viewer
        Who.
    now
        The moment from which the sections are seen.
    after, size
        Where the page begins: `Queue.after` of the one before; how many rows.
    of
        Which part of it.

    Raises
    ------
    DataError
        Where `after` or `size` is wrong.
    """
    right_size(size)
    behind = None if after is None else behind_of(after, "due")
    streams = _streams(viewer, now, behind, of)
    found = merged(streams, "due", CEILING + 1 if behind is None else size + 1)
    sections = {key: section for key, _, section in found[:size]}
    rows = fetched(viewer, list(sections))
    is_more = len(found) > size
    return Queue(
        tuple(Waiting(row, sections[row.pk]) for row in rows),
        cursor_of(rows[-1], "due") if is_more and rows else None,
        _counts([section for _, _, section in found]) if behind is None else {},
    )


def _streams(viewer: Viewer, now: datetime, behind: Behind | None, of: Of) -> list[Stream]:
    section = Case(
        *(When(due_when(state, now), then=Value(state)) for state in ("overdue", "today", "soon")),
        default=Value("later"),
        output_field=CharField(),
    )
    reach = ReachRow.objects.filter(after_reach(behind, "due"), is_open=True, lies=True)
    cases = after_case(CaseRow.objects.filter(seen_by(viewer), closed_at=None), behind, "due")
    asked = PartRow.objects.filter(path=viewer.organisation_path or "", is_open=True, answered=False)
    mine = Stream(keyed(cases.filter(handler=viewer.account), "pk", "due", section=section))
    of_us = Stream(keyed(cases.filter(pk__in=asked.values("case_id")), "pk", "due", section=section))
    match of:
        case "mine":
            return [mine]
        case "asked":
            return [of_us]
        case "organisation":
            return _work(_within(viewer.permits, viewer.organisation_path), reach, section)
        case "all":
            return [*_work(viewer.permits, reach, section), mine, of_us]


def _within(permits: Iterable[Permit], path: str | None) -> list[Permit]:
    """Return permits as far as they hold in an organisation and below."""
    if path is None:
        return []
    above = [replace(one, path=path) for one in permits if lies_under(path, one.path)]
    return above + [one for one in permits if one.path != path and lies_under(one.path, path)]


def _work(permits: Iterable[Permit], reach: QuerySet[ReachRow], section: Case) -> list[Stream]:
    """Return the streams of where the holder of some permits has a move."""
    held: dict[Permit, set[str]] = defaultdict(set)
    for permit in sorted(permits):
        held[replace(permit, role="")].add(permit.role)
    alike: dict[frozenset[str], list[Permit]] = defaultdict(list)
    for permit, roles in held.items():
        alike[frozenset(roles)].append(permit)
    versions = published_versions()
    work = [(workable(roles, versions), places) for roles, places in alike.items()]
    if len(held) <= MOST_STREAMS:
        found = (read_from(reach.filter(where), places, "due", section=section) for where, places in work)
        return [stream for streams in found for stream in streams]
    anywhere = reduce(or_, (where & reach_filter(places) for where, places in work))
    return [Stream(keyed(reach.filter(anywhere), "case_id", "due", section=section))]


def _counts(sections: Sequence[Section]) -> dict[Section, Capped]:
    """Return how many there are in each section, told from the first by due.

    Where there are more than that, a section may go on in them if the last that was told is of it, or of
    one before.
    """
    told = Counter(sections[:CEILING])
    last = _rank(sections[-1]) if len(sections) > CEILING else len(SECTIONS)
    return {section: Capped(told[section], _rank(section) >= last) for section in SECTIONS}


def _rank(section: Section) -> int:
    """Return the place of a section by due; of two cases due later than today either may be warned of."""
    return min(SECTIONS.index(section), SECTIONS.index("soon"))
