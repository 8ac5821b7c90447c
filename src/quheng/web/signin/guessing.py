"""Guessing: wrong passwords and wrong codes are counted alike, and too many lock the account for a while.

The counts stand in the database (django-axes), so that they hold for all workers and after a restart.
"""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from quheng.bilingual import Text
from quheng.web.errors import too_many

LOCKED = Text(
    zh="错误次数过多，账号已锁定。请 15 分钟后再试。",
    en="Too many wrong attempts: the account is locked. Try again in 15 minutes.",
)


def locked_out(request: HttpRequest, *_: Any) -> HttpResponse:
    """Answer somebody who is locked out."""
    return too_many(request, LOCKED)


def _refuse_if_locked(account: AbstractBaseUser) -> None:
    request: Any = context.request
    if not AxesProxyHandler.is_allowed(request, {"username": account.get_username()}):
        request.axes_locked_out = True
        raise ValidationError(LOCKED.speak())


def _count(account: AbstractBaseUser) -> None:
    credentials = {"username": account.get_username()}
    user_login_failed.send(sender=__name__, credentials=credentials, request=context.request)


class _Counted:
    """A form of allauth that takes a code of `user`."""

    user: AbstractBaseUser

    def clean_code(self) -> str:
        """Take a code, or count the wrong one."""
        _refuse_if_locked(self.user)
        try:
            return str(super().clean_code())  # type: ignore[misc]
        except ValidationError:
            _count(self.user)
            raise


class CountedCodeForm(_Counted, AuthenticateForm):  # type: ignore[misc]
    """The code at sign-in."""


class CountedCodeAgainForm(_Counted, ReauthenticateForm):  # type: ignore[misc]
    """The code before something grave."""
