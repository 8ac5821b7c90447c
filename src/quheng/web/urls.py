"""Every address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from quheng.web.language_page import choose_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", choose_language, name="language"),
    path("", include("quheng.web.signin.urls")),
    path("", include("quheng.web.staff.urls")),
    path("", include("quheng.web.public.urls")),
    path("", include("quheng.web.api.urls")),
]

handler400 = "quheng.web.errors.bad_request"
handler403 = "quheng.web.errors.forbidden"
handler404 = "quheng.web.errors.not_found"
handler500 = "quheng.web.errors.broken"
