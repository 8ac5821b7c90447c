"""Where a case may belong, and which cases it may repeat: with reasons, and never carried out."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quheng.ledger.reading import Reading, read_case
from quheng.ledger.routing import routes_for
from quheng.ledger.similar import similar_to
from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.moment import now


@require_safe
def routes_page(request: ViewerRequest, number: str) -> HttpResponse:
    """Show where a case may belong, and why."""
    found = routes_for(_read(request, number), request.viewer, now())
    return _answer(request, "routes", {"number": number, "routes": found.suggestions, "note": found.note})


@require_safe
def similar_page(request: ViewerRequest, number: str) -> HttpResponse:
    """Show which cases a case may repeat, and in what they are alike."""
    found = similar_to(_read(request, number), request.viewer)
    return _answer(request, "similar", {"number": number, "similar": found})


def _read(request: ViewerRequest, number: str) -> Reading:
    reading = read_case(number, request.viewer)
    if reading is None:
        raise Http404(number)
    return reading


def _answer(request: ViewerRequest, name: str, content: dict[str, object]) -> HttpResponse:
    """Return a page, or the part of it that is put into another one."""
    part = request.headers.get("HX-Request") == "true"
    return render(
        request,
        f"staff/{name}_part.html" if part else "staff/suggestions.html",
        {**content, "part": f"staff/{name}_part.html"},
    )
