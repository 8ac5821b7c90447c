"""Hand in a case: the form is built from the programme, and only what the public is asked is taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from quheng.bilingual import Text
from quheng.ledger.applicants import Asked, Office, asked_at_intake, hand_in, offices_of
from quheng.ledger.cases import Refusal
from quheng.ledger.limiting import is_allowed
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import Public
from quheng.ledger.store import Store
from quheng.web.address import address_of
from quheng.web.errors import too_many
from quheng.web.moment import now
from quheng.web.public.enclosing import enclosed, places_for
from quheng.web.public.form import AskedForm
from quheng.web.public.grip import take
from quheng.web.public.limits import SUBMIT_FOR_PHONE, SUBMIT_FROM_ADDRESS
from quheng.web.public.seal import TRAP, new_seal, open_seal
from quheng.web.public.services import open_to_all
from quheng.web.staff.fields import MARK

AGAIN = Text(zh="请核对后再点一次“提交”。", en="Look it over, and press “Submit” once more.")
MORE = Text(
    zh="根据您填写的内容，请接着填写新出现的各项。",
    en="By what you filled in, more is asked: fill in what is new.",
)
CHOOSE = Text(zh="请选择受理单位。", en="Choose the office.")

OFFERED = "offered"
"""The input by which a form says for which files it had a place."""


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def submit_page(request: HttpRequest, programme: str) -> HttpResponse:
    """Show the form, or hand it in."""
    found, at = open_to_all(programme), now()
    public = found.declared.public
    offices = offices_of(found, at.date())
    if public is None or not offices:
        return render(request, "public/closed.html", {"title": found.declared.title}, status=503)
    if request.method == "POST":
        return _take(request, found, public, offices, at)
    asked = asked_at_intake(found, {}, at)
    return _show(request, found, offices, form_of(found, asked), asked, at)


def form_of(programme: Programme, asked: Asked, data: Mapping[str, Any] | None = None) -> AskedForm:
    """Return the form of what is asked."""
    first = programme.first_stage.id
    return AskedForm(asked.fields, [one.id for one in asked.fields if first in one.required], data)


def asked_by(programme: Programme, request: HttpRequest, at: datetime) -> Asked:
    """Return what is asked with what was sent."""
    sent = {name.removeprefix(MARK): value for name, value in request.POST.items() if name.startswith(MARK)}
    return asked_at_intake(programme, sent, at)


def was_offered(request: HttpRequest, asked: Asked) -> bool:
    """Whether the form that was sent had everything that is asked with what was filled in."""
    fields = {f"{MARK}{one.id}" for one in asked.fields}
    places = {place.name for place in places_for(asked.materials)}
    return fields <= set(request.POST) and places <= set(request.POST.getlist(OFFERED))


def _take(
    request: HttpRequest, programme: Programme, public: Public, offices: tuple[Office, ...], at: datetime
) -> HttpResponse:
    asked = asked_by(programme, request, at)
    form = form_of(programme, asked, request.POST)
    sent = request.POST.get("seal", "")
    seal = open_seal(sent, programme.name, at)
    if seal is None or seal.is_quick(at) or request.POST.get(TRAP):
        form.refuse(AGAIN)
        return _show(request, programme, offices, form, asked, at, sent if seal else "")
    if not was_offered(request, asked):
        form.refuse(MORE)
        return _show(request, programme, offices, form, asked, at, sent)
    office = next((one for one in offices if one.code == request.POST.get("office")), None)
    if office is None and len(offices) > 1:
        form.refuse(CHOOSE)
        return _show(request, programme, offices, form, asked, at, sent)
    values = form.values()
    phone = "".join(sign for sign in str(values.get(public.phone, "")) if sign.isdecimal())
    if not is_allowed(SUBMIT_FROM_ADDRESS, address_of(request), at) or (
        phone and not is_allowed(SUBMIT_FOR_PHONE, phone, at)
    ):
        return too_many(request)
    done = hand_in(
        Store(), seal.key, programme, office or offices[0], values, at, enclosed(request, programme)
    )
    if isinstance(done, Refusal):
        form.put_beside(done)
        return _show(request, programme, offices, form, asked, at, sent)
    take(request, done, at)
    return redirect("receipt")


def _show(
    request: HttpRequest,
    programme: Programme,
    offices: tuple[Office, ...],
    form: AskedForm,
    asked: Asked,
    at: datetime,
    seal: str = "",
) -> HttpResponse:
    shown = {
        "programme": programme.declared,
        "form": form,
        "offices": offices,
        "chosen": request.POST.get("office"),
        "seal": seal or new_seal(programme.name, at),
        "trap": TRAP,
        "places": places_for(asked.materials),
        "offered": OFFERED,
        "grows": asked.may_grow and request.method != "POST",
    }
    return render(request, "public/submit.html", shown, status=422 if form.errors else 200)
