"""The OpenAPI description of the API."""

from __future__ import annotations

import os

import django


def openapi_page() -> str:
    """Return the description."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quheng.web.settings")
    django.setup()
    from quheng.web.api.contract import openapi_text

    return openapi_text()
