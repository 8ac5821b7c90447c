"""The programmes that a token reaches: what they declare, and their forms as JSON Schema."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Query, Router, Schema

from quheng.bilingual import Text
from quheng.ledger.catalogue import programmes_in_force
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import EntriesField
from quheng.ledger.programmes.form_schema import form_schema, rows_schema
from quheng.web.api.problems import FAILED, ProblemsOut, nothing_here
from quheng.web.api.request import ApiRequest

router = Router()


class NamedOut(Schema):
    """Something with its name in the language of the client."""

    id: str
    title: str


class ProgrammeBrief(Schema):
    """A programme in a list."""

    name: str
    title: str
    digest: str


class ProgrammesOut(Schema):
    """The programmes that the token reaches."""

    programmes: list[ProgrammeBrief]


class StageOut(NamedOut):
    """A stage, and whether it is the first, at work, waiting or final."""

    kind: str


class FieldOut(NamedOut):
    """A field: its type, who may see it, and the stages that may not be left without it."""

    type: str
    sensitivity: str
    required: list[str]


class MoveOut(NamedOut):
    """A move from some stages to another."""

    origins: list[str]
    to: str
    wants_reason: bool


class ProgrammeOut(ProgrammeBrief):
    """What a programme declares."""

    summary: str
    channels: list[NamedOut]
    subjects: list[str]
    fields: list[FieldOut]
    stages: list[StageOut]
    moves: list[MoveOut]
    parts: list[NamedOut]
    clocks: list[NamedOut]
    checklists: list[NamedOut]
    links: list[NamedOut]
    materials: list[NamedOut]
    figures: list[NamedOut]


@router.get("programmes", response={200: ProgrammesOut, FAILED: ProblemsOut}, summary="List programmes")
def list_programmes(request: ApiRequest) -> dict[str, Any]:
    """Return the programmes in force that the token reaches, by name."""
    return {"programmes": [_brief(one) for one in _reached(request).values()]}


@router.get(
    "programmes/{name}", response={200: ProgrammeOut, FAILED: ProblemsOut}, summary="Read a programme"
)
def read_programme(request: ApiRequest, name: str) -> dict[str, Any]:
    """Return what a programme declares: its fields, stages, moves and all that has a name."""
    programme = reached(request, name)
    declared = programme.declared
    return {
        **_brief(programme),
        "summary": declared.summary.speak(),
        "channels": [named(code, label) for code, label in declared.intake.channels.items()],
        "subjects": list(declared.intake.subject),
        "fields": [
            {
                **named(field.id, field.title),
                "type": field.type,
                "sensitivity": field.sensitivity,
                "required": list(field.required),
            }
            for field in declared.fields
        ],
        "stages": [{**named(one.id, one.title), "kind": one.kind} for one in declared.stages],
        "moves": [
            {
                **named(one.id, one.title),
                "origins": list(one.from_),
                "to": one.to,
                "wants_reason": one.wants_reason,
            }
            for one in declared.moves
        ],
        **{
            section: [named(one.id, one.title) for one in getattr(declared, section)]
            for section in ("parts", "clocks", "checklists", "links", "materials", "figures")
        },
    }


@router.get(
    "programmes/{name}/schema",
    response={200: dict[str, Any], FAILED: ProblemsOut},
    summary="The form of a stage as JSON Schema",
)
def read_schema(
    request: ApiRequest,
    name: str,
    stage: Annotated[str, Query(description="The first by default.")] = "",
    table: Annotated[str, Query(description="A field of type entries: a row of it.")] = "",
) -> dict[str, Any]:
    """Return the JSON Schema of what can be filled in at a stage, or of a row of a table."""
    programme = reached(request, name)
    if table:
        field = programme.fields.get(table)
        if not isinstance(field, EntriesField):
            raise nothing_here()
        return rows_schema(field, Text.speak)
    asked = stage or programme.first_stage.id
    if asked not in programme.stages:
        raise nothing_here()
    return form_schema(programme, asked, Text.speak)


def reached(request: ApiRequest, name: str) -> Programme:
    """Return a programme in force by its name.

    Raises
    ------
    ApiError
        Where there is none, or none that the token reaches.
    """
    found = _reached(request).get(name)
    if found is None:
        raise nothing_here()
    return found


def named(code: str, title: Text) -> dict[str, str]:
    """Return something with its name, in the language of the client."""
    return {"id": code, "title": title.speak()}


def _reached(request: ApiRequest) -> dict[str, Programme]:
    granted = {permit.programme for permit in request.viewer.permits}
    found = programmes_in_force(request.moment.date())
    return {name: one for name, one in found.items() if "" in granted or name in granted}


def _brief(programme: Programme) -> dict[str, Any]:
    return {"name": programme.name, "title": programme.declared.title.speak(), "digest": programme.digest}
