"""Sign in with a password and a second factor; guess, and be locked out."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import User
from django.test import Client

from quheng.bilingual import use_language
from tests.web.portal import client_over_tls
from tests.web.signin.conftest import PASSWORD, code_of, set_up_totp

BACKEND = "django.contrib.auth.backends.ModelBackend"
LOGIN, CODE = "/account/login/", "/account/code/"


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"login": name, "password": password, **more})


def test_a_password_lets_in_who_has_no_strong_role(people):
    client = client_over_tls()
    assert sign_in(client, "wang").headers["Location"] == "/"
    assert client.get("/acting/").status_code == 200


def test_everything_else_leads_to_sign_in(people):
    assert client_over_tls().get("/acting/").headers["Location"] == "/account/login/?next=/acting/"


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(people):
    wrong = sign_in(client_over_tls(), "wang", "wrong").content.decode()
    nobody = sign_in(client_over_tls(), "nobody", "wrong").content.decode()
    assert "您提供的用户名或密码不正确" in wrong
    same = [line for line in wrong.splitlines() if "csrf" not in line.casefold()]
    other = [line for line in nobody.splitlines() if "csrf" not in line.casefold()]
    assert same == [line.replace("nobody", "wang") for line in other]


def test_a_strong_role_is_led_to_set_up_a_second_factor_first(people):
    client = client_over_tls()
    sign_in(client, "gao")
    assert client.get("/acting/").headers["Location"] == "/account/second-factor/on/"
    assert client.get("/services/").status_code == 302, "nothing else either"


def test_it_is_set_up_with_a_code_and_recovery_codes_are_shown_once(people):
    client = client_over_tls()
    sign_in(client, "gao")
    answer = client.get("/account/second-factor/on/")
    if answer.status_code == 302:
        client.post(answer.headers["Location"], {"password": PASSWORD})
        answer = client.get("/account/second-factor/on/")
    page = answer.content.decode()
    secret = page[page.index('class="key">') + len('class="key">') :].split("<")[0]
    done = client.post("/account/second-factor/on/", {"code": code_of(secret, time.time())})
    assert done.headers["Location"] == "/account/recovery-codes/"
    shown = client.get("/account/recovery-codes/").content.decode()
    assert shown.count("<code>") == 10
    assert "<code>" not in client.get("/account/recovery-codes/").content.decode()
    assert client.get("/acting/").status_code == 200


def test_the_second_factor_is_asked_for_and_counts_once(people):
    secret = set_up_totp("gao")
    client = client_over_tls()
    assert sign_in(client, "gao").headers["Location"] == CODE
    assert client.get("/acting/").status_code == 302, "the password alone is not enough"
    code = code_of(secret, time.time())
    assert client.post(CODE, {"code": code}).headers["Location"] == "/"
    assert client.get("/acting/").status_code == 200
    other = client_over_tls()
    sign_in(other, "gao")
    assert other.post(CODE, {"code": code}).status_code == 200, "a code that was used is used up"


@pytest.mark.parametrize(("ahead", "status"), [(30, 302), (-90, 200)])
def test_a_clock_half_a_minute_off_is_forgiven_and_an_old_code_is_not(people, ahead, status):
    secret = set_up_totp("gao")
    client = client_over_tls()
    sign_in(client, "gao")
    assert client.post(CODE, {"code": code_of(secret, time.time() + ahead)}).status_code == status


def test_wrong_passwords_lock_the_account_for_this_address(people, monkeypatch):
    for _ in range(4):
        assert sign_in(client_over_tls(), "wang", "wrong").status_code == 200
    locked = sign_in(client_over_tls(), "wang", "wrong")
    assert locked.status_code == 429
    assert "账号已锁定" in locked.content.decode()
    assert sign_in(client_over_tls(), "wang").status_code == 429, "the right password does not help now"
    english = client_over_tls()
    english.cookies["language"] = "en"
    assert "the account is locked" in sign_in(english, "wang").content.decode()
    assert sign_in(client_over_tls(), "li").status_code == 302, "others are let in"


def test_wrong_codes_are_counted_like_wrong_passwords(people):
    secret = set_up_totp("gao")
    client = client_over_tls()
    sign_in(client, "gao")
    answers = [client.post(CODE, {"code": "000000"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    locked = client.post(CODE, {"code": code_of(secret, time.time())})
    assert locked.status_code == 429
    again = client_over_tls()
    assert sign_in(again, "gao").status_code == 429, "to begin anew gives no more tries"


def test_the_password_between_wrong_codes_does_not_clear_the_count(people):
    set_up_totp("gao")
    for _ in range(4):
        client = client_over_tls()
        sign_in(client, "gao")
        assert client.post(CODE, {"code": "000000"}).status_code == 200
    client = client_over_tls()
    sign_in(client, "gao")
    assert client.post(CODE, {"code": "000000"}).status_code == 429


def test_a_lock_is_lifted_by_an_administrator(people):
    from quheng.web.signin.people import reset_person

    for _ in range(5):
        sign_in(client_over_tls(), "wang", "wrong")
    password = reset_person("wang")
    client = client_over_tls()
    assert sign_in(client, "wang", password).status_code == 302


def test_a_password_that_was_given_must_be_changed_first(people):
    from quheng.web.signin.people import add_person

    given = add_person("new.one", "新来的")
    people.grant("new.one", "clerk", "east")
    client = client_over_tls()
    sign_in(client, "new.one", given)
    assert client.get("/acting/").headers["Location"] == "/account/password/"
    client.post("/account/password/", {"oldpassword": given, "password1": PASSWORD, "password2": PASSWORD})
    assert client.get("/acting/").status_code == 200
    assert not User.objects.get(username="new.one").groups.exists()


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short-1", "至少 12 个字符"),
        ("wang-quheng-1", "拼成"),
    ],
)
def test_a_weak_password_is_refused_in_words(people, password, words):
    client = client_over_tls()
    sign_in(client, "wang")
    answer = client.post(
        "/account/password/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert User.objects.get(username="wang").check_password(PASSWORD)


def test_a_long_password_of_any_signs_is_taken_whole(people):
    long = "一句 很长 的 口令 " * 10
    client = client_over_tls()
    sign_in(client, "wang")
    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": long, "password2": long})
    assert User.objects.get(username="wang").check_password(long)


def test_changing_the_password_ends_the_other_sessions(people):
    mine, other = client_over_tls(), client_over_tls()
    sign_in(mine, "wang")
    sign_in(other, "wang")
    new = "another river without ice"
    mine.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert mine.get("/acting/").status_code == 200
    assert other.get("/acting/").status_code == 302


def test_signing_out_ends_the_session_on_the_server(people):
    client = client_over_tls()
    sign_in(client, "wang")
    kept = dict(client.cookies)
    client.post("/account/logout/")
    client.cookies.update(kept)
    assert client.get("/acting/").status_code == 302


def test_the_key_of_the_session_is_new_after_sign_in(people):
    client = client_over_tls()
    client.get(LOGIN)
    sign_in(client, "wang")
    first = client.session.session_key
    client.post("/account/logout/")
    sign_in(client, "wang")
    assert client.session.session_key != first


def test_an_hour_without_work_ends_the_session(people, clock):
    client = client_over_tls()
    sign_in(client, "wang")
    clock.later(minutes=50)
    assert client.get("/acting/").status_code == 200
    clock.later(minutes=50)
    assert client.get("/acting/").status_code == 200, "who works stays"
    clock.later(minutes=61)
    assert client.get("/acting/").status_code == 302


def test_twelve_hours_end_it_in_any_case(people, clock):
    client = client_over_tls()
    sign_in(client, "wang")
    for _ in range(15):
        clock.later(minutes=48)
        assert client.get("/acting/").status_code == 200
    clock.later(minutes=1)
    assert client.get("/acting/").status_code == 302


def test_a_closed_account_is_let_in_nowhere(people):
    from quheng.web.signin.people import close_person

    client = client_over_tls()
    sign_in(client, "wang")
    close_person("wang")
    assert client.get("/acting/").status_code == 302
    assert sign_in(client_over_tls(), "wang").status_code in (200, 302)
    again = client_over_tls()
    sign_in(again, "wang")
    assert again.get("/acting/").status_code == 302


@pytest.mark.parametrize(
    "closed",
    [
        "signup/",
        "email/",
        "password/reset/",
        "social/signup/",
        "3rdparty/",
        "confirm-email/",
        "2fa/webauthn/",
    ],
)
def test_what_nobody_needs_cannot_be_reached(people, closed):
    assert client_over_tls().get(f"/account/{closed}").status_code == 404


ELSEWHERE = (
    "https://elsewhere.example/",
    "//elsewhere.example",
    "///elsewhere.example",
    "\\\\elsewhere.example",
    "/\\elsewhere.example",
    "javascript:alert('elsewhere')",
    "https:elsewhere.example",
    "http:///elsewhere.example",
    "https://localhost@elsewhere.example/",
    "https://localhost.elsewhere.example/",
    "\thttps://elsewhere.example",
    "data:text/html,elsewhere",
)


@pytest.mark.parametrize("way", ["login", "logout", "acting", "language"])
def test_no_way_leads_to_another_site(people, way):
    for elsewhere in ELSEWHERE:
        client = client_over_tls()
        if way == "login":
            answer = sign_in(client, "wang", next=elsewhere)
        else:
            client.force_login(User.objects.get(username="wang"), BACKEND)
            where = {"logout": "/account/logout/", "acting": "/acting/", "language": "/language/"}[way]
            answer = client.post(where, {"next": elsewhere, "organisation": "east", "language": "zh"})
        assert answer.status_code == 302, elsewhere
        assert answer.headers["Location"].startswith("/"), elsewhere
        assert not answer.headers["Location"].startswith(("//", "/\\")), elsewhere
        assert "elsewhere" not in answer.headers["Location"], elsewhere


def test_the_second_factor_leads_to_no_other_site(people):
    secret = set_up_totp("gao")
    client = client_over_tls()
    sign_in(client, "gao", next="https://elsewhere.example/")
    answer = client.post(CODE, {"code": code_of(secret, time.time()), "next": "//elsewhere.example"})
    assert answer.headers["Location"] == "/"


def test_the_organisation_one_acts_for_is_chosen_among_ones_own_and_stands_in_the_bar(people):
    people.grant("wang", "handler", "fire")
    client = client_over_tls()
    sign_in(client, "wang")
    page = client.get("/acting/").content.decode()
    assert ">east</a>" in page
    client.post("/acting/", {"organisation": "fire"})
    assert ">fire</a>" in client.get("/acting/").content.decode()
    client.post("/acting/", {"organisation": "west"})
    assert ">fire</a>" in client.get("/acting/").content.decode(), "not one of one's own"


def test_a_strong_role_cannot_take_its_second_factor_off(people):
    secret = set_up_totp("gao")
    client = client_over_tls()
    sign_in(client, "gao")
    client.post(CODE, {"code": code_of(secret, time.time())})
    from allauth.mfa.models import Authenticator

    answer = client.get("/account/second-factor/off/")
    if answer.status_code == 302:
        client.post("/account/again/", {"password": PASSWORD})
    use_language("zh")
    page = client.get("/account/second-factor/off/").content.decode()
    client.post("/account/second-factor/off/")
    assert "不能停用" in page
    assert Authenticator.objects.filter(user__username="gao").exists()


def test_whom_one_helps_is_chosen_by_mandate_and_stands_in_the_bar_and_in_the_record(people):
    from quheng.ledger.mandates import end_mandate, register_mandate
    from quheng.ledger.models import EventRow

    wang = User.objects.get(username="wang")
    mandate = register_mandate(
        wang, "account:li", "委托书 1 号", "zhou", people.now, since=people.now.date(), programmes=()
    )
    client = client_over_tls()
    client.force_login(wang, BACKEND)
    client.post("/acting/", {"organisation": "east", "principal": "account:zhao"})
    assert "代办" not in client.get("/account/second-factor/").content.decode(), "no such mandate"
    client.post("/acting/", {"organisation": "east", "principal": "account:li"})
    assert "代办 li" in client.get("/account/second-factor/").content.decode()
    end_mandate(mandate, people.now.date())
    assert "代办 li" not in client.get("/account/second-factor/").content.decode(), "it has ended"
    assert not EventRow.objects.exists()


@pytest.mark.parametrize("grave", ["/glass/", "/glass/1/", "/cases/SW2026000001/do/erase/"])
def test_before_a_grave_step_one_confirms_who_one_is(people, grave, clock):
    number = people.opens("wang")
    assert number == "SW2026000001"
    client = client_over_tls()
    sign_in(client, "wang")
    for send in (client.get, client.post):
        assert send(grave).headers["Location"].startswith("/account/again/?next=%2F"), send
    assert client.get(f"/cases/{number}/").status_code == 200, "what is not grave is not asked for"
    answer = client.post("/account/again/", {"password": PASSWORD, "next": grave})
    assert answer.headers["Location"] == grave
    assert not client.get(grave).headers.get("Location", "").startswith("/account/again/")
