"""How accounts come to be, and how they sign in: given by an administrator, never by signing up."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from quheng.bilingual import Text
from quheng.web.address import address_of
from quheng.web.signin.oidc import DEFAULT_CLAIM, claimed_account
from quheng.web.signin.strong import needs_second_factor

HOUSE = "Quheng 区衡"


class NoSignUpAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up, and no message of allauth's own is shown."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address as the whole house reads it."""
        return address_of(request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the pages themselves say what has happened."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: accounts have no mail address."""


class KnownAccountsAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Whoever the issuer names signs in as the account of that name, where there is one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Say no."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the account on the first sign-in, and remember who it is at the issuer."""
        if sociallogin.is_existing:
            return
        app = sociallogin.provider.app
        name = claimed_account(sociallogin.account.extra_data, app.settings.get("claim", DEFAULT_CLAIM))
        account = get_user_model().objects.filter(username=name, is_active=True).first() if name else None
        if account is not None:
            sociallogin.connect(request, account)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor: named after the house, and not taken off where a role wants it."""

    def get_totp_issuer(self) -> str:
        """Return what an authenticator shows."""
        return HOUSE

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Whether the account may do without."""
        account: AbstractBaseUser = authenticator.user
        return not needs_second_factor(account)

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": Text(
            zh="您的角色须有二次验证，不能停用。",
            en="Your role needs a second factor: it cannot be taken off.",
        ),
    }
