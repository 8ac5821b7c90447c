"""The gate of the API: before every view language, size, token and rate; after it the headers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from quheng.bilingual import Text, use_language
from quheng.errors import Problem, QuhengError, Where
from quheng.ledger.out_of_service import why_out_of_service
from quheng.ledger.request_counts import count_request, seconds_left
from quheng.ledger.scope import Viewer
from quheng.ledger.tokens import Admitted
from quheng.web.address import address_of
from quheng.web.api.body import UNFIT, unfit_text
from quheng.web.api.problems import ApiError, bad_input, nothing_here, problems_out
from quheng.web.api.request import ApiRequest, admitted_by_header, language_of
from quheng.web.middleware.language import DJANGO_NAMES
from quheng.web.moment import now

log = logging.getLogger("quheng.web.api")

View = Callable[..., HttpResponseBase]
Wording = Callable[[HttpRequest, ApiError], HttpResponseBase]
Admit = Callable[[HttpRequest, datetime], Admitted | None]

NOBODY = Viewer("", frozenset())


def as_json(request: HttpRequest, error: ApiError) -> HttpResponse:
    """Return an error as the API words it."""
    body = problems_out(error.ground, error.problems).model_dump_json()
    response = HttpResponse(body, content_type="application/json", status=error.status)
    if error.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def behind_the_gate(view: View, worded: Wording = as_json, admit: Admit = admitted_by_header) -> View:
    """Return a view that is asked only for what may pass, and whose failures are worded.

    Parameters
    ----------
    view
        What answers.
    worded
        How an error is answered.
    admit
        Finds what the key of a request opens, at a moment.
    """

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answer(request: ApiRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        language = language_of(request)
        use_language(language)
        with translation.override(DJANGO_NAMES[language]):
            try:
                _let_in(request, admit)
                response = view(request, *args, **kwargs)
                if response.status_code == 405 and not response.get("Content-Type", "").endswith("json"):
                    raise _not_allowed(request, response.get("Allow", ""))
            except Exception as error:
                response = worded(request, told(error))
        response["Content-Language"] = language
        response["Cache-Control"] = "no-store"
        patch_vary_headers(response, ("Accept-Language", "Authorization"))
        if response.status_code == 429:
            response["Retry-After"] = str(seconds_left(request.moment))
        return response

    return answer


def told(error: Exception) -> ApiError:
    """Return what a failure is told as; what nobody foresaw is noted in the log, and told as such."""
    match error:
        case ApiError():
            return error
        case Http404():
            return nothing_here()
        case QuhengError():
            return bad_input(error)
        case RequestDataTooBig():
            return _too_large()
        case SuspiciousOperation() | MultiPartParserError() | UnreadablePostError():
            return ApiError(400, Problem(Text(zh="请求有误", en="the request is not understood")))
    hindrance = why_out_of_service(error)
    if hindrance is not None:
        log.error("%s: %s", hindrance.words, type(error).__name__)
        return _out_of_service(hindrance.words)
    log.error("a request to the API failed", exc_info=error)
    what = Text(zh="系统出错，已记入日志", en="something is broken here; it was noted")
    return ApiError(500, Problem(what), ground="broken")


def _let_in(request: ApiRequest, admit: Admit) -> None:
    request.moment = now()
    request.admitted = None
    request.viewer = NOBODY
    is_file = request.content_type == "multipart/form-data"
    length = request.META.get("CONTENT_LENGTH") or "0"
    most = settings.FILE_LIMIT + settings.API_BODY_LIMIT if is_file else settings.API_BODY_LIMIT
    if not length.isdecimal() or int(length) > most:
        raise _too_large()
    if UNFIT.search(request.path_info):
        raise nothing_here()
    if any(UNFIT.search(text) for pair in request.GET.lists() for text in (pair[0], *pair[1])):
        raise unfit_text("query")
    found = admit(request, request.moment)
    if found is None:
        who, most = f"address {address_of(request)}", settings.API_RATE_ANONYMOUS
    else:
        who, most = f"token {found.token}", settings.API_RATE
        request.admitted, request.viewer = found, found.viewer
    if count_request(who, request.moment) > most:
        raise ApiError(
            429,
            Problem(
                Text(
                    zh=f"请求过于频繁，每分钟至多 {most} 次", en=f"too many requests: at most {most} a minute"
                ),
                remedy=Text(zh="请按 Retry-After 等候后再试", en="wait as Retry-After says"),
            ),
            ground="rate",
        )


def _out_of_service(why: Text) -> ApiError:
    what = Text(zh=f"{why.zh}，请求未获确认", en=f"{why.en}; the request is not confirmed")
    remedy = Text(
        zh="请稍后用同一 Idempotency-Key 重发，不会重复办理",
        en="send it again in a while under the same Idempotency-Key: it is carried out once",
    )
    return ApiError(503, Problem(what, remedy=remedy), ground="broken")


def _too_large() -> ApiError:
    return ApiError(413, Problem(Text(zh="请求内容过大", en="the body is too large"), Where("body")))


def _not_allowed(request: HttpRequest, allowed: str) -> ApiError:
    return ApiError(
        405,
        Problem(
            Text(zh=f"此地址不支持 {request.method}", en=f"{request.method} is not for this address"),
            remedy=Text(zh=f"可用：{allowed}", en=f"allowed: {allowed}"),
        ),
    )
