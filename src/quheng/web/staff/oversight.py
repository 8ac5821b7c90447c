"""Who looked at a case, and glass that was broken: for those who are there to oversee it."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quheng.bilingual import Text
from quheng.ledger.breaking_glass import break_glass, end_glass, glass_overseen, review_glass
from quheng.ledger.cases import Refusal
from quheng.ledger.naming import names_of
from quheng.ledger.programmes import load_roles
from quheng.ledger.programmes.declared import Oversight
from quheng.ledger.reads import who_looked
from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.moment import now
from quheng.web.staff.deeds.deed import said

HOURS = (1, 4, 8, 24)
VERDICTS = {
    "justified": Text(zh="正当", en="justified"),
    "unjustified": Text(zh="不当", en="not justified"),
}


@require_safe
def lookers_page(request: ViewerRequest, number: str) -> HttpResponse:
    """Show who looked at protected data of a case."""
    after = request.GET.get("after", "")
    found = who_looked(request.viewer, number, int(after) if after.isdecimal() and len(after) < 19 else None)
    if isinstance(found, Refusal):
        raise Http404(number)
    names = names_of((), {look.account for look in found.looks})
    content = {
        "number": number,
        "looks": [(look, names.account(look.account)) for look in found.looks],
        "more": f"after={found.after}" if found.after else None,
    }
    return render(request, "staff/lookers.html", content)


@require_http_methods(["GET", "HEAD", "POST"])
def glass_page(request: ViewerRequest) -> HttpResponse:
    """Ask for sight of a case in an emergency, and show what was broken where the viewer oversees it."""
    moment, problems = now(), []
    if request.method == "POST":
        hours = request.POST.get("hours", "")
        until = moment + timedelta(hours=int(hours) if hours in map(str, HOURS) else 0)
        case, organisation = (request.POST.get(name, "").strip() or None for name in ("case", "organisation"))
        made = break_glass(
            signed_in(request),
            request.POST.get("reason", ""),
            until,
            moment,
            organisation=organisation,
            case=case,
        )
        if not isinstance(made, Refusal):
            told = Text(
                zh="已临时授权，每次查看都会记录并复核",
                en="granted for a while; every look is recorded and reviewed",
            )
            messages.success(request, str(told))
            return redirect("case", case) if case else redirect("cases")
        problems = [said(problem) for problem in made.problems]
    content = {
        "problems": problems,
        "typed": request.POST,
        "hours": HOURS,
        "records": glass_overseen(request.viewer, moment),
        "reviews": _oversees(request, "reviews"),
        "oversees": _oversees(request, "broken_glass"),
        "verdicts": VERDICTS.items(),
    }
    return render(request, "staff/glass.html", content, status=409 if problems else 200)


@require_POST
def glass_deed(request: ViewerRequest, key: int) -> HttpResponse:
    """End broken glass before its term, or review it."""
    if request.POST.get("do") == "end":
        found: object = end_glass(key, request.viewer, now())
    else:
        verdict, note = request.POST.get("verdict", ""), request.POST.get("note", "")
        found = review_glass(key, verdict, note, request.viewer, now())  # type: ignore[arg-type]
    if isinstance(found, Refusal):
        for problem in found.problems:
            messages.error(request, said(problem))
    return redirect("glass")


def _oversees(request: ViewerRequest, what: Oversight) -> bool:
    roles = load_roles().overseeing(what)
    return any(permit.role in roles for permit in request.viewer.permits)


def signed_in(request: ViewerRequest) -> AbstractBaseUser:
    """Return who is signed in; every page of this room asks for it."""
    if not isinstance(request.user, AbstractBaseUser):
        raise PermissionDenied
    return request.user
