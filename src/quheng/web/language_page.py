"""Choose the language of the pages."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from quheng.web.middleware.language import COOKIE

A_YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language, and go back to where one was; to no other site."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = redirect(back)
    chosen = "en" if request.POST.get("language") == "en" else "zh"
    response.set_cookie(COOKIE, chosen, A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    return response
