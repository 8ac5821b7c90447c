"""Accounts: how they are opened, reset and closed; what a password is; sign-in by another system."""

from __future__ import annotations

import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from typer.testing import CliRunner

from quheng.cli import app
from quheng.errors import MethodError, NotFoundError
from quheng.ledger.models import Grant
from quheng.web.signin.adapter import KnownAccountsAdapter
from quheng.web.signin.oidc import claimed_account, oidc_origin, oidc_providers
from quheng.web.signin.people import add_person, reset_person
from tests.web.portal import client_over_tls
from tests.web.signin.conftest import code_of, set_up_totp
from tests.web.signin.test_signing_in import BACKEND, CODE, sign_in


def run(*arguments: str):
    return CliRunner().invoke(app, ["ledger", "person", *arguments])


def test_an_account_is_opened_with_a_password_that_nobody_chose(people):
    told = run("add", "new.one", "--name", "新来的").stdout
    password = told.splitlines()[0].rsplit(" ", 1)[1]
    assert "it is shown once" in told
    account = User.objects.get(username="new.one")
    assert account.check_password(password)
    assert account.first_name == "新来的"
    assert len(password.replace("-", "")) == 20
    validate_password(password, account)


@pytest.mark.parametrize("name", ["applicant", "system", "library", "Wang", "1a", "a b", "a" * 65, "wang"])
def test_a_name_that_stands_for_somebody_else_is_refused(people, name):
    with pytest.raises(MethodError):
        add_person(name, "x")


def test_a_role_is_granted_on_the_command_line(people):
    done = run("grant", "wang", "--role", "lead", "--organisation", "fire", "--sensitivity", "personal")
    assert done.stdout == "wang holds lead in fire from today on\n"
    grant = Grant.objects.get(role="lead", organisation__code="fire")
    assert (grant.account.username, grant.sensitivity) == ("wang", 2)
    assert isinstance(
        run("grant", "wang", "--role", "king", "--organisation", "fire").exception, NotFoundError
    )
    wrong = run("grant", "wang", "--role", "lead", "--organisation", "fire", "--sensitivity", "secret")
    assert isinstance(wrong.exception, MethodError)
    assert isinstance(
        run("grant", "nobody", "--role", "lead", "--organisation", "fire").exception, NotFoundError
    )


def test_an_account_is_closed_on_the_command_line(people):
    assert run("close", "wang").stdout == "the account wang is closed\n"
    assert not User.objects.get(username="wang").is_active


def test_a_reset_keeps_the_second_factor_unless_it_is_lost(people):
    secret = set_up_totp("gao")
    password = reset_person("gao")
    client = client_over_tls()
    assert sign_in(client, "gao", password).headers["Location"] == CODE
    assert client.post(CODE, {"code": code_of(secret, time.time())}).status_code == 302
    run("reset", "gao", "--second-factor")
    assert not Authenticator.objects.filter(user__username="gao").exists()


def test_a_reset_signs_out_whoever_is_signed_in(people):
    client = client_over_tls()
    sign_in(client, "wang")
    assert client.get("/acting/").status_code == 200
    reset_person("wang")
    assert client.get("/acting/").status_code == 302


def test_a_new_ledger_has_no_account(database):
    assert not User.objects.exists()


def test_sign_ins_are_kept_both_ways(people):
    sign_in(client_over_tls(), "wang", "wrong")
    attempt = AccessAttempt.objects.get()
    assert (attempt.username, attempt.failures_since_start) == ("wang", 1)
    assert "wrong" not in attempt.post_data
    sign_in(client_over_tls(), "li")
    assert AccessLog.objects.get().username == "li"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("a1-b2-c3-d4", "password_too_short"),
        ("1qaz2wsx3edc", "password_too_common"),
        ("wang-wang-wang", "password_of_the_house"),
        ("quheng-12345-admin", "password_of_the_house"),
        ("区衡区衡区衡区衡12345", "password_of_the_house"),
    ],
)
def test_what_a_password_cannot_be(password, code):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, User(username="wang", first_name="王"))
    assert code in {error.code for error in refused.value.error_list}
    assert all(error.messages[0].isascii() for error in refused.value.error_list), "worded in English here"


def test_no_password_ends_by_the_calendar(people):
    User.objects.filter(username="wang").update(date_joined=people.now.replace(year=2001))
    client = client_over_tls()
    sign_in(client, "wang")
    assert client.get("/acting/").status_code == 200


def test_passwords_are_kept_by_a_slow_function():
    hasher = __import__("django.contrib.auth.hashers", fromlist=["x"]).get_hasher()
    assert hasher.algorithm == "pbkdf2_sha256"
    assert hasher.iterations >= 600_000


