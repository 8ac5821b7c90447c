"""From which address a request comes, as far as it can be believed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest, *_: object) -> str:
    """Return the address of the client.

    What a request says of itself is believed only so far as proxies of ours have written it: with
    QUHENG_PROXIES=1 the last entry of X-Forwarded-For, with 2 the last but one; without proxies the address
    of the connection.
    """
    direct = str(request.META.get("REMOTE_ADDR") or "")
    count = settings.PROXIES
    passed = [one.strip() for one in request.headers.get("x-forwarded-for", "").split(",") if one.strip()]
    return passed[-count] if 0 < count <= len(passed) else direct
