"""How the ledger is: the worker, messages, calendars, anchors, room on the disk; for those who oversee it."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quheng.ledger.health import health, is_well
from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.moment import now
from quheng.web.templatetags.staff_pages import watches


@require_safe
def health_page(request: ViewerRequest) -> HttpResponse:
    """Show what was looked at, and what is to be done."""
    if not watches(request.viewer):
        raise Http404
    findings = health(now(), (settings.FILES,))
    content = {"findings": findings, "well": is_well(findings)}
    return render(request, "staff/health.html", content)
