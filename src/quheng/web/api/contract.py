"""The contract of the API: its OpenAPI description, as it is committed and compared."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from quheng.web.api.application import api
from quheng.web.api.problems import FAILED

HEADERS = {
    "Idempotency-Key": "A key of the client's for this request: sent again with it, it is carried out once.",
    "If-Match": "The `ETag` of the case: if somebody was first, nothing is done and the answer is 409.",
}
"""Headers that every change takes; a new case must have the first."""


def openapi() -> dict[str, Any]:
    """Return the description of the API."""
    schema: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="/api/v1/"))
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            if method != "get":
                is_new = "201" in {str(code) for code in operation["responses"]}
                operation["parameters"] += [
                    _header(name, required=is_new and name == "Idempotency-Key")
                    for name in HEADERS
                    if not (is_new and name == "If-Match")
                ]
            for code in operation["responses"]:
                if code in FAILED:
                    operation["responses"][code] = {"$ref": "#/components/responses/Failed"}
    schema["components"]["responses"] = {"Failed": _failed()}
    return schema


@cache
def openapi_text() -> str:
    """Return the description as it is committed: the same bytes from the same code."""
    return json.dumps(openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@login_not_required
@require_safe
def openapi_page(request: HttpRequest) -> HttpResponse:
    """Show the description to everybody: it tells nothing that is not published."""
    return HttpResponse(openapi_text(), content_type="application/json")


def _failed() -> dict[str, Any]:
    problems = {"$ref": "#/components/schemas/ProblemsOut"}
    return {
        "description": "Why, in the language of the client; `ground` is for programs.",
        "content": {"application/json": {"schema": problems}},
    }


def _header(name: str, *, required: bool) -> dict[str, Any]:
    return {
        "in": "header",
        "name": name,
        "required": required,
        "description": HEADERS[name],
        "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"}
        if name == "Idempotency-Key"
        else {"type": "string", "pattern": '^("[0-9]{1,9}"|[*])$'},
    }
