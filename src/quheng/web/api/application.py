"""The API as one application: its rooms, and how what goes wrong is answered."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError, ValidationErrorContext
from ninja.operation import Operation

from quheng.bilingual import Text
from quheng.errors import Problem
from quheng.web.api import (
    acts,
    cases,
    clocks,
    exporting,
    figures,
    files,
    links,
    parts,
    programmes,
    searching,
)
from quheng.web.api.body import StrictParser
from quheng.web.api.gate import as_json
from quheng.web.api.problems import ApiError, ill_formed, nothing_here
from quheng.web.api.request import Token

ABOUT = """Cases and what is done with them, for programs.

Every request but the one for this description carries a token: `Authorization: Bearer quheng_…`. A token
sees and does a part of what its account may. What is out of its reach is answered like what does not exist.

Personal values are masked; `reveal=true` shows those that the token may see, and the record notes who saw
them. Problems come in one shape, in the language of `Accept-Language` (zh or en)."""

VERSION = "1"


class Api(NinjaAPI):
    """The application; what does not fit its declaration is told with the value that was found."""

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        """Return every finding with its value and its place, which begins with body, query or path."""
        return ValidationError(
            [
                {
                    **found,
                    "loc": (context.model.__ninja_param_source__, *_placed(context.model, found["loc"])),
                }
                for context in error_contexts
                for found in context.pydantic_validation_error.errors(include_url=False)
            ]
        )

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the name of an operation: that of its function, which is no other's."""
        return operation.view_func.__name__


def _placed(model: Any, location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return where a client finds a value that stands somewhere else in our model of it."""
    found: tuple[int | str, ...] = model.__ninja_flatten_map_reverse__.get(location, location)
    return found


api = Api(
    title="Quheng",
    version=VERSION,
    description=ABOUT,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
    auth=Token(),
    parser=StrictParser(),
)
for room, label in (
    (programmes, "programmes"),
    (cases, "cases"),
    (acts, "acts"),
    (clocks, "clocks"),
    (parts, "parts"),
    (files, "files"),
    (links, "links"),
    (searching, "search"),
    (figures, "figures"),
    (exporting, "export"),
):
    api.add_router("", room.router, tags=[label])


def nothing(request: HttpRequest) -> HttpResponse:
    """Answer an address at which there is nothing."""
    raise Http404(request.path_info)


@api.exception_handler(AuthenticationError)
def _no_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    what = Text(zh="没有有效的令牌", en="there is no token that holds")
    remedy = Text(
        zh="请带上 Authorization: Bearer quheng_…；令牌由管理员签发，可能已到期或撤销",
        en="send Authorization: Bearer quheng_…; an administrator issues tokens; "
        "yours may be over or revoked",
    )
    return as_json(request, ApiError(401, Problem(what, remedy=remedy), ground="token"))


@api.exception_handler(ValidationError)
def _ill_formed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return as_json(request, ill_formed(error.errors))


@api.exception_handler(HttpError)
def _not_understood(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, ApiError):
        return as_json(request, error.__cause__)
    what = Text(zh="请求内容不能识别", en="the body is not understood")
    return as_json(request, ApiError(error.status_code, Problem(what)))


@api.exception_handler(Http404)
def _not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return as_json(request, nothing_here())
