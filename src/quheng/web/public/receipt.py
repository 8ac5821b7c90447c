"""The receipt: the number of what was handed in, on a slip that can be printed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from quheng.ledger.applicants import followed
from quheng.web.moment import now
from quheng.web.public.grip import held


@login_not_required
@require_safe
def receipt_page(request: HttpRequest) -> HttpResponse:
    """Show the slip of the case in hand."""
    grip = held(request, now())
    case = followed(grip.number) if grip else None
    if case is None:
        return redirect("track")
    return render(request, "public/receipt.html", {"case": case})
