"""The language of a page: chosen by a cookie; Chinese where none was chosen."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from quheng.bilingual import Language, use_language

COOKIE = "language"
DJANGO_NAMES: dict[Language, str] = {"zh": "zh-hans", "en": "en"}


def language_of(request: HttpRequest) -> Language:
    """Return the language of a request."""
    return "en" if request.COOKIES.get(COOKIE) == "en" else "zh"


class LanguageMiddleware:
    """Words everything of a request in its language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        language = language_of(request)
        use_language(language)
        with translation.override(DJANGO_NAMES[language]):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
