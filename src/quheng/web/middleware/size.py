"""How large a request may be: refused by what it says of itself, before anything is read or written."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from quheng.web.errors import too_large

FILES_AT_ONCE = 5
BESIDE = 1024 * 1024
"""For the fields of a form."""


class SizeMiddleware:
    """Turns away what is larger than any form of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        said = request.META.get("CONTENT_LENGTH") or "0"
        most = FILES_AT_ONCE * settings.FILE_LIMIT + BESIDE
        if not said.isdecimal() or int(said) > most:
            return too_large(request)
        return self.get_response(request)
