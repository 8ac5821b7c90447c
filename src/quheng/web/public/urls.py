"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from quheng.web.public.contact import security_text
from quheng.web.public.receipt import receipt_page
from quheng.web.public.services import service_page, services_page
from quheng.web.public.submitting import submit_page
from quheng.web.public.tracked import tracked_page
from quheng.web.public.tracking import track_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("services/", services_page, name="services"),
    path("services/<slug:programme>/", service_page, name="service"),
    path("services/<slug:programme>/submit/", submit_page, name="submit"),
    path("receipt/", receipt_page, name="receipt"),
    path("track/", track_page, name="track"),
    path("track/case/", tracked_page, name="tracked"),
    path(".well-known/security.txt", security_text, name="security"),
]
