"""What somebody must do before anything else: change a password that was given, set up a second factor."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect

from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.signin.given_passwords import must_change
from quheng.web.signin.strong import gave_second_factor, has_second_factor, is_strong

OPEN = ("/account/", "/language/", "/static/")
"""What can be reached without: to sign out, to change the language, to do what must be done."""


class DutiesMiddleware:
    """Leads those who owe something to where it is done."""

    def __init__(self, get_response: Callable[[ViewerRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ViewerRequest) -> HttpResponse:
        """Answer."""
        if request.user.is_authenticated and not request.path.startswith(OPEN):
            if must_change(request):
                return redirect("account_change_password")
            if _lacks_second_factor(request):
                return redirect("mfa_activate_totp")
        return self.get_response(request)


def _lacks_second_factor(request: ViewerRequest) -> bool:
    return (
        not gave_second_factor(request) and is_strong(request.viewer) and not has_second_factor(request.user)
    )
