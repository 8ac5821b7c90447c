"""A case as the applicant may see it: the public words, the promised day, the reply, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from quheng.bilingual import Text
from quheng.ledger.applicants.applicant import applicant, public_roles
from quheng.ledger.cases import Case, Entry, replay
from quheng.ledger.cases.events import Moved
from quheng.ledger.models import CaseRow
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import DeclaredField, Move, Public
from quheng.ledger.published import compiled
from quheng.ledger.recorded import entries_of
from quheng.ledger.scope import Viewer


@dataclass(frozen=True)
class Offer:
    """A move that is the applicant's to make.

    Parameters
    ----------
    move
        Which.
    fields
        What can be filled in with it.
    """

    move: Move
    fields: tuple[DeclaredField, ...]


@dataclass(frozen=True)
class Followed:
    """What the applicant sees of a case.

    Parameters
    ----------
    number, programme, opened_at, seq
        Which case, of what, since when, after how many entries.
    stage
        Where it is, in words for the public.
    is_open, closed_at
        Whether it goes on.
    due, provisional
        The promised day, where one runs and is known; and whether the calendar of that year is not yet out.
    stands
        Whether the promised time stands still, since we wait for the applicant.
    asked
        What the applicant was asked, while we wait.
    values
        The fields that the applicant reads, with their values.
    needed
        The fields that the stage cannot be left without.
    given
        Every value that the applicant gave or may give again.
    files
        How many files are attached.
    offers
        What can be done now.
    merged_into
        The case in which it goes on, as a duplicate.
    viewer
        As whom the applicant acts on this case, and on no other.
    """

    number: str
    programme: Programme
    opened_at: datetime
    seq: int
    stage: Text
    is_open: bool
    closed_at: datetime | None
    due: date | None
    provisional: bool
    stands: bool
    asked: str
    values: tuple[tuple[DeclaredField, Any], ...]
    needed: tuple[str, ...]
    given: dict[str, Any]
    files: int
    offers: tuple[Offer, ...]
    merged_into: str | None
    viewer: Viewer


def followed(number: str) -> Followed | None:
    """Return a case that somebody has shown to be theirs; None where there is none, or it is not public."""
    row = CaseRow.objects.filter(number=number).only("pk", "path", "digest").first()
    if row is None:
        return None
    entries = entries_of(row.pk)
    case, programme = replay(entries), compiled(row.digest)
    public = programme.declared.public
    if case is None or public is None:
        return None
    stage = programme.stages[case.stage]
    promised = [clock for clock in case.running.values() if clock.promise]
    ends = [clock.deadline for clock in promised if clock.deadline.day is not None]
    due = min(ends, key=lambda end: end.day or date.max, default=None)
    return Followed(
        number=case.number,
        programme=programme,
        opened_at=case.opened_at,
        seq=case.seq,
        stage=stage.public or stage.title,
        is_open=case.is_open,
        closed_at=case.closed_at,
        due=due.day if due else None,
        provisional=due is not None and due.status == "provisional",
        stands=bool(promised) and all(clock.stands for clock in promised),
        asked=_asked(entries, case) if stage.kind == "wait" else "",
        values=tuple(
            (field, case.values[field.id])
            for field in programme.declared.fields
            if field.id in public.shows and field.id in case.values
        ),
        needed=tuple(field.id for field in programme.required_in(case.stage)),
        given={name: case.values[name] for name in public.asks if name in case.values},
        files=len(case.files),
        offers=_offers(programme, public, case),
        merged_into=case.merged_into,
        viewer=applicant(programme, row.path),
    )


def _asked(entries: list[Entry], case: Case) -> str:
    """Return the reason of the move that began the waiting."""
    moves = [entry.event for entry in entries if isinstance(entry.event, Moved)]
    return moves[-1].reason if moves and moves[-1].stage == case.stage else ""


def _offers(programme: Programme, public: Public, case: Case) -> tuple[Offer, ...]:
    if case.merged_into is not None:
        return ()
    roles = public_roles()
    return tuple(
        Offer(move, _fields(programme, public, case, move))
        for move in programme.moves_from(case.stage)
        if not roles.isdisjoint(move.who)
    )


def _fields(programme: Programme, public: Public, case: Case, move: Move) -> tuple[DeclaredField, ...]:
    """Return what is asked with a move: the stage's own fields, else whatever the applicant may amend.

    With a move that ends the case only what is still wanted is asked.
    """
    shown = [field for field in programme.fields_shown_in(case.stage) if field.id in public.asks]
    own = [field for field in shown if field.visible is not None or case.stage in field.required]
    if programme.stages[move.to].kind == "final":
        return tuple(field for field in own if field.id not in case.values)
    return tuple(own or (field for field in shown if field.id != public.phone))
