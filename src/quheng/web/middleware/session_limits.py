"""How long a session holds: an hour without work, twelve in all; then one signs in again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse

from quheng.web.moment import now

SINCE, SEEN = "since", "seen"

NOTED_EVERY = 5 * 60
"""In seconds: a session is not written at every page."""


def begin(sender: object, request: HttpRequest, **_: Any) -> None:
    """Note when a session began."""
    request.session[SINCE] = request.session[SEEN] = int(now().timestamp())


class SessionLimitsMiddleware:
    """Ends sessions that are over."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        if request.user.is_authenticated:
            moment = int(now().timestamp())
            since, seen = request.session.get(SINCE, moment), request.session.get(SEEN, moment)
            if moment - since > settings.SESSION_COOKIE_AGE or moment - seen > settings.SESSION_IDLE:
                logout(request)
            elif moment - seen >= NOTED_EVERY:
                request.session[SEEN] = moment
        return self.get_response(request)


def watch() -> None:
    """Note the beginning of sessions from now on."""
    user_logged_in.connect(begin, dispatch_uid="quheng.session_limits")
