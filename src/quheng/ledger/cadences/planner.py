"""The planner: opens every case whose day has come, once.

What is due follows from what was last done. So a planner that stood still for a month opens one case and not
five, two that run at once open one, and none is opened while the last is still open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from quheng.bilingual import Text
from quheng.calendars.beijing_time import local_day
from quheng.errors import NotFoundError
from quheng.ledger.calendars_in_force import calendars_in_force
from quheng.ledger.cases import SYSTEM, Refusal, Subject
from quheng.ledger.cases.cadence import is_due, next_due
from quheng.ledger.cases.clock_ends import in_beijing
from quheng.ledger.cases.commands import Create, OpenLinked
from quheng.ledger.cases.events import Moved
from quheng.ledger.heartbeats import hold
from quheng.ledger.models import CaseRow, ListedSubject, VersionRow
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import SENSITIVITIES, Cadence
from quheng.ledger.programmes.declared.cadences import SubjectKind
from quheng.ledger.published import compiled, version_on
from quheng.ledger.recorded import entries_of
from quheng.ledger.scope import Permit, Viewer
from quheng.ledger.store import Store

PLAN = "cadences"
"""The duty, by its heartbeat."""

EVERYWHERE = ""


@dataclass(frozen=True)
class Planned:
    """A case that was opened because its day had come, or why it could not be.

    Parameters
    ----------
    programme, cadence
        Which cadence.
    day
        The day for which it was due.
    number
        The new case; empty where it was refused.
    refusal
        Why it was refused.
    """

    programme: str
    cadence: str
    day: date
    number: str = ""
    refusal: Text | None = None


def plan(now: datetime, store: Store | None = None) -> tuple[Planned, ...]:
    """Open every case whose day has come, of every programme that is in force.

    Each is opened in a transaction of its own, in which it is asked again whether it is due: what was done in
    the meantime counts. A case that is refused does not keep the others from being opened.
    """
    writer = store or Store()
    names = VersionRow.objects.order_by("programme").values_list("programme", flat=True).distinct()
    return tuple(planned for name in names for planned in _of_programme(name, now, writer))


def _of_programme(name: str, now: datetime, store: Store) -> Iterator[Planned]:
    day = local_day(in_beijing(now))
    try:
        programme = compiled(version_on(name, day).digest)
    except NotFoundError:
        return
    for cadence in programme.declared.cadences:
        if cadence.about:
            listed = ListedSubject.objects.filter(
                Q(until=None) | Q(until__gte=day), programme=name, cadence=cadence.id, since__lte=day
            )
            in_hand = CaseRow.objects.filter(
                programme=name,
                subject_kind=OuterRef("subject_kind"),
                subject_key=OuterRef("subject_key"),
                closed_at=None,
            )
            for entry in listed.filter(~Exists(in_hand)).order_by("id").select_related("organisation"):
                yield from _opened(_about(programme, cadence, entry, now, store))
    for digest in _versions_in_hand(name):
        own = compiled(digest)
        for cadence in own.declared.cadences:
            if cadence.link is not None:
                rows = CaseRow.objects.filter(digest=digest, closed_at=None, stage__in=cadence.during)
                for row in rows.order_by("id").select_related("organisation"):
                    yield from _opened(_within(own, cadence, row, now, store))


def _versions_in_hand(programme: str) -> list[str]:
    """Return the versions that open cases keep: each goes by the cadences of its own."""
    rows = CaseRow.objects.filter(programme=programme, closed_at=None).order_by("digest")
    return list(rows.values_list("digest", flat=True).distinct())


def _opened(found: Planned | None) -> tuple[Planned, ...]:
    return () if found is None else (found,)


@transaction.atomic
def _about(
    programme: Programme, cadence: Cadence, entry: ListedSubject, now: datetime, store: Store
) -> Planned | None:
    """Open the next case about a subject on the list, if its day has come."""
    hold(PLAN)
    about = CaseRow.objects.filter(
        programme=programme.name, subject_kind=entry.subject_kind, subject_key=entry.subject_key
    )
    day = _day_of(cadence, programme, about, entry.since, now)
    if day is None:
        return None
    subject = Subject(_kind(entry.subject_kind), entry.subject_key)
    begun = Create("", entry.organisation.code, cadence.channel, _values(cadence, day), subject)
    found = store.open_case(programme.name, begun, _planner(programme.declared.intake.who), now)
    return _told(programme, cadence, day, found if isinstance(found, Refusal) else found.number)


@transaction.atomic
def _within(
    programme: Programme, cadence: Cadence, row: CaseRow, now: datetime, store: Store
) -> Planned | None:
    """Open the next linked case of a case in hand, if its day has come."""
    hold(PLAN)
    link = programme.links[cadence.link or ""]
    children = CaseRow.objects.filter(parent=row.number, programme=link.programme)
    day = _day_of(cadence, programme, children, _entered(row, cadence), now)
    if day is None:
        return None
    theirs = compiled(version_on(link.programme, local_day(in_beijing(now))).digest)
    viewer = _planner((*link.who, *theirs.declared.intake.who))
    child = Create("", row.organisation.code, cadence.channel, _values(cadence, day))
    found = store.open_linked(row.number, OpenLinked(link.id, ""), child, viewer, now)
    return _told(programme, cadence, day, found if isinstance(found, Refusal) else found[1].number)


def _day_of(
    cadence: Cadence, programme: Programme, cases: QuerySet[CaseRow], since: date, now: datetime
) -> date | None:
    """Return the day that has come; None where one is open, or the next day has not come or is not known."""
    own = cases.filter(merged_into="")
    if own.filter(closed_at=None).exists():
        return None
    done = own.filter(stage__in=cadence.done) if cadence.done else own
    closed = done.order_by("-closed_at").values_list("closed_at", flat=True).first()
    last = None if closed is None else local_day(in_beijing(closed))
    calendars = calendars_in_force()
    calendar = calendars.get(programme.declared.calendar or "") or next(iter(calendars.values()))
    end = next_due(cadence, last, since, calendar)
    return end.day if is_due(end, in_beijing(now)) else None


def _entered(row: CaseRow, cadence: Cadence) -> date:
    """Return the day on which a case last came into the stages of a cadence."""
    entered = row.opened_at
    for entry in entries_of(row.pk):
        event = entry.event
        if isinstance(event, Moved) and event.stage in cadence.during and event.origin not in cadence.during:
            entered = entry.at
    return local_day(in_beijing(entered))


def _values(cadence: Cadence, day: date) -> dict[str, Any]:
    return {**cadence.values, **({cadence.day: day.isoformat()} if cadence.day else {})}


def _planner(roles: Iterable[str]) -> Viewer:
    """Return the system as one that may open such cases everywhere, and nothing else."""
    highest = len(SENSITIVITIES) - 1
    return Viewer(
        SYSTEM.id, frozenset(Permit(EVERYWHERE, role, sensitivity=highest) for role in dict.fromkeys(roles))
    )


def _kind(name: str) -> SubjectKind:
    return next(kind for kind in get_args(SubjectKind) if kind == name)


def _told(programme: Programme, cadence: Cadence, day: date, found: str | Refusal) -> Planned:
    if isinstance(found, str):
        return Planned(programme.name, cadence.id, day, found)
    problems = [problem.what for problem in found.problems]
    refusal = Text(zh="；".join(one.zh for one in problems), en="; ".join(one.en for one in problems))
    return Planned(programme.name, cadence.id, day, refusal=refusal)
