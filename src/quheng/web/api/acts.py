"""What is done with a case: moves, assignment, corrections, rows of tables, remarks, assessment."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import Field

from quheng.ledger.cases import commands
from quheng.web.api.asked import Code, Unwritten, Values, Written
from quheng.web.api.problems import FAILED, ProblemsOut
from quheng.web.api.request import ApiRequest
from quheng.web.api.writing import ReceiptOut, act

router = Router()

Answer = dict[str, Any]
DONE = {200: ReceiptOut, FAILED: ProblemsOut}


class MoveIn(Schema):
    """What is filled in with a move, and why it is made where a reason is wanted."""

    values: Values = Field(default_factory=dict)
    reason: Unwritten = ""


class AssignIn(Schema):
    """To whom a case is given."""

    organisation: Code
    handler: str | None = Field(None, max_length=150)
    reason: Unwritten = ""


class CorrectIn(Schema):
    """Fields that are put right; null empties one."""

    values: Values
    reason: Written


class RowIn(Schema):
    """A row of a table: its cells by column."""

    row: Values


class RowCorrectIn(Schema):
    """A row that is put right, told by its key; null strikes it out."""

    key: Values
    row: Values | None
    reason: Written


class CommentIn(Schema):
    """A remark."""

    text: Written


class ObjectionIn(Schema):
    """An objection to what is posted."""

    text: Written


class ObjectionAnswerIn(Schema):
    """An answer to an objection."""

    upheld: bool
    answer: Written


@router.post("cases/{number}/moves/{move}", response=DONE, summary="Make a move")
def make_move(request: ApiRequest, response: HttpResponse, number: str, move: str, body: MoveIn) -> Answer:
    """Make a move.

    Give the `ETag` of the case as `If-Match`: if somebody was first, nothing is done and the answer is 409
    with what has changed since.
    """
    return act(request, response, number, commands.Make(move, body.values, body.reason), body)


@router.post("cases/{number}/assignment", response=DONE, summary="Assign")
def assign(request: ApiRequest, response: HttpResponse, number: str, body: AssignIn) -> Answer:
    """Give the case to an organisation, and in it to a person where one is named."""
    command = commands.Assign(body.organisation, body.handler, body.reason)
    return act(request, response, number, command, body)


@router.post("cases/{number}/corrections", response=DONE, summary="Correct fields")
def correct(request: ApiRequest, response: HttpResponse, number: str, body: CorrectIn) -> Answer:
    """Put fields right; what was there before stays in the record."""
    return act(request, response, number, commands.Correct(body.values, body.reason), body)


@router.post("cases/{number}/tables/{field}/rows", response=DONE, summary="Add a row to a table")
def add_row(request: ApiRequest, response: HttpResponse, number: str, field: str, body: RowIn) -> Answer:
    """Add a row to a field of type entries."""
    return act(request, response, number, commands.AddEntry(field, body.row), body)


@router.post("cases/{number}/tables/{field}/corrections", response=DONE, summary="Correct a row of a table")
def correct_row(
    request: ApiRequest, response: HttpResponse, number: str, field: str, body: RowCorrectIn
) -> Answer:
    """Put a row of a field of type entries right, or strike it out."""
    command = commands.CorrectEntry(field, body.key, body.row, body.reason)
    return act(request, response, number, command, body)


@router.post("cases/{number}/comments", response=DONE, summary="Write a remark")
def comment(request: ApiRequest, response: HttpResponse, number: str, body: CommentIn) -> Answer:
    """Write a remark."""
    return act(request, response, number, commands.Comment(body.text), body)


@router.post("cases/{number}/assessment", response=DONE, summary="Assess eligibility")
def assess(request: ApiRequest, response: HttpResponse, number: str) -> Answer:
    """Assess eligibility with what is filled in, by the scorecard of the programme."""
    return act(request, response, number, commands.Assess())


@router.post("cases/{number}/notices/{notice}/objections", response=DONE, summary="Object to a notice")
def raise_objection(
    request: ApiRequest, response: HttpResponse, number: str, notice: str, body: ObjectionIn
) -> Answer:
    """Note an objection to what is posted."""
    return act(request, response, number, commands.RaiseObjection(notice, body.text), body)


@router.post(
    "cases/{number}/notices/{notice}/objections/{objection}/answer",
    response=DONE,
    summary="Answer an objection",
)
def answer_objection(
    request: ApiRequest,
    response: HttpResponse,
    number: str,
    notice: str,
    objection: int,
    body: ObjectionAnswerIn,
) -> Answer:
    """Answer an objection, by its number."""
    command = commands.AnswerObjection(notice, objection, body.upheld, body.answer)
    return act(request, response, number, command, body)
