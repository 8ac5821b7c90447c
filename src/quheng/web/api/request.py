"""A request to the API: its viewer, its moment, and what its headers say."""

from __future__ import annotations

import re
from datetime import datetime

from django.http import HttpRequest
from ninja.security import HttpBearer

from quheng.bilingual import Language, Text
from quheng.errors import Problem, Where
from quheng.ledger.tokens import Admitted, admit
from quheng.web.api.problems import ApiError
from quheng.web.middleware.viewer import ViewerRequest

KEY = re.compile(r"[\x21-\x7e]{1,200}")
TAG = re.compile(r'(?:W/)?"(\d{1,9})"')
MOST_CHOICES = 20


class ApiRequest(ViewerRequest):
    """A request that passed the gate: `quheng.web.api.gate` gave it all this."""

    admitted: Admitted | None
    moment: datetime


class Token(HttpBearer):
    """The key of a token, in the header `Authorization: Bearer quheng_…`."""

    openapi_description = "A key made by `quheng ledger token create`."

    def authenticate(self, request: HttpRequest, token: str) -> Admitted | None:
        """Return what the gate found that the key opens."""
        found: Admitted | None = getattr(request, "admitted", None)
        return found


def admitted_by_header(request: HttpRequest, moment: datetime) -> Admitted | None:
    """Return what the key of a request opens; None where it has none, or none that holds."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return admit(key.strip(), moment) if scheme.lower() == "bearer" else None


def language_of(request: HttpRequest) -> Language:
    """Return the language that the client likes best; Chinese where it likes neither, or both alike."""
    liked = {"zh": 0.0, "en": 0.0}
    for choice in request.headers.get("Accept-Language", "").split(",")[:MOST_CHOICES]:
        name, _, weight = choice.strip().lower().partition(";")
        found = re.fullmatch(r"\s*q=([01](?:\.\d{1,3})?)\s*", weight)
        for language in liked:
            if name.split("-")[0] == language:
                liked[language] = max(liked[language], float(found[1]) if found else 1.0)
    return "en" if liked["en"] > liked["zh"] else "zh"


def seen_by(request: HttpRequest) -> int | None:
    """Return the place of the last entry that the client has seen, by `If-Match`; None without it.

    Raises
    ------
    ApiError
        Where the header is no tag of a case.
    """
    header = request.headers.get("If-Match", "").strip()
    if header in ("", "*"):
        return None
    tag = TAG.fullmatch(header)
    if tag is None:
        raise ApiError(
            400,
            Problem(
                Text(zh="If-Match 不是办件的 ETag", en="If-Match is not the ETag of a case"),
                Where(field="If-Match"),
                Text(
                    zh='请照抄查询办件时收到的 ETag，如 "12"', en='repeat the ETag of the case, such as "12"'
                ),
            ),
        )
    return int(tag[1])


def key_of(request: HttpRequest, *, required: bool) -> str | None:
    """Return the key that the client gave to its request; None without one.

    Raises
    ------
    ApiError
        Where it cannot be a key, or one is required.
    """
    key = request.headers.get("Idempotency-Key", "")
    if KEY.fullmatch(key):
        return key
    if not key and not required:
        return None
    what = (
        Text(zh="Idempotency-Key 写法不对", en="Idempotency-Key is not well written")
        if key
        else Text(zh="缺少 Idempotency-Key", en="Idempotency-Key is missing")
    )
    raise ApiError(
        400,
        Problem(
            what,
            Where(field="Idempotency-Key"),
            Text(
                zh="请为每个请求取一个新的标识（如 UUID），至多 200 个字符；重发同一请求时不变",
                en="give each request a key of its own (such as a UUID) of at most 200 characters, "
                "and keep it when you send the request again",
            ),
        ),
    )


def tag_of(seq: int) -> str:
    """Return the ETag of a case with so many entries."""
    return f'"{seq}"'
