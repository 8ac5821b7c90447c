"""One subject's whole history on one page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quheng.ledger.naming import names_of
from quheng.ledger.subject_history import subject_history
from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.moment import now
from quheng.web.staff.asked import of_sense
from quheng.web.staff.cases import with_more
from quheng.web.staff.intake import SUBJECT_KINDS, subject_from
from quheng.web.staff.lines import lines_of


@require_safe
@of_sense
def subject_page(request: ViewerRequest, kind: str, key: str) -> HttpResponse:
    """Show every case about one subject that the viewer may see, across programmes."""
    subject = subject_from(f"{kind}:{key}")
    if subject is None:
        raise Http404(key)
    history = subject_history(request.viewer, subject, request.GET.get("after") or None)
    page = history.page
    if not page.rows and not request.GET.get("after"):
        raise Http404(key)
    content = {
        "name": names_of((), (), subject).subject,
        "kind": SUBJECT_KINDS[subject.kind],
        "page": page,
        "lines": lines_of(page.rows, now()),
        "linked": lines_of(history.linked, now()),
        "more": with_more(request.GET, after=page.after) if page.after else None,
    }
    return render(request, "staff/subject.html", content)
