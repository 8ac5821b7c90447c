"""What the public can ask for here, and how each of it is done."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quheng.ledger.applicants import offices_of, open_programme, open_programmes
from quheng.ledger.guide import page
from quheng.ledger.programmes import Programme, load_roles
from quheng.web.moment import now


@login_not_required
@require_safe
def services_page(request: HttpRequest) -> HttpResponse:
    """List the programmes that are open to the public."""
    programmes = open_programmes(now().date())
    return render(request, "public/services.html", {"programmes": [one.declared for one in programmes]})


@login_not_required
@require_safe
def service_page(request: HttpRequest, programme: str) -> HttpResponse:
    """Show the guide to a programme (说明书)."""
    found = open_to_all(programme)
    offices = offices_of(found, now().date())
    guide = page(found, load_roles())
    return render(request, "public/service.html", {"name": found.name, "guide": guide, "offices": offices})


def open_to_all(name: str) -> Programme:
    """Return a programme that is open to the public.

    Raises
    ------
    Http404
        Where there is none of that name, or it is not open.
    """
    found = open_programme(name, now().date())
    if found is None:
        raise Http404
    return found
