"""What Open311 answers: services, their definitions, requests; errors in its own shape."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.ledger.canonical import canonical_json
from quheng.ledger.cases.commands import Create
from quheng.ledger.catalogue import programmes_in_force
from quheng.ledger.listing import Filters, list_cases
from quheng.ledger.reading_many import CaseRead, read_numbered, read_rows
from quheng.ledger.reads import record_reads
from quheng.ledger.scope import Viewer
from quheng.ledger.store import Store
from quheng.ledger.tokens import Admitted, admit
from quheng.web.api.body import UNFIT, unfit_text
from quheng.web.api.open311.asked import values_of
from quheng.web.api.open311.everybody import everybody
from quheng.web.api.open311.services import Service, services_on
from quheng.web.api.open311.told import first_stage, protected_in, request_told, service_of
from quheng.web.api.open311.window import Window, listed_numbers, read_window
from quheng.web.api.open311.wire import Format, answered
from quheng.web.api.problems import ApiError
from quheng.web.api.request import ApiRequest, admitted_by_header
from quheng.web.api.writing import carry_out, office_of, receipt

MOST = 1_000
"""So many requests stand in one answer."""

MOST_NUMBERS = 100
PAGE = 200
PUBLIC = 0
"""The level of whoever has no key."""

BY_CODE = {401: 403, 409: 400, 422: 400}
"""The codes of Open311 for what ours say more closely."""

VERSION_AT = "2026-11-24T00:00:00+08:00"
"""When the interface was last changed."""

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"


def discovery(request: ApiRequest, form: Format) -> HttpResponse:
    """Tell where the interface is."""
    content = {
        "changeset": VERSION_AT,
        "contact": Text(
            zh="接口密钥由管理员签发", en="keys are issued by the administrator of this server"
        ).speak(),
        "key_service": "",
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": request.build_absolute_uri("/open311/v2"),
                "changeset": VERSION_AT,
                "type": "production",
                "formats": ["text/xml", "application/json"],
            }
        ],
    }
    return answered("discovery", content, form)


def services(request: ApiRequest, form: Format) -> HttpResponse:
    """List the services."""
    found = services_on(request.moment.date())
    return answered("services", [one.told() for one in found.values()], form)


def definition(request: ApiRequest, code: str, form: Format) -> HttpResponse:
    """Tell what a service asks for."""
    return answered("service_definition", _service(request.moment, code).definition(), form)


def requests(request: ApiRequest, form: Format) -> HttpResponse:
    """List requests, or take one in."""
    if request.method == "POST":
        return _take_in(request, form)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(("GET", "POST"))
    viewer = _reader(request)
    services = services_on(request.moment.date())
    numbers = listed_numbers(request.GET, MOST_NUMBERS)
    if numbers:
        found = _level(request, read_numbered(viewer, numbers))
        return _answered(request, viewer, [one for one in found if service_of(one)], form)
    window = read_window(request.GET, services, request.moment)
    return _answered(request, viewer, _found(request, viewer, window), form)


def one_request(request: ApiRequest, number: str, form: Format) -> HttpResponse:
    """Tell of one request."""
    viewer = _reader(request)
    found = [one for one in _level(request, read_numbered(viewer, [number])) if service_of(one)]
    if not found:
        what = Text(zh=f"没有诉求 {number}", en=f"there is no request {number}")
        raise ApiError(404, Problem(what, Where(field="service_request_id")))
    return _answered(request, viewer, found, form)


def token(request: ApiRequest, name: str, form: Format) -> HttpResponse:
    """Tell which request a token stands for: none, since every request has its number at once."""
    what = Text(zh=f"没有凭据 {name}", en=f"there is no token {name}")
    raise ApiError(404, Problem(what, Where(field="token")))


def nothing(request: ApiRequest) -> HttpResponse:
    """Answer an address at which there is nothing."""
    raise Http404(request.path_info)


def admitted_by_key(request: HttpRequest, moment: datetime) -> Admitted | None:
    """Return what the `api_key` of a request opens, or the key of its header."""
    by_header = admitted_by_header(request, moment)
    return by_header or admit(request.POST.get("api_key", "") or request.GET.get("api_key", ""), moment)


def as_open311(request: HttpRequest, error: ApiError) -> HttpResponse:
    """Return an error as Open311 words it."""
    form: Format = "json" if request.path_info.endswith(".json") else "xml"
    status = BY_CODE.get(error.status, error.status)
    told = [{"code": status, "description": str(problem)} for problem in error.problems]
    return answered("errors", told, form, status)


def _take_in(request: ApiRequest, form: Format) -> HttpResponse:
    if any(UNFIT.search(text) for name, texts in request.POST.lists() for text in (name, *texts)):
        raise unfit_text("body")
    if request.admitted is None:
        raise _no_key()
    code = request.POST.get("service_code", "")
    if not code:
        what = Text(zh="缺少 service_code", en="service_code is missing")
        raise ApiError(400, Problem(what, Where(field="service_code")))
    service = _service(request.moment, code)
    values = values_of(service, request.POST)
    command = Create("", office_of(request, None), service.open311.channel, values)
    name = service.programme.name
    done = carry_out(
        request,
        canonical_json([code, values]),
        lambda: receipt(Store().open_case(name, command, request.viewer, request.moment)),
    )
    told = {
        "service_request_id": done["number"],
        "service_notice": first_stage(service),
        "account_id": None,
    }
    return answered("service_requests", [told], form)


def _found(request: ApiRequest, viewer: Viewer, window: Window) -> list[CaseRead]:
    """Return the requests of a window, the newest first."""
    found: list[CaseRead] = []
    for programme in dict.fromkeys(one.programme.name for one in window.services.values()):
        filters = Filters(
            programme=programme,
            state=window.state,
            opened_since=window.since.date(),
            opened_until=window.until.date(),
        )
        after, read = None, 0
        while read < MOST:
            page = list_cases(viewer, filters, after=after, size=PAGE)
            for one in read_rows(viewer, page.rows):
                service = service_of(one)
                if service is not None and window.holds(service, one.case.opened_at):
                    found.append(one)
            read, after = read + len(page.rows), page.after
            if after is None:
                break
    newest = sorted(found, key=lambda one: (one.case.opened_at, one.row.pk), reverse=True)
    return _level(request, newest[:MOST])


def _answered(request: ApiRequest, viewer: Viewer, found: list[CaseRead], form: Format) -> HttpResponse:
    """Note what is told of persons, and tell it."""
    told: list[dict[str, Any]] = []
    noted = []
    for one in found:
        service = service_of(one)
        if service is not None:
            told.append(request_told(one, service))
            noted.append((one.row, protected_in(one, service)))
    record_reads(viewer, noted, "open311", request.moment)
    return answered("service_requests", told, form)


def _reader(request: ApiRequest) -> Viewer:
    """Return who reads: the token, or everybody, where anything is for everybody."""
    if request.admitted is not None:
        return request.viewer
    viewer = everybody(programmes_in_force(request.moment.date()).values())
    if not viewer.permits:
        raise _no_key()
    return viewer


def _level(request: ApiRequest, found: list[CaseRead]) -> list[CaseRead]:
    return found if request.admitted is not None else [replace(one, level=PUBLIC) for one in found]


def _service(moment: datetime, code: str) -> Service:
    found = services_on(moment.date()).get(code)
    if found is None:
        what = Text(zh=f"没有服务 {code}", en=f"there is no service {code}")
        raise ApiError(404, Problem(what, Where(field="service_code")))
    return found


def _no_key() -> ApiError:
    return ApiError(
        403,
        Problem(
            Text(zh="缺少 api_key，或已失效", en="api_key is missing, or does not hold"),
            Where(field="api_key"),
            Text(zh="密钥由管理员签发", en="an administrator issues keys"),
        ),
    )
