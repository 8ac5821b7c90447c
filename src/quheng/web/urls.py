"""Every address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from quheng.web.language_page import choose_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", choose_language, name="language"),
    path("account/", include("allauth.urls")),
    path("", include("quheng.web.signin.urls")),
    path("", include("quheng.web.staff.urls")),
    path("", include("quheng.web.public.urls")),
    path("", include("quheng.web.api.urls")),
]
