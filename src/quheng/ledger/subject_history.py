"""One subject's history: every case about it that the viewer may read, of all programmes, and linked ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from quheng.ledger.cases import Subject
from quheng.ledger.listing import Filters, Page, list_cases
from quheng.ledger.listing.page import fetched
from quheng.ledger.listing.streams import Stream, keyed, merged, seen_by
from quheng.ledger.models import CaseRow, Project, Site
from quheng.ledger.scope import Viewer
from quheng.ledger.searching.register import may_find

OWNED: dict[str, type[Project | Site]] = {"project": Project, "site": Site}
"""What is an enterprise's."""

MOST_LINKED = 200
"""So many linked cases stand beside a page."""


@dataclass(frozen=True)
class History:
    """A page of a subject's history.

    Parameters
    ----------
    page
        The cases about it, the newest first.
    linked
        Cases about something else from which one of the page was opened, or that were opened from one of
        it, and, beside the first page, cases about the projects and sites of an enterprise.
    """

    page: Page
    linked: tuple[CaseRow, ...]


def subject_history(viewer: Viewer, subject: Subject, after: str | None = None, size: int = 50) -> History:
    """Return a page of the cases about a subject that a viewer may read, in at most five queries.

    Cases about a person are told only by grants whose sensitivity reaches personal data: that somebody has
    a case is personal, even where the case itself is not.

    Parameters
    ----------
    viewer
        Who.
    subject
        Whom it is about.
    after, size
        Where the page begins; how many rows.

    Raises
    ------
    DataError
        Where `after` or `size` is wrong.
    """
    allowed = may_find(subject.kind, viewer)
    page = list_cases(allowed, Filters(subject=subject), after=after, size=size)
    return History(page, _linked(allowed, subject, page.rows, is_first=after is None))


def _linked(
    viewer: Viewer, subject: Subject, rows: Sequence[CaseRow], *, is_first: bool
) -> tuple[CaseRow, ...]:
    numbers, parents = [row.number for row in rows], [row.parent for row in rows if row.parent]
    ways = [~Q(parent="") & Q(parent__in=numbers), Q(number__in=parents)]
    if is_first and subject.kind == "enterprise" and subject.key.isdecimal():
        ways += [_about(kind, int(subject.key)) for kind in OWNED]
    others = CaseRow.objects.filter(seen_by(viewer)).exclude(
        subject_kind=subject.kind, subject_key=subject.key
    )
    # Each way has an index of its own; an OR over all would use none.
    streams = [Stream(keyed(others.filter(way), "pk", "newest")) for way in ways]
    return fetched(viewer, [row[0] for row in merged(streams, "newest", MOST_LINKED)])


def _about(kind: str, enterprise: int) -> Q:
    """Return the condition that a case is about a project or site of an enterprise."""
    own = OWNED[kind].objects.filter(enterprise_id=enterprise).annotate(key=Cast("pk", CharField()))
    return Q(subject_kind=kind, subject_key__in=own.values("key"))
