"""The addresses of those who work here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from quheng.web.staff.queue import queue_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", queue_page, name="queue"),
]
