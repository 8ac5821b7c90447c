"""The addresses of Open311; the format is their ending."""

from __future__ import annotations

from django.urls import URLPattern, re_path
from django.views.decorators.http import require_safe

from quheng.web.api.gate import View, behind_the_gate
from quheng.web.api.open311 import views

ENDING = r"\.(?P<form>xml|json)$"
HERE = r"^open311/v2/"


def _gated(view: View) -> View:
    return behind_the_gate(view, views.as_open311, views.admitted_by_key)


urlpatterns: list[URLPattern] = [
    re_path(rf"^open311/discovery{ENDING}", _gated(require_safe(views.discovery)), name="open311-discovery"),
    re_path(rf"{HERE}services{ENDING}", _gated(require_safe(views.services)), name="open311-services"),
    re_path(
        rf"{HERE}services/(?P<code>[^/]+){ENDING}",
        _gated(require_safe(views.definition)),
        name="open311-service",
    ),
    re_path(rf"{HERE}requests{ENDING}", _gated(views.requests), name="open311-requests"),
    re_path(
        rf"{HERE}requests/(?P<number>[^/]+){ENDING}",
        _gated(require_safe(views.one_request)),
        name="open311-request",
    ),
    re_path(
        rf"{HERE}tokens/(?P<name>[^/]+){ENDING}", _gated(require_safe(views.token)), name="open311-token"
    ),
    re_path(r"^open311/", _gated(views.nothing), name="open311-nothing"),
]
