"""The web as a Django application: its templates, tags and static files."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The application."""

    name = "quheng.web"
