"""Several departments at once, and checklists: answers, returns, additions, decisions, marks."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Router, Schema

from quheng.ledger.cases import commands
from quheng.ledger.cases.events import Mark
from quheng.web.api.asked import Code, Unwritten, Written
from quheng.web.api.problems import FAILED, ProblemsOut
from quheng.web.api.request import ApiRequest
from quheng.web.api.writing import ReceiptOut, act

router = Router()

Answer = dict[str, Any]
DONE = {200: ReceiptOut, FAILED: ProblemsOut}


class AnswerIn(Schema):
    """The answer of the organisation that the token acts for."""

    agrees: bool
    answer: Written


class ReturnIn(Schema):
    """Whose answer is sent back, and why."""

    organisation: Code
    reason: Written


class DepartmentIn(Schema):
    """Who is asked too."""

    organisation: Code


class DecisionIn(Schema):
    """What the lead decides, and why."""

    agreed: bool
    reason: Written


class MarkIn(Schema):
    """What was found."""

    mark: Mark
    note: Unwritten = ""


@router.post("cases/{number}/parts/{parts}/answer", response=DONE, summary="Answer for one's department")
def answer(request: ApiRequest, response: HttpResponse, number: str, parts: str, body: AnswerIn) -> Answer:
    """Answer for the organisation that the token acts for; no other can be named."""
    return act(request, response, number, commands.AnswerPart(parts, body.agrees, body.answer), body)


@router.post("cases/{number}/parts/{parts}/return", response=DONE, summary="Return an answer")
def return_part(
    request: ApiRequest, response: HttpResponse, number: str, parts: str, body: ReturnIn
) -> Answer:
    """Send one department's answer back to it; the others' stand."""
    return act(request, response, number, commands.ReturnPart(parts, body.organisation, body.reason), body)


@router.post("cases/{number}/parts/{parts}/departments", response=DONE, summary="Ask one more department")
def add_department(
    request: ApiRequest, response: HttpResponse, number: str, parts: str, body: DepartmentIn
) -> Answer:
    """Ask one more department."""
    return act(request, response, number, commands.AddPart(parts, body.organisation), body)


@router.post("cases/{number}/parts/{parts}/decision", response=DONE, summary="Decide on the answers")
def decide(request: ApiRequest, response: HttpResponse, number: str, parts: str, body: DecisionIn) -> Answer:
    """Decide, as the lead, on the answers."""
    return act(request, response, number, commands.DecideParts(parts, body.agreed, body.reason), body)


@router.post(
    "cases/{number}/checklists/{checklist}/items/{item}", response=DONE, summary="Mark an item of a checklist"
)
def mark_item(
    request: ApiRequest, response: HttpResponse, number: str, checklist: str, item: str, body: MarkIn
) -> Answer:
    """Mark an item of a checklist as passed, failed or not applicable."""
    return act(request, response, number, commands.MarkItem(checklist, item, body.mark, body.note), body)
