"""Cases: listed, opened, read; what can be done with one."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.ledger.cases import Subject
from quheng.ledger.cases.commands import Create
from quheng.ledger.cases.decide.outlook import outlooks
from quheng.ledger.cases.refusal import RefusedError
from quheng.ledger.listing import DueState, Filters, Order, State, list_cases
from quheng.ledger.places import Places
from quheng.ledger.searching.register import find_subject
from quheng.ledger.store import Store
from quheng.web.api.asked import After, Code, Reveal, Size, Values
from quheng.web.api.case_out import CaseOut, case_out
from quheng.web.api.page_out import CountedCasesOut, page_out
from quheng.web.api.problems import FAILED, ApiError, ProblemOut, ProblemsOut, problems_out, refused
from quheng.web.api.reading import open_case
from quheng.web.api.request import ApiRequest, tag_of
from quheng.web.api.timeline import EntryOut, entries_out
from quheng.web.api.writing import ReceiptOut, carry_out, office_of, receipt

router = Router()


Organisation = Annotated[str, Query(max_length=64, description="Cases that lie there, or below.")]


class SubjectIn(Schema):
    """Whom a case is about: an entry of the register, as a search for subjects gives it."""

    kind: Literal["enterprise", "person", "project", "site"]
    key: Annotated[str, Field(pattern="^[1-9][0-9]{0,17}$")]


class CaseIn(Schema):
    """A case to be opened."""

    programme: Code
    channel: Code
    organisation: Code | None = Field(None, description="Where it is received; by default that of the token.")
    subject: SubjectIn | None = None
    accepted_on: date | None = Field(None, description="The day of acceptance, where it is not today.")
    values: Values = Field(default_factory=dict)


class TimelineOut(Schema):
    """The record of a case, in order."""

    number: str
    entries: list[EntryOut]


class PossibleMove(Schema):
    """A move that the token may make from here; `wanted` is what is not there yet."""

    id: str
    title: str
    to: str
    wants_reason: bool
    wanted: list[ProblemOut]


class PossibleMoves(Schema):
    """What can be done now."""

    number: str
    seq: int
    moves: list[PossibleMove]


@router.get("cases", response={200: CountedCasesOut, FAILED: ProblemsOut}, summary="List cases")
def list_of_cases(
    request: ApiRequest,
    programme: str = "",
    stage: str = "",
    channel: str = "",
    handler: str = "",
    organisation: Organisation = "",
    state: State | None = None,
    due: DueState | None = None,
    opened_since: date | None = None,
    opened_until: date | None = None,
    order: Order = "newest",
    after: After = None,
    size: Size = 50,
) -> dict[str, Any]:
    """Return a page of the cases that the token reaches, the newest first or by due."""
    under = path_of(organisation)
    filters = Filters(
        programme=programme,
        stage=stage,
        channel=channel,
        handler=handler,
        under=under,
        state=state,
        due=due,
        now=request.moment,
        opened_since=opened_since,
        opened_until=opened_until,
    )
    return page_out(list_cases(request.viewer, filters, order, after, size))


@router.post("cases", response={201: ReceiptOut, FAILED: ProblemsOut}, summary="Open a case")
def open_new_case(request: ApiRequest, response: HttpResponse, body: CaseIn) -> Status[dict[str, Any]]:
    """Open a case under the version of its programme that is in force.

    `Idempotency-Key` must be given: the same key with the same body gives the same answer again and no second
    case, for seven days; with another body it is an error.
    """
    subject = _subject(body.subject, request)
    command = Create(
        "",
        office_of(request, body.organisation),
        body.channel,
        body.values,
        subject,
        accepted_on=body.accepted_on,
    )
    answer = carry_out(
        request,
        body,
        lambda: receipt(Store().open_case(body.programme, command, request.viewer, request.moment)),
        key_required=True,
    )
    response["ETag"] = tag_of(answer["seq"])
    response["Location"] = f"{request.path}/{answer['number']}"
    return Status(201, answer)


@router.get("cases/{number}", response={200: CaseOut, FAILED: ProblemsOut}, summary="Read a case")
def read_one(
    request: ApiRequest, response: HttpResponse, number: str, reveal: Reveal = False
) -> dict[str, Any]:
    """Return a case as it stands. Its `ETag` is what `If-Match` of a change asks for."""
    shown = open_case(request, number, reveal=reveal, page="api:case")
    response["ETag"] = tag_of(shown.reading.case.seq)
    return case_out(shown, request.viewer)


@router.get(
    "cases/{number}/timeline", response={200: TimelineOut, FAILED: ProblemsOut}, summary="Read the record"
)
def read_timeline(request: ApiRequest, number: str, reveal: Reveal = False) -> dict[str, Any]:
    """Return every entry of the record: what happened, when, who did it, and in whose name."""
    shown = open_case(request, number, reveal=reveal, page="api:timeline")
    return {"number": number, "entries": entries_out(shown, request.viewer)}


@router.get(
    "cases/{number}/moves", response={200: PossibleMoves, FAILED: ProblemsOut}, summary="Possible moves"
)
def read_moves(request: ApiRequest, number: str) -> dict[str, Any]:
    """Return the moves that the token may make now, and what each still wants."""
    reading = open_case(request, number).reading
    found = outlooks(reading.rules, reading.case, reading.actor, request.moment)
    return {
        "number": number,
        "seq": reading.case.seq,
        "moves": [
            {
                "id": one.move.id,
                "title": one.move.title.speak(),
                "to": one.move.to,
                "wants_reason": one.move.wants_reason,
                "wanted": problems_out("", one.wanted).problems,
            }
            for one in found
        ],
    }


def _subject(named: SubjectIn | None, request: ApiRequest) -> Subject | None:
    """Return whom a new case is about: an entry of the register that the token may find, or nobody."""
    if named is None:
        return None
    subject = Subject(named.kind, named.key)
    if find_subject(subject, request.viewer) is None:
        what = Text(zh="名录中没有这个对象", en="the register has no such entry")
        remedy = Text(zh="请先查询 subjects", en="look it up by a search for subjects")
        raise ApiError(422, Problem(what, Where(field="subject"), remedy), ground="value")
    return subject


def path_of(organisation: str) -> str:
    """Return the path of an organisation; empty where none is named.

    Raises
    ------
    ApiError
        Where the register has none of that code.
    """
    if not organisation:
        return ""
    try:
        return Places().find(organisation).path
    except RefusedError as error:
        raise refused(error.refusal) from None
