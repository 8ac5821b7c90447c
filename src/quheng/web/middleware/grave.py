"""Grave steps: to break the glass, to erase what is known of a person. One confirms first who one is.

It is asked for before the form, not after it: nothing that was typed is put aside in a session.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

GRAVE: Mapping[str, Mapping[str, str]] = {"glass": {}, "glass-deed": {}, "deed": {"deed": "erase"}}
"""The names of the addresses, and what their parameters must be for it."""


class GraveMiddleware:
    """Asks who somebody is before a grave step, unless it was asked a few minutes ago."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, values: dict[str, Any]
    ) -> HttpResponse | None:
        """Lead away from the view, or let it answer."""
        wanted = GRAVE.get(request.resolver_match.url_name or "") if request.resolver_match else None
        if wanted is None or not request.user.is_authenticated or not wanted.items() <= values.items():
            return None
        if was_asked_lately(request) or not is_reauthentication_required(request, app="quheng"):
            return None
        ways = get_adapter().get_reauthentication_methods(request.user)
        return redirect(f"{ways[0]['url']}?{urlencode({'next': request.path})}") if ways else None


def was_asked_lately(request: HttpRequest) -> bool:
    """Whether the session says so; only where it does not are the ways asked for that the person has."""
    methods = get_authentication_records(request, request.user)
    asked = [one["at"] for one in methods if one.get("reauthenticated")]
    return bool(asked) and time.time() - asked[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
