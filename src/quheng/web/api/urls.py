"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from quheng.web.api.application import api, nothing
from quheng.web.api.contract import openapi_page
from quheng.web.api.gate import behind_the_gate
from quheng.web.api.open311.urls import urlpatterns as open311


def _gated(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    """Put the gate before the view of a pattern."""
    if isinstance(pattern, URLPattern):
        pattern.callback = behind_the_gate(pattern.callback)
    return pattern


patterns, app_name, namespace = api.urls
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/openapi.json", openapi_page, name="api-openapi"),
    path("api/v1/", ([_gated(pattern) for pattern in patterns], app_name, namespace)),
    re_path(r"^api/.*$", behind_the_gate(nothing), name="api-nothing"),
    *open311,
]