def test_passwords_are_typed_masked_and_may_be_pasted(people):
    client = client_over_tls()
    page = client.get("/account/login/").content.decode()
    assert 'type="password"' in page
    assert 'autocomplete="current-password"' in page
    client.force_login(User.objects.get(username="wang"), BACKEND)
    page = client.get("/account/password/").content.decode()
    assert page.count('type="password"') == 3
    assert 'autocomplete="new-password"' in page
    assert "onpaste" not in page


def test_sign_out_stands_on_every_page(people):
    client = client_over_tls()
    client.force_login(User.objects.get(username="wang"), BACKEND)
    for where in ("/", "/acting/", "/account/password/", "/account/second-factor/", "/services/"):
        assert 'action="/account/logout/"' in client.get(where).content.decode(), where


def test_a_code_of_the_minute_before_is_too_old(people):
    secret = set_up_totp("gao")
    client = client_over_tls()
    sign_in(client, "gao")
    assert client.post(CODE, {"code": code_of(secret, time.time() - 60)}).status_code == 200


def test_no_folder_is_listed(people):
    client = client_over_tls()
    for where in ("/static/", "/static/quheng/", "/.git/config", "/settings.py", "/static/../settings.py"):
        assert client.get(where).status_code == 404, where


def test_nothing_of_the_tests_is_installed():
    names = ("quheng.tests", "quheng.web.tests")
    code = f"import quheng.web, importlib.util as u; print([u.find_spec(name) for name in {names}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[None, None]\n"


OIDC = {
    "QUHENG_OIDC_ISSUER": "https://id.example.gov.cn/realms/district",
    "QUHENG_OIDC_CLIENT": "quheng",
    "QUHENG_OIDC_SECRET": "a secret of the two",
}


def test_sign_in_by_another_system_is_off_by_default():
    assert oidc_providers({}) == {}
    assert oidc_origin({}) == ()
    assert settings.SOCIALACCOUNT_PROVIDERS == {}


@pytest.fixture
def issuer(people, monkeypatch):
    monkeypatch.setattr(settings, "SOCIALACCOUNT_PROVIDERS", oidc_providers(OIDC))
    return people


def test_the_button_of_the_issuer_stands_on_the_page(issuer):
    page = client_over_tls().get("/account/login/").content.decode()
    assert "统一身份认证" in page
    assert 'action="/account/oidc/house/login/' in page
    assert OIDC["QUHENG_OIDC_SECRET"] not in page
    assert oidc_origin(OIDC) == ("https://id.example.gov.cn",)


def test_sign_in_at_an_issuer_is_bound_to_the_browser(issuer, monkeypatch):
    from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

    config = {
        "authorization_endpoint": "https://id.example.gov.cn/authorize",
        "token_endpoint": "https://id.example.gov.cn/token",
    }
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", config)
    client = client_over_tls()
    where = client.post("/account/oidc/house/login/").headers["Location"]
    assert where.startswith("https://id.example.gov.cn/authorize?")
    assert "code_challenge_method=S256" in where
    assert "state=" in where
    assert "redirect_uri=https%3A%2F%2Flocalhost" in where
    answer = client_over_tls().get("/account/oidc/house/login/callback/", {"code": "x", "state": "made up"})
    assert answer.status_code in (200, 401, 403)
    assert "_auth_user_id" not in client.session


def test_the_issuer_names_accounts_that_exist_and_no_other(issuer):
    connected = []

    def login(name: str, existing: bool = False):
        return SimpleNamespace(
            is_existing=existing,
            provider=SimpleNamespace(app=SimpleNamespace(settings={"claim": "preferred_username"})),
            account=SimpleNamespace(extra_data={"userinfo": {"preferred_username": name}}),
            connect=lambda request, account: connected.append(account.username),
        )

    adapter = KnownAccountsAdapter()
    User.objects.filter(username="li").update(is_active=False)
    for name in ("wang", "nobody", "li", ""):
        adapter.pre_social_login(None, login(name))
    adapter.pre_social_login(None, login("zhao", existing=True))
    assert connected == ["wang"]
    assert not adapter.is_open_for_signup(None, None)


@pytest.mark.parametrize(
    ("extra", "name"),
    [
        ({"userinfo": {"account": "wang"}}, "wang"),
        ({"id_token": {"account": "wang"}}, "wang"),
        ({"account": "wang"}, "wang"),
        ({"userinfo": {"account": ["wang"]}}, ""),
        ({"userinfo": {"account": {"$ne": ""}}}, ""),
        ({}, ""),
    ],
)
def test_a_claim_is_a_text_or_nothing(extra, name):
    assert claimed_account(extra, "account") == name
