"""Where a case may belong, and which cases it may repeat: with reasons, and never carried out."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quheng.ledger.naming import names_of
from quheng.ledger.reading import read_case
from quheng.ledger.routing import suggest_routes
from quheng.ledger.similar import find_similar
from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.moment import now


@require_safe
def routes_page(request: ViewerRequest, number: str) -> HttpResponse:
    """Show where a case may belong, and why."""
    if read_case(number, request.viewer) is None:
        raise Http404(number)
    found = suggest_routes(number, request.viewer, now())
    names = names_of({one.organisation for one in found.suggestions})
    routes = [(names.organisation(one.organisation), one) for one in found.suggestions]
    return _answer(request, "routes", {"number": number, "routes": routes, "note": found.note})


@require_safe
def similar_page(request: ViewerRequest, number: str) -> HttpResponse:
    """Show which cases a case may repeat, and in what they are alike."""
    if read_case(number, request.viewer) is None:
        raise Http404(number)
    return _answer(request, "similar", {"number": number, "similar": find_similar(number, request.viewer)})


def _answer(request: ViewerRequest, name: str, content: dict[str, object]) -> HttpResponse:
    """Return a page, or the part of it that is put into another one."""
    part = request.headers.get("HX-Request") == "true"
    return render(
        request,
        f"staff/{name}_part.html" if part else "staff/suggestions.html",
        {**content, "part": f"staff/{name}_part.html"},
    )
