"""Tokens: shown once, kept as a digest, narrower than their account, and over when they are over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from typer.testing import CliRunner

from quheng.cli import app
from quheng.errors import MethodError, NotFoundError
from quheng.ledger.models import ApiToken, Grant
from quheng.ledger.tokens import admit, issue_token, revoke_token
from tests.web.api.conftest import Program, problem


def test_the_key_is_kept_nowhere(town, program):
    key = program("wang").key
    row = ApiToken.objects.get()
    assert key not in str(vars(row))
    assert len(row.digest) == 64


def test_a_token_ends_by_its_day_by_hand_and_with_its_account(town, program):
    one = program("wang")
    assert one.get("cases").status_code == 200
    token = ApiToken.objects.get()
    revoke_token("wang", token.name, town.now)
    problem(one.get("cases"), 401)
    other = program("wang")
    User.objects.filter(username="wang").update(is_active=False)
    problem(other.get("cases"), 401)
    User.objects.filter(username="wang").update(is_active=True)
    assert other.get("cases").status_code == 200
    town.later(days=31)
    problem(other.get("cases"), 401)


def test_grants_that_end_end_for_the_token_too(town, program):
    one = program("wang")
    assert one.reads("programmes")["programmes"]
    Grant.objects.filter(account__username="wang").delete()
    assert one.reads("programmes")["programmes"] == []


def test_a_token_for_an_organisation_acts_for_it(town, program):
    town.grant("zhao", "handler", "fire")
    account = User.objects.get(username="zhao")
    until = town.now.date() + timedelta(days=1)

    def acts_for(**limits):
        key = issue_token(account, f"{limits}", town.now, until, **limits).key
        return admit(key, town.now).viewer.organisation

    assert acts_for() == "east"
    assert acts_for(organisation="fire") == "fire"
    assert acts_for(organisation="street-1") == "street-1"
    assert acts_for(organisation="city") == "east"
    assert acts_for(organisation="west") is None


def test_the_last_use_is_known_and_not_written_each_time(town, program):
    one = program("wang")
    one.get("cases")
    first = ApiToken.objects.get().used_at
    town.later(minutes=1)
    one.get("cases")
    assert ApiToken.objects.get().used_at == first
    town.later(minutes=10)
    one.get("cases")
    assert ApiToken.objects.get().used_at > first


@pytest.mark.parametrize(
    ("more", "kind", "words"),
    [
        ({"programmes": ("nothing",)}, NotFoundError, "no programme nothing was ever published"),
        ({"organisation": "atlantis"}, NotFoundError, "no organisation atlantis"),
        ({"until": date(2020, 1, 1)}, MethodError, "cannot hold until 2020-01-01"),
        ({"until": date(2040, 1, 1)}, MethodError, "cannot hold until 2040-01-01"),
        ({"name": "taken"}, MethodError, "has a token named taken already"),
    ],
)
def test_a_wrong_token_is_not_made(town, more, kind, words):
    account = User.objects.get(username="wang")
    until = town.now.date()
    issue_token(account, "taken", town.now, until)
    wanted = {"name": "new", "until": until, **more}
    with pytest.raises(kind, match=words):
        issue_token(account, wanted.pop("name"), town.now, wanted.pop("until"), **wanted)
    assert ApiToken.objects.count() == 1


def test_the_command_line_makes_lists_and_revokes(town, monkeypatch):
    monkeypatch.setattr("quheng.cli.api_commands.moment", lambda: town.now)
    made = CliRunner().invoke(
        app, ["ledger", "token", "create", "wang", "desk", "--programme", "lost-property", "--write"]
    )
    assert made.exit_code == 0, made.output
    key = made.stdout.strip()
    assert "shown this once" in made.stderr
    assert Program(key).get("cases").status_code == 200
    listed = CliRunner().invoke(app, ["ledger", "token", "list"]).stdout
    assert "wang desk: writes, internal, programmes lost-property, organisation *, holds until" in listed
    assert key not in listed
    assert "revoked" in CliRunner().invoke(app, ["ledger", "token", "revoke", "wang", "desk"]).stdout
    assert Program(key).get("cases").status_code == 401
    assert "revoked 2026-" in CliRunner().invoke(app, ["ledger", "token", "list"]).stdout
    wrong = CliRunner().invoke(app, ["ledger", "token", "revoke", "wang", "none"])
    assert isinstance(wrong.exception, NotFoundError)
