"""The web as a Django application: its templates, tags and static files."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The application."""

    name = "quheng.web"

    def ready(self) -> None:
        """Begin to note sign-ins."""
        from quheng.web.middleware import session_limits
        from quheng.web.signin import given_passwords

        session_limits.watch()
        given_passwords.watch()
