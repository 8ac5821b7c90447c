"""A case that somebody follows: where it is, by when, what was answered; and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from quheng.bilingual import Text
from quheng.ledger.applicants import APPLICANT, Followed, Offer, enclose, followed
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import Make
from quheng.ledger.limiting import is_allowed
from quheng.ledger.naming import Names
from quheng.ledger.store import Receipt, Store
from quheng.ledger.used_forms import carried_out_once
from quheng.web.errors import too_many
from quheng.web.moment import now
from quheng.web.public.enclosing import all_places, enclosed
from quheng.web.public.form import MoveForm
from quheng.web.public.grip import Grip, held
from quheng.web.public.limits import ACT_ON_CASE
from quheng.web.public.seal import new_seal, open_seal
from quheng.web.staff.desk import value_words

AGAIN = Text(
    zh="表单已过期，请核对后重新提交。", en="The form was out of date: look it over and send it again."
)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def tracked_page(request: HttpRequest) -> HttpResponse:
    """Show the case in hand, or make a move that is the applicant's."""
    at = now()
    grip = held(request, at)
    case = followed(grip.number) if grip else None
    if grip is None or case is None:
        return redirect("track")
    if request.method != "POST" or not grip.fits(request.POST.get("token", "")):
        return _show(request, case, grip, at)
    offer = next((one for one in case.offers if one.move.id == request.POST.get("move")), None)
    seal = open_seal(request.POST.get("seal", ""), case.number, at)
    if offer is None or seal is None:
        return _show(request, case, grip, at, said=AGAIN)
    if not is_allowed(ACT_ON_CASE, case.number, at):
        return too_many(request)
    form = form_of(case, offer, request.POST)
    move = Make(offer.move.id, form.values(), form.reason)

    def act() -> Receipt | Refusal:
        files = enclosed(request, case.programme)
        refused = enclose(Store(), case.number, case.programme, files, case.viewer, at)
        return refused or Store().act(case.number, move, case.viewer, at)

    done = carried_out_once(seal.key, APPLICANT, at, act)
    if isinstance(done, Refusal):
        form.put_beside(done)
        return _show(request, case, grip, at, refused=form)
    return redirect("tracked")


def form_of(case: Followed, offer: Offer, data: Any = None) -> MoveForm:
    """Return the form of a move."""
    form = MoveForm(offer.move, offer.fields, case.needed, data, case.given)
    form.takes_files = case.programme.stages[offer.move.to].kind != "final"
    return form


def _show(
    request: HttpRequest,
    case: Followed,
    grip: Grip,
    at: datetime,
    said: Text | None = None,
    refused: MoveForm | None = None,
) -> HttpResponse:
    shown = {
        "case": case,
        "token": grip.token,
        "seal": new_seal(case.number, at),
        "values": [(field.title, value_words(field, stored, Names())) for field, stored in case.values],
        "forms": list(_forms(case, refused)),
        "said": said,
        "places": all_places(case.programme),
    }
    return render(request, "public/tracked.html", shown, status=422 if refused or said else 200)


def _forms(case: Followed, refused: MoveForm | None) -> Iterator[MoveForm]:
    for offer in case.offers:
        is_this = refused is not None and refused.move is offer.move
        yield refused if is_this and refused is not None else form_of(case, offer)
