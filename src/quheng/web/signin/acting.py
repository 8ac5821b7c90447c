"""Choose for whom one acts: one's organisation, and as a trusted intermediary (帮办) whom one helps."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from quheng.ledger.acting import organisations_of, principals_of
from quheng.web.middleware.viewer import ACTS_FOR, HELPS, ViewerRequest
from quheng.web.moment import now


@require_http_methods(["GET", "HEAD", "POST"])
def acting_page(request: ViewerRequest) -> HttpResponse:
    """Show the choices, or take one and go back to where one was."""
    today = now().date()
    organisations, principals = organisations_of(request.user, today), principals_of(request.user, today)
    wanted = request.GET.get("next") or request.POST.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    back = wanted if safe else "/"
    if request.method == "POST":
        chosen, helped = request.POST.get("organisation"), request.POST.get("principal", "")
        if chosen in {code for code, _ in organisations} and helped in {"", *dict(principals)}:
            request.session[ACTS_FOR] = chosen
            request.session[HELPS] = [helped, dict(principals)[helped]] if helped else None
            return redirect(back)
    shown = {"organisations": organisations, "principals": principals, "back": back}
    return render(request, "signin/acting.html", shown)
