"""Which cases a list holds: by what they are, where they lie, who has them, and when they are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.db.models import Q

from quheng.bilingual import Text
from quheng.calendars.beijing_time import BEIJING, day_end, local_day
from quheng.errors import DataError, Problem, Where
from quheng.ledger.cases import Subject
from quheng.ledger.paths import subtree

EARLIEST = date(1900, 1, 1)

State = Literal["open", "closed"]

DueState = Literal["overdue", "today", "soon"]
"""overdue: the time is over. today: it ends today. soon: the warning has come; it ends later than today."""


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; by default nothing.

    Parameters
    ----------
    programme, stage, channel, handler
        By what the case says.
    under
        The path of an organisation: cases that lie there or below.
    state
        Open or closed.
    due
        By when it is due, seen from `now`; then it is open.
    now
        The moment from which `due` is seen.
    opened_since, opened_until
        Days in Beijing, both included.
    subject
        Whom it is about.
    """

    programme: str = ""
    stage: str = ""
    channel: str = ""
    handler: str = ""
    under: str = ""
    state: State | None = None
    due: DueState | None = None
    now: datetime | None = None
    opened_since: date | None = None
    opened_until: date | None = None
    subject: Subject | None = None

    def __post_init__(self) -> None:
        if self.due is not None and self.now is None:
            raise ValueError("a list by due needs to know the moment: now")
        subject = (self.subject.kind, self.subject.key) if self.subject else ()
        texts = (self.programme, self.stage, self.channel, self.handler, self.under, *subject)
        if not all(text.isprintable() for text in texts):
            raise DataError(
                Problem(
                    Text(
                        zh="筛选条件中有无法显示的字符", en="a filter holds characters that cannot be shown"
                    ),
                    Where(field="filters"),
                    Text(zh="请重新选择条件", en="choose it anew"),
                )
            )

    @property
    def opens(self) -> bool:
        """Whether only open cases are in it."""
        return self.state == "open" or self.due is not None


def narrowed(filters: Filters, case: str = "") -> Q:
    """Return filters as a condition on `CaseRow`, or on what has its columns of scope and leads to it.

    All but `under` and `state`, which each table says in a way of its own.

    Parameters
    ----------
    filters
        Which.
    case
        The way from the table to the case, such as `case__`.
    """
    subject = filters.subject
    same: dict[str, Any] = {
        "programme": filters.programme,
        "stage": filters.stage,
        f"{case}channel": filters.channel,
        f"{case}handler": filters.handler,
        f"{case}subject_kind": subject.kind if subject else "",
        f"{case}subject_key": subject.key if subject else "",
    }
    found = Q(**{name: value for name, value in same.items() if value})
    if filters.opened_since is not None:
        found &= Q(opened_at__gte=midnight(filters.opened_since))
    if filters.opened_until is not None:
        found &= Q(opened_at__lt=end_of_day(filters.opened_until))
    if filters.due is not None and filters.now is not None:
        found &= due_when(filters.due, filters.now)
    return found


def due_when(state: DueState, now: datetime) -> Q:
    """Return the condition that a case is due so; no case is due in two ways."""
    tonight = end_of_day(local_day(now))
    match state:
        case "overdue":
            return Q(due_at__lt=now)
        case "today":
            return Q(due_at__gte=now, due_at__lte=tonight)
        case "soon":
            return Q(due_at__gt=tonight, warn_at__lte=now)


def lies_in(path: str, case: str = "") -> Q:
    """Return the condition that a case lies in an organisation or below."""
    first, last = subtree(path)
    return Q(**{f"{case}path__gte": first, f"{case}path__lt": last})


def midnight(day: date) -> datetime:
    """Return when a day begins in Beijing; no case is older than `EARLIEST`."""
    day = max(day, EARLIEST)
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING)


def end_of_day(day: date) -> datetime:
    """Return when a day ends in Beijing."""
    return day_end(day).replace(tzinfo=BEIJING)
