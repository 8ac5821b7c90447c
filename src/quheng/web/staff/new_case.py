"""Open a case: the form of the first stage, and whom it is about, found in the register."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from quheng.bilingual import Text
from quheng.errors import DataError
from quheng.ledger.cases import Refusal
from quheng.ledger.naming import Named, organisations
from quheng.ledger.paths import lies_under
from quheng.ledger.programmes import Programme
from quheng.ledger.reading import read_case
from quheng.ledger.searching import SubjectFound, find_subject
from quheng.ledger.store import Store
from quheng.ledger.used_forms import Already, carried_out_once
from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.moment import now
from quheng.web.staff.case_page import DONE_BEFORE
from quheng.web.staff.intake import SUBJECT_KINDS, IntakeForm, subject_from
from quheng.web.staff.programme_pages import programme_of
from quheng.web.staff.search import LONGEST, found_subjects


@require_http_methods(["GET", "HEAD", "POST"])
def new_case_page(request: ViewerRequest, programme: str) -> HttpResponse:
    """Show the form, or open the case."""
    found = programme_of(programme)
    known = organisations()
    choices = tuple((one.code, one.title.speak()) for one in known)
    here = receivers(request, found, known)
    subject = subject_from(request.POST.get("subject", "") or request.GET.get("subject", ""))
    about = find_subject(subject, request.viewer) if subject else None
    data = request.POST if request.method == "POST" else None
    form = IntakeForm(found, choices, here, data, where=request.viewer.organisation)
    if data is not None and form.is_valid():
        moment = now()
        opened = carried_out_once(
            data.get("key", ""),
            request.viewer.account,
            moment,
            lambda: Store().open_case(
                programme, form.command(subject if about else None), request.viewer, moment
            ),
        )
        if not isinstance(opened, Refusal):
            if isinstance(opened, Already):
                messages.success(request, str(DONE_BEFORE))
            seen = read_case(opened.number, request.viewer)
            return redirect("case", opened.number) if seen else redirect("queue")
        form.put_beside(opened)
    content = {
        "programme": found.declared,
        "form": form,
        "pairs": [(one, form[f"f-{one.id}"]) for one in form.declared],
        "about": about,
        "kinds": [(kind, SUBJECT_KINDS[kind]) for kind in found.declared.intake.subject],
        "found": _found(request, found),
        "key": uuid4().hex,
    }
    return render(request, "staff/new_case.html", content, status=200 if data is None else 409)


def _found(request: ViewerRequest, programme: Programme) -> list[tuple[SubjectFound, Text, str]]:
    """Return the subjects that were looked for, of the kinds that a case can be about."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    if not words:
        return []
    try:
        return found_subjects(request.viewer, words, programme.declared.intake.subject)
    except DataError:
        return []


def receivers(
    request: ViewerRequest, programme: Programme, known: tuple[Named, ...]
) -> tuple[tuple[str, str], ...]:
    """Return the organisations in which the viewer may open a case."""
    who = programme.declared.intake.who
    held = [permit for permit in request.viewer.permits if permit.role in who]
    return tuple(
        (one.code, one.title.speak())
        for one in known
        if any(lies_under(one.path, permit.path) for permit in held)
    )
