"""Bodies in JSON: not too deep, numbers exact, and no sign that a database or a page could stumble on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.web.api.problems import ApiError

DEEPEST = 16
"""How many objects and lists may stand in one another."""

UNFIT = re.compile("[\x00\ud800-\udfff]")
"""The NUL sign, and halves of a sign: no text has them."""

STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"?')


class StrictParser(Parser):
    """Reads the JSON of a request."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the body of a request.

        Raises
        ------
        ApiError
            Where it is no JSON, or none that we take.
        """
        found: dict[str, Any] = read_json(request.body)
        return found


def read_json(body: bytes) -> Any:
    """Return what JSON says, decimals exact.

    Raises
    ------
    ApiError
        Where it is no JSON, too deep, or holds what is no text or no number.
    """
    if _depth(body) > DEEPEST:
        raise _wrong(f"嵌套超过 {DEEPEST} 层", f"it is nested more than {DEEPEST} deep")
    try:
        found = json.loads(body.decode("utf-8"), parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise _wrong("不是 UTF-8 编码的 JSON", "it is no JSON in UTF-8") from None
    if any(UNFIT.search(text) for text in _texts(found)):
        raise unfit_text("body")
    return found


def unfit_text(field: str) -> ApiError:
    """Return the error of a text with signs that no text has."""
    what = Text(zh="含有不能使用的字符", en="it holds characters that cannot be used")
    return ApiError(400, Problem(what, Where(field=field)))


def _depth(body: bytes) -> int:
    """Return how deep brackets stand in one another, those inside strings left out."""
    deepest = now = 0
    for sign in STRINGS.sub(b"", body):
        if sign in b"[{":
            now += 1
            deepest = max(deepest, now)
        elif sign in b"]}":
            now -= 1
    return deepest


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for name, inner in value.items():
                yield name
                yield from _texts(inner)
        case list():
            for inner in value:
                yield from _texts(inner)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _wrong(zh: str, en: str) -> ApiError:
    return ApiError(
        400, Problem(Text(zh=f"请求内容有误：{zh}", en=f"the body is not taken: {en}"), Where("body"))
    )
