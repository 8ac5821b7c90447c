"""Sign-in by another system over OpenID Connect: a setting, off by default.

QUHENG_OIDC_ISSUER   the address of the issuer, such as https://id.example.gov.cn/realms/district
QUHENG_OIDC_CLIENT   the client's id there
QUHENG_OIDC_SECRET   its secret
QUHENG_OIDC_NAME     what the button says; `统一身份认证` by default
QUHENG_OIDC_CLAIM    the claim that holds the account's name here; `preferred_username` by default

Only accounts that an administrator has made sign in so: nobody gets one by it. The issuer is trusted to say
who somebody is; what the person may do stands in the grants here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

PROVIDER = "house"
"""The name of the provider in addresses: /account/oidc/house/login/."""

DEFAULT_NAME = "统一身份认证"
DEFAULT_CLAIM = "preferred_username"


def oidc_providers(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the settings of allauth for the issuer that the environment names; none by default."""
    issuer = environment.get("QUHENG_OIDC_ISSUER")
    if not issuer:
        return {}
    app = {
        "provider_id": PROVIDER,
        "name": environment.get("QUHENG_OIDC_NAME", DEFAULT_NAME),
        "client_id": environment.get("QUHENG_OIDC_CLIENT", ""),
        "secret": environment.get("QUHENG_OIDC_SECRET", ""),
        "settings": {"server_url": issuer, "claim": environment.get("QUHENG_OIDC_CLAIM", DEFAULT_CLAIM)},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def oidc_origin(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the origin to which the form of the sign-in leads, for the content security policy."""
    issuer = urlsplit(environment.get("QUHENG_OIDC_ISSUER", ""))
    return (f"{issuer.scheme}://{issuer.netloc}",) if issuer.netloc else ()


def claimed_account(extra: Mapping[str, Any], claim: str) -> str:
    """Return the account that an issuer's answer names, or nothing."""
    for part in ("userinfo", "id_token"):
        value = extra.get(part, {}).get(claim) if isinstance(extra.get(part), Mapping) else None
        if isinstance(value, str):
            return value
    value = extra.get(claim)
    return value if isinstance(value, str) else ""
