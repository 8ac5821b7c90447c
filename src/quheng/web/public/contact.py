"""Where to report a flaw: security.txt (RFC 9116), where the house has said so."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from quheng.web.moment import now

HOLDS = timedelta(days=90)


@login_not_required
@require_safe
def security_text(request: HttpRequest) -> HttpResponse:
    """Answer with the contact."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = (now() + HOLDS).replace(hour=0, minute=0, second=0).isoformat()
    lines = (f"Contact: {settings.SECURITY_CONTACT}", f"Expires: {until}", "Preferred-Languages: zh, en", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
