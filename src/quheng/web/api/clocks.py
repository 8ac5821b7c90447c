"""The clocks of a case: stopped by hand, set running again, given more time."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import Field

from quheng.calendars import Budget
from quheng.calendars.budget import Unit
from quheng.ledger.cases import commands
from quheng.web.api.asked import Code, Written
from quheng.web.api.problems import FAILED, ProblemsOut
from quheng.web.api.request import ApiRequest
from quheng.web.api.writing import ReceiptOut, act

router = Router()

Answer = dict[str, Any]
DONE = {200: ReceiptOut, FAILED: ProblemsOut}


class ReasonIn(Schema):
    """Why."""

    reason: Written


class SpanIn(Schema):
    """How long, such as 5 of workday."""

    n: int = Field(ge=1, le=10_000)
    unit: Unit


class ExtendIn(ReasonIn):
    """How much more time, and why; the organisation for the clock of one department's part."""

    by: SpanIn
    organisation: Code | None = None


@router.post("cases/{number}/clocks/{clock}/pause", response=DONE, summary="Stop a clock")
def pause(request: ApiRequest, response: HttpResponse, number: str, clock: str, body: ReasonIn) -> Answer:
    """Stop a clock by hand."""
    return act(request, response, number, commands.PauseClock(clock, body.reason), body)


@router.post("cases/{number}/clocks/{clock}/resume", response=DONE, summary="Let a clock run again")
def resume(request: ApiRequest, response: HttpResponse, number: str, clock: str) -> Answer:
    """Let a clock that was stopped by hand run again."""
    return act(request, response, number, commands.ResumeClock(clock))


@router.post("cases/{number}/clocks/{clock}/extension", response=DONE, summary="Extend a clock")
def extend(request: ApiRequest, response: HttpResponse, number: str, clock: str, body: ExtendIn) -> Answer:
    """Give a clock more time, as far as its programme allows."""
    span = Budget(n=body.by.n, unit=body.by.unit)
    command = commands.ExtendClock(clock, span, body.reason, body.organisation)
    return act(request, response, number, command, body)
