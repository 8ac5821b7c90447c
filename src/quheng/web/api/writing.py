"""How every change is made: by a token that writes, once for each key, against what the client has seen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from ninja import Schema

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.ledger.answered_once import OtherRequest, answered_once
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import Command
from quheng.ledger.cases.wire import kind_of
from quheng.ledger.store import Receipt, Store
from quheng.web.api.problems import ApiError, refused
from quheng.web.api.request import ApiRequest, key_of, seen_by, tag_of


class ReceiptOut(Schema):
    """What was done: the case, the place of its last entry, and what happened, by kind."""

    number: str
    seq: int
    happened: list[str]


def receipt_out(receipt: Receipt) -> dict[str, Any]:
    """Return a receipt as it is answered."""
    return {
        "number": receipt.number,
        "seq": receipt.seq,
        "happened": [kind_of(event) for event in receipt.events],
    }


def receipt(found: Receipt | Refusal) -> dict[str, Any] | Refusal:
    """Return what the store says as it is answered; a refusal as it is."""
    return found if isinstance(found, Refusal) else receipt_out(found)


def office_of(request: ApiRequest, named: str | None) -> str:
    """Return where a new case is received: the organisation named, else the one that the token acts for.

    Raises
    ------
    ApiError
        Where there is neither.
    """
    where = named or request.viewer.organisation
    if where is None:
        raise ApiError(
            422,
            Problem(
                Text(zh="令牌没有所属机构", en="the token acts for no organisation"),
                Where(field="organisation"),
                Text(zh="请写明受理机构", en="name the organisation that receives the case"),
            ),
            ground="missing",
        )
    return where


def act(
    request: ApiRequest, response: HttpResponse, number: str, command: Command, asked: Schema | None = None
) -> dict[str, Any]:
    """Carry out a command on a case.

    Parameters
    ----------
    request, response
        By whom; the answer carries the new ETag.
    number
        Which case; one out of scope is answered like one that does not exist.
    command
        What is asked for.
    asked
        The body by which it is asked for.

    Raises
    ------
    ApiError
        Where it is refused.
    """
    seen = seen_by(request)
    answer = carry_out(
        request,
        asked,
        lambda: receipt(Store().act(number, command, request.viewer, request.moment, seen)),
    )
    response["ETag"] = tag_of(answer["seq"])
    return answer


def carry_out(
    request: ApiRequest,
    asked: Schema | str | None,
    change: Callable[[], dict[str, Any] | Refusal],
    *,
    key_required: bool = False,
) -> dict[str, Any]:
    """Carry out a change, once for each key.

    Parameters
    ----------
    request
        By whom, and under which key.
    asked
        What tells this request from another under the same key: its body.
    change
        Makes the change, and returns the answer.
    key_required
        Whether a key must be given.

    Raises
    ------
    ApiError
        Where the token does not write, the key was used for another request, or the change is refused.
    """
    if request.admitted is None or not request.admitted.writes:
        raise _read_only()
    key = key_of(request, required=key_required)
    if key is None:
        found = change()
    else:
        content = asked.model_dump_json() if isinstance(asked, Schema) else asked or ""
        seen = request.headers.get("If-Match", "")
        text = "\n".join((request.method or "", request.path, seen, content))
        digest = hashlib.sha256(text.encode()).hexdigest()
        once = answered_once(request.admitted.token, key, digest, request.moment, change)
        if isinstance(once, OtherRequest):
            raise _used_before()
        found = once
    if isinstance(found, Refusal):
        raise refused(found)
    return found


def _read_only() -> ApiError:
    return ApiError(
        403,
        Problem(
            Text(zh="此令牌只能读取", en="this token only reads"),
            remedy=Text(zh="请使用可写的令牌", en="use one that writes"),
        ),
        ground="role",
    )


def _used_before() -> ApiError:
    return ApiError(
        422,
        Problem(
            Text(
                zh="这个 Idempotency-Key 已用于另一请求",
                en="this Idempotency-Key was used for another request",
            ),
            Where(field="Idempotency-Key"),
            Text(zh="请为新的请求换一个标识", en="give the new request a key of its own"),
        ),
        ground="value",
    )
