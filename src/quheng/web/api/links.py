"""Cases that belong together: opened from one another, merged."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from quheng.ledger.cases import Refusal, commands
from quheng.ledger.store import Store
from quheng.web.api.asked import Code, Number, Values, Written
from quheng.web.api.problems import FAILED, ProblemsOut
from quheng.web.api.request import ApiRequest
from quheng.web.api.writing import ReceiptOut, act, carry_out, office_of, receipt_out

router = Router()

Answer = dict[str, Any]


class LinkedIn(Schema):
    """A case that is opened from this one; what the link copies is added to its values."""

    channel: Code
    organisation: Code | None = Field(None, description="Where it is received; by default that of the token.")
    values: Values = Field(default_factory=dict)
    checklist: Code | None = None
    item: Code | None = Field(None, description="The failed item of the checklist that it follows up.")


class MergeIn(Schema):
    """The case in which this one goes on, and why."""

    into: Number
    reason: Written


class LinkedOut(Schema):
    """What was done in both cases."""

    case: ReceiptOut
    linked: ReceiptOut


@router.post(
    "cases/{number}/links/{link}",
    response={201: LinkedOut, FAILED: ProblemsOut},
    summary="Open a linked case",
)
def open_linked(request: ApiRequest, number: str, link: str, body: LinkedIn) -> Status[Answer]:
    """Open a case from this one. `Idempotency-Key` must be given, as for every new case."""
    child = commands.Create("", office_of(request, body.organisation), body.channel, body.values)
    command = commands.OpenLinked(link, "", body.checklist, body.item)

    def opens() -> Answer | Refusal:
        found = Store().open_linked(number, command, child, request.viewer, request.moment)
        if isinstance(found, Refusal):
            return found
        return {"case": receipt_out(found[0]), "linked": receipt_out(found[1])}

    return Status(201, carry_out(request, body, opens, key_required=True))


@router.post(
    "cases/{number}/merger", response={200: ReceiptOut, FAILED: ProblemsOut}, summary="Merge a duplicate"
)
def merge(request: ApiRequest, response: HttpResponse, number: str, body: MergeIn) -> Answer:
    """Merge this case, a duplicate, into another of the same programme."""
    return act(request, response, number, commands.MergeInto(body.into, body.reason), body)
