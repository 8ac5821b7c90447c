"""Who looks: the viewer of a request, with the grants that hold today."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from quheng.ledger.scope import Viewer, viewer_of
from quheng.web.moment import now

ACTS_FOR = "organisation"
"""The key of the session that holds the organisation that the person acts for."""


class ViewerRequest(HttpRequest):
    """A request with its viewer."""

    viewer: Viewer


class ViewerMiddleware:
    """Gives a request its viewer when it is first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ViewerRequest) -> HttpResponse:
        """Answer."""
        when_asked: Any = SimpleLazyObject(lambda: _viewer(request))
        request.viewer = when_asked
        return self.get_response(request)


def _viewer(request: HttpRequest) -> Viewer:
    if not request.user.is_authenticated:
        return Viewer("", frozenset())
    return viewer_of(request.user, now().date(), request.session.get(ACTS_FOR))
