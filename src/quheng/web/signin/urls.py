"""The addresses of sign-in: each page of allauth that is open, named here; no other can be reached."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import URLPattern, URLResolver, path

from quheng.web.signin.acting import acting_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/again/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/password/set/", account.password_set, name="account_set_password"),
    path("account/code/", mfa.authenticate, name="mfa_authenticate"),
    path("account/code/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-factor/", mfa.index, name="mfa_index"),
    path("account/second-factor/on/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second-factor/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/oidc/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("account/oidc/error/", social.login_error, name="socialaccount_login_error"),
    path("account/oidc/<str:provider_id>/login/", oidc.login, name="openid_connect_login"),
    path("account/oidc/<str:provider_id>/login/callback/", oidc.callback, name="openid_connect_callback"),
    path("acting/", acting_page, name="acting"),
]
