"""Follow a case: by its number and the last four digits of the telephone that was given."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from quheng.ledger.limiting import is_allowed
from quheng.ledger.phone_tails import fits
from quheng.web.address import address_of
from quheng.web.errors import too_many
from quheng.web.moment import now
from quheng.web.public.grip import take
from quheng.web.public.limits import TRACK_FROM_ADDRESS, TRACK_NUMBER

LONGEST_NUMBER = 32


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def track_page(request: HttpRequest) -> HttpResponse:
    """Ask for number and digits, or compare them; what was wrong, or whether there is a case, is not said."""
    if request.method != "POST":
        return render(request, "public/track.html", {"number": "", "wrong": False})
    at = now()
    number = request.POST.get("number", "").strip().upper()[:LONGEST_NUMBER]
    tail = request.POST.get("tail", "").strip()
    from_here = is_allowed(TRACK_FROM_ADDRESS, address_of(request), at)
    if not (is_allowed(TRACK_NUMBER, number, at) and from_here):
        return too_many(request)
    if fits(number, tail):
        take(request, number, at)
        return redirect("tracked")
    return render(request, "public/track.html", {"number": number, "wrong": True}, status=422)
