"""Who looks: the viewer of a request, with the grants that hold today."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from quheng.ledger.cases.refusal import RefusedError
from quheng.ledger.scope import Viewer, viewer_of
from quheng.web.moment import now

ACTS_FOR = "organisation"
"""The key of the session that holds the organisation that the person acts for."""


HELPS = "helps"
"""The key of the session that holds whom the person helps: as the register of mandates says, and by name."""


class ViewerRequest(HttpRequest):
    """A request with its viewer."""

    viewer: Viewer


class ViewerMiddleware:
    """Gives a request its viewer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ViewerRequest) -> HttpResponse:
        """Answer."""
        request.viewer = _viewer(request)
        return self.get_response(request)


def _viewer(request: HttpRequest) -> Viewer:
    if not request.user.is_authenticated:
        return Viewer("", frozenset())
    moment = now()
    acting, helped = request.session.get(ACTS_FOR), request.session.get(HELPS)
    try:
        principal = helped[0] if helped else None
        return viewer_of(request.user, moment.date(), acting, principal, now=moment)
    except RefusedError:  # the mandate has ended since it was chosen
        del request.session[HELPS]
        return viewer_of(request.user, moment.date(), acting, now=moment)
