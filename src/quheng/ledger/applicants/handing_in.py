"""Hand in a case: once for each form, however often it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.ledger.applicants.applicant import APPLICANT, applicant
from quheng.ledger.applicants.asked import asked_at_intake
from quheng.ledger.applicants.offices import Office
from quheng.ledger.attaching import attach_file
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import Create
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import DeclaredField
from quheng.ledger.programmes.values import is_empty
from quheng.ledger.scope import Viewer
from quheng.ledger.store import Receipt, Store
from quheng.ledger.used_forms import carried_out_once


@dataclass(frozen=True)
class Enclosure:
    """A file that comes with a form.

    Parameters
    ----------
    material
        Which of the programme's materials it is.
    name
        What the person called it.
    chunks
        Its bytes, as they come in.
    """

    material: str
    name: str
    chunks: Iterable[bytes]


def hand_in(
    store: Store,
    key: str,
    programme: Programme,
    office: Office,
    values: Mapping[str, Any],
    now: datetime,
    enclosed: Iterable[Enclosure] = (),
) -> str | Refusal:
    """Open a case for somebody of the public, and return its number.

    Parameters
    ----------
    store
        The writer.
    key
        Names the form: the same form again gives the same number, and no second case.
    programme, office
        What for, and where it is received.
    values
        What was filled in; what the public is not asked is left out.
    now
        When.
    enclosed
        The files that come with it.
    """
    fields = asked_at_intake(programme, values, now).fields
    asked = {field.id: values[field.id] for field in fields if field.id in values}
    missing = _missing(programme, fields, asked)
    if missing is not None:
        return missing

    def opens() -> Receipt | Refusal:
        return _open(store, programme, office, asked, now, enclosed)

    found = carried_out_once(key, APPLICANT, now, opens)
    return found if isinstance(found, Refusal) else found.number


def _open(
    store: Store,
    programme: Programme,
    office: Office,
    asked: Mapping[str, Any],
    now: datetime,
    enclosed: Iterable[Enclosure],
) -> Receipt | Refusal:
    viewer = applicant(programme, office.path)
    channel = programme.declared.public.channel if programme.declared.public else ""
    found = store.open_case(programme.name, Create("", office.code, channel, asked), viewer, now)
    if isinstance(found, Refusal):
        return found
    refused = enclose(store, found.number, programme, enclosed, viewer, now)
    return refused or found


def enclose(
    store: Store,
    number: str,
    programme: Programme,
    enclosed: Iterable[Enclosure],
    viewer: Viewer,
    now: datetime,
) -> Refusal | None:
    """Attach what came with a form; the first file that is not taken says why, and is named."""
    public = programme.declared.public
    allowed = public.attaches if public else ()
    for one in enclosed:
        if one.material in allowed:
            found = attach_file(store, number, one.chunks, one.name, viewer, now, one.material)
            if isinstance(found, Refusal):
                return Refusal(found.ground, tuple(_about(one, problem) for problem in found.problems))
    return None


def _about(one: Enclosure, problem: Problem) -> Problem:
    what = Text(zh=f"“{one.name}”：{problem.what.zh}", en=f"“{one.name}”: {problem.what.en}")
    return Problem(what, Where(field=one.material), problem.remedy)


def _missing(
    programme: Programme, asked: Iterable[DeclaredField], given: Mapping[str, Any]
) -> Refusal | None:
    """Refuse what could not leave the first stage: nobody sits beside the applicant to complete it."""
    first = programme.first_stage.id
    fields = [field for field in asked if first in field.required and is_empty(given.get(field.id))]
    if not fields:
        return None
    return Refusal(
        "missing",
        tuple(
            Problem(
                Text(zh=f"“{field.title.zh}”没有填写", en=f"“{field.title.en}” is not filled in"),
                Where(field=field.id),
            )
            for field in fields
        ),
    )
