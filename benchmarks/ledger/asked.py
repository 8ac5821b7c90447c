"""What is asked of a ledger: eight kinds of page by three viewers, and three pages of a citizen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.contrib.auth.models import User

from benchmarks.ledger.town import VIEWERS
from benchmarks.ledger.words import RARE
from benchmarks.ledger.work import PROGRAMME
from quheng.calendars.beijing_time import BEIJING
from quheng.ledger.listing import list_cases
from quheng.ledger.listing.cursor import ticks, write_cursor
from quheng.ledger.models import EventRow
from quheng.ledger.scope import viewer_of

CITIZEN = "citizen"
MIDDLE = datetime(2026, 5, 15, tzinfo=BEIJING)
"""Half of the cases were opened before: a page that begins there is page 10,000 of who sees all."""

BEHIND_ALL = 2**62
COMMON = "路灯"


@dataclass(frozen=True)
class Asked:
    """A page.

    Parameters
    ----------
    what, viewer
        Which page, and whose.
    path
        Its address.
    allowed
        How many milliseconds half of its requests may take; None where nothing was set.
    """

    what: str
    viewer: str
    path: str
    allowed: int | None


def pages(today: datetime) -> Iterator[Asked]:
    """Yield the pages of all viewers."""
    for name in VIEWERS:
        for what, path, allowed in (
            ("first page", "/cases/", 60),
            ("deep page", f"/cases/?after={write_cursor('newest', ticks(MIDDLE), BEHIND_ALL)}", None),
            ("filter by state", "/cases/?state=open", 60),
            ("work list by due date", "/", 60),
            ("search: rare name", f"/search/?q={quote(RARE)}", 100),
            ("search: common word", f"/search/?q={quote(COMMON)}", None),
            ("programme board", f"/programmes/{PROGRAMME}/board/", None),
            ("case with its record", f"/cases/{longest_record(name, today)}/", 80),
            ("figures", f"/programmes/{PROGRAMME}/figures/", 200),
            ("figures by month", f"/programmes/{PROGRAMME}/figures/?by=month", 200),
        ):
            yield Asked(what, name, path, allowed)
    for what, path in (
        ("services", "/services/"),
        ("form", f"/services/{PROGRAMME}/submit/"),
        ("own case", "/track/case/"),
    ):
        yield Asked(what, CITIZEN, path, 60)


def longest_record(name: str, today: datetime) -> str:
    """Return the number of the case with the longest record on a viewer's first page."""
    viewer = viewer_of(User.objects.get(username=name), today.date())
    rows = list_cases(viewer).rows
    return max(rows, key=lambda row: EventRow.objects.filter(case=row).count()).number
