"""The page of a case, and what is done on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quheng.bilingual import Text
from quheng.ledger.cases import Refusal
from quheng.ledger.naming import names_of
from quheng.ledger.overseeing import oversees
from quheng.ledger.programmes.declared import CREATED, PERSONAL, OrganisationField
from quheng.ledger.reading import read_case
from quheng.ledger.store import Store
from quheng.ledger.used_forms import Already, carried_out_once
from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.moment import now
from quheng.web.staff.case_parts import (
    clocks_of,
    deeds_on,
    files_of,
    links_of,
    notices_on,
    parts_of,
    tables_on,
    values_of,
)
from quheng.web.staff.deeds import DEEDS, Deed, MoveDeed
from quheng.web.staff.desk import Desk
from quheng.web.staff.reads import note_read
from quheng.web.staff.showing import hide, is_shown, show
from quheng.web.staff.timeline import codes_in, timeline

DONE = Text(zh="已办理", en="done")
DONE_BEFORE = Text(
    zh="这份表单先前已经收到，没有重复办理", en="this form had arrived before: nothing was done twice"
)


@require_safe
def case_page(request: ViewerRequest, number: str) -> HttpResponse:
    """Show a case."""
    return _page(request, desk_of(request, number))


@require_safe
def print_page(request: ViewerRequest, number: str) -> HttpResponse:
    """Show a case to be printed: no forms, everything on one sheet."""
    desk = desk_of(request, number)
    return render(request, "staff/print.html", {**_content(desk, {name: [] for name in DEEDS}), "forms": {}})


@require_POST
def show_page(request: ViewerRequest, number: str) -> HttpResponse:
    """Show or hide the personal values of a case."""
    desk = desk_of(request, number)
    if request.POST.get("show") == "no":
        hide(request, number)
    elif any(desk.reading.may_show(level) for level in PERSONAL):
        show(request, number, desk.now)
    return redirect("case", number)


@require_http_methods(["GET", "HEAD", "POST"])
def deed_page(request: ViewerRequest, number: str, deed: str, target: str = "") -> HttpResponse:
    """Show the form of a deed, or carry it out."""
    desk = desk_of(request, number, choosing=True)
    kind = DEEDS.get(deed)
    if kind is None or target not in kind.targets(desk):
        return _not_offered(request, desk)
    if request.method != "POST":
        return _form(request, desk, kind(desk, target)) if kind.has_own_page else redirect("case", number)
    form = kind(desk, target, request.POST, request.FILES)
    if form.is_valid():
        found = carried_out_once(
            request.POST.get("key", ""),
            desk.viewer.account,
            desk.now,
            lambda: form.carry_out(Store(), _whole(request.POST.get("seen", ""))),
        )
        if not isinstance(found, Refusal):
            messages.success(request, str(DONE_BEFORE if isinstance(found, Already) else DONE))
            return redirect("case", number) if read_case(number, desk.viewer) else redirect("queue")
        desk = desk_of(request, number, choosing=True)
        form = kind(desk, target, request.POST, request.FILES)
        form.is_valid()
        form.put_beside(found)
    if kind.has_own_page:
        return _form(request, desk, form, status=409)
    return _page(request, desk, form, status=409)


def desk_of(request: ViewerRequest, number: str, *, choosing: bool = False) -> Desk:
    """Return a case on the desk of the viewer.

    Parameters
    ----------
    request
        By whom.
    number
        Which case; one out of scope is answered like one that does not exist.
    choosing
        Whether organisations are to be chosen from.

    Raises
    ------
    Http404
        Where there is none.
    """
    reading = read_case(number, request.viewer)
    if reading is None:
        raise Http404(number)
    moment = now()
    asked = is_shown(request, number, moment) and any(reading.may_show(level) for level in PERSONAL)
    desk = Desk(reading, request.viewer, moment, asked)
    fields = desk.programme.fields_shown_in(desk.case.stage)
    moves = "" in MoveDeed.targets(desk) and any(isinstance(one, OrganisationField) for one in fields)
    choosing = choosing or moves or bool(desk.case.parts)
    codes = None if choosing else {desk.case.organisation, *codes_in(desk), *_named_in(desk)}
    accounts = {entry.who for entry in reading.entries} | {desk.case.handler or ""}
    names = names_of(codes, accounts - {""}, desk.case.subject)
    chosen = tuple((code, title.speak()) for code, title in names.organisations.items()) if choosing else ()
    desk = replace(desk, names=names, organisations=chosen)
    note_read(desk, request.path)
    return desk


def _named_in(desk: Desk) -> set[str]:
    """Return the organisations that stand in fields."""
    found: set[str] = set()
    for field in desk.programme.declared.fields:
        stored = desk.case.values.get(field.id)
        if isinstance(field, OrganisationField) and stored is not None:
            found |= {stored} if isinstance(stored, str) else set(stored)
    return found


def _page(request: HttpRequest, desk: Desk, bound: Deed | None = None, status: int = 200) -> HttpResponse:
    deeds = deeds_on(desk)
    if bound is not None:
        deeds[bound.name] = [bound if one.target == bound.target else one for one in deeds[bound.name]]
    return render(request, "staff/case.html", {**_content(desk, deeds), "bound": bound}, status=status)


def _form(request: HttpRequest, desk: Desk, form: Deed, status: int = 200) -> HttpResponse:
    content = {"desk": desk, "case": desk.case, "form": form, "key": uuid4().hex}
    return render(request, "staff/deed.html", content, status=status)


def _not_offered(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Say that this cannot be done: not now, or not by this person."""
    told = Text(zh="现在不能办理此项，或您没有此项权限", en="this cannot be done now, or not by you")
    messages.error(request, str(told))
    return _page(request, desk, status=409 if request.method == "POST" else 404)


def _content(desk: Desk, deeds: dict[str, list[Deed]]) -> Mapping[str, Any]:
    moving = deeds["move"][0] if deeds["move"] else None
    in_form = moving.declared if isinstance(moving, MoveDeed) else ()
    clocks = clocks_of(desk, deeds)
    return {
        "desk": desk,
        "case": desk.case,
        "programme": desk.programme.declared,
        "stage": desk.programme.stages[desk.case.stage],
        "deeds": deeds,
        "move": moving,
        "clocks": clocks,
        "urgent": next((one.left for one in clocks if one.left), None),
        "parts": parts_of(desk, deeds),
        "tables": tables_on(desk, deeds),
        "notices": notices_on(desk, deeds),
        "links": list(links_of(desk)),
        "values": list(values_of(desk, but=in_form)),
        "steps": timeline(desk),
        "files": files_of(desk),
        "others": [one for name in ("assign", "correct", "assess", "merge", "erase") for one in deeds[name]],
        "where": desk.names.organisation(desk.case.organisation),
        "handler": desk.names.account(desk.case.handler) if desk.case.handler else None,
        "channel": desk.programme.declared.intake.channels.get(desk.case.channel),
        "may_show": any(desk.reading.may_show(level) for level in PERSONAL),
        "hands_on": any(one.move.hands_to not in (None, CREATED) for one in moving.outlooks)
        if isinstance(moving, MoveDeed)
        else False,
        "oversees_reads": oversees(desk.viewer, "reads", desk.reading.row.path, desk.case.programme),
        "key": uuid4().hex,
    }


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 9 else None
