"""Which accounts must have a second factor: those that hold a role that is declared so."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from quheng.ledger.programmes import load_roles
from quheng.ledger.scope import Viewer, viewer_of
from quheng.web.moment import now

RECORDS = "account_authentication_methods"
"""The key of the session in which allauth keeps how somebody signed in."""


def is_strong(viewer: Viewer) -> bool:
    """Whether somebody holds a role that wants a second factor."""
    strong = {role.id for role in load_roles().roles if role.second_factor}
    return any(permit.role in strong for permit in viewer.permits)


def needs_second_factor(account: AbstractBaseUser) -> bool:
    """Whether an account holds such a role today."""
    return is_strong(viewer_of(account, now().date()))


def has_second_factor(account: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether an account has set one up."""
    return bool(Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).exists())


def gave_second_factor(request: HttpRequest) -> bool:
    """Whether one was given when this session began."""
    return any(record.get("method") == "mfa" for record in request.session.get(RECORDS, ()))
