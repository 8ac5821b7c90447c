"""Search: cases by number, name or words; on a second page subjects of the register."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quheng.bilingual import Text
from quheng.errors import DataError
from quheng.ledger.scope import Viewer
from quheng.ledger.searching import SubjectFound, search_cases, search_subjects
from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.moment import now
from quheng.web.staff.cases import with_more
from quheng.web.staff.intake import SUBJECT_KINDS
from quheng.web.staff.lines import lines_of

LONGEST = 100


@require_safe
def search_page(request: ViewerRequest) -> HttpResponse:
    """Show what is found."""
    sought = request.GET.get("q", "").strip()[:LONGEST]
    register = request.GET.get("in") == "register"
    content: dict[str, object] = {"sought": sought, "register": register}
    try:
        if sought and register:
            content["subjects"] = found_subjects(request.viewer, sought)
        elif sought:
            page = search_cases(request.viewer, sought, request.GET.get("after") or None)
            content["page"], content["lines"] = page, lines_of(page.rows, now())
            content["more"] = with_more(request.GET, after=page.after) if page.after else None
    except DataError as error:
        content["problems"] = error.problems
    return render(request, "staff/search.html", content)


def found_subjects(
    viewer: Viewer, words: str, kinds: Collection[str] | None = None
) -> list[tuple[SubjectFound, Text, str]]:
    """Return the subjects of the register that hold some words: kind, and other names."""
    return [
        (one, SUBJECT_KINDS[one.kind], " ".join(one.identifiers))
        for one in search_subjects(viewer, words, kinds=kinds)
    ]
