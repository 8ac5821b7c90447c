"""The gate: rates, sizes, depth, strange signs, and failures of ours, each in words."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import OperationalError

from quheng.ledger.models import CaseRow, RequestCount
from tests.web.api.conftest import Program, problem


def test_a_token_may_send_so_many_requests_a_minute(town, program, monkeypatch):
    monkeypatch.setattr(settings, "API_RATE", 3)
    one, other = program("wang"), program("wang")
    assert [one.get("cases").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = one.get("cases")
    assert "at most 3 a minute" in problem(answer, 429)
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert other.get("cases").status_code == 200
    town.later(minutes=1)
    assert one.get("cases").status_code == 200


def test_whoever_guesses_keys_is_slowed_down_by_address(town, monkeypatch):
    monkeypatch.setattr(settings, "API_RATE_ANONYMOUS", 2)
    codes = [Program(f"quheng_{place:043d}").get("cases").status_code for place in range(4)]
    assert codes == [401, 401, 429, 429]


def test_counts_of_minutes_that_are_over_are_forgotten(town, program):
    one = program("wang")
    for _ in range(4):
        one.get("cases")
        town.later(minutes=2)
    assert RequestCount.objects.count() <= 2


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("{", 400, "no JSON in UTF-8"),
        ("[" * 40 + "]" * 40, 400, "nested more than 16 deep"),
        ('{"a":' * 100_000, 400, "nested more than 16 deep"),
        ('{"values": {"worth": NaN}}', 400, "no JSON in UTF-8"),
        ('{"values": {"thing": "a\\u0000b"}}', 400, "characters that cannot be used"),
        ('{"values": {"thing": "\\ud800"}}', 400, "characters that cannot be used"),
        ('{"values": {"worth": 1' + "0" * 5000 + "}}", 400, "no JSON in UTF-8"),
        ("[]", 422, ""),
        ("null", 422, ""),
        ('"' + "[" * 100 + '"', 422, ""),
        ("x" * (1024 * 1024 + 1), 413, "too large"),
    ],
)
def test_a_body_that_is_not_taken(town, program, body, status, words):
    answer = program("wang").send("POST", "cases", body, {"Idempotency-Key": "k"})
    assert words in problem(answer, status)
    assert not CaseRow.objects.exists()


@pytest.mark.parametrize("path", ["cases/a%00b", "nothing", "cases/SW1/nothing", ""])
def test_an_address_at_which_there_is_nothing(town, program, path):
    problem(program("wang").get(path), 404)


def test_a_method_that_is_not_for_an_address(town, program):
    answer = program("wang").send("DELETE", "cases/SW1")
    assert "DELETE is not for this address" in problem(answer, 405)


@pytest.mark.parametrize("query", ["stage=%00", "after=%00", "a%00=b"])
def test_strange_signs_in_a_query(town, program, query):
    problem(program("wang").get(f"cases?{query}"), 400)


def test_a_database_that_goes_away_is_told_in_words(town, program, monkeypatch):
    one = program("wang")

    def gone(*_: object, **__: object):
        raise OperationalError("server closed the connection: secret-host 10.0.0.1")

    monkeypatch.setattr("quheng.web.api.cases.list_cases", gone)
    answer = one.get("cases")
    assert "the database does not answer" in problem(answer, 503)
    assert "secret-host" not in answer.content.decode()


def test_what_nobody_foresaw_is_told_without_a_trace(town, program, monkeypatch, caplog):
    one = program("wang")

    def broken(*_: object, **__: object):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("quheng.web.api.cases.list_cases", broken)
    answer = one.get("cases")
    assert "something is broken here" in problem(answer, 500)
    assert "secret detail" not in answer.content.decode()
    assert "ZeroDivisionError" in caplog.text


def test_answers_are_kept_by_nobody_on_the_way(town, program):
    answer = program("wang").get("cases")
    assert answer["Cache-Control"] == "no-store"
    assert {"Accept-Language", "Authorization"} <= set(answer["Vary"].split(", "))
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_no_key_stands_in_a_log(town, program, caplog):
    one = program("wang")
    one.get("cases/none")
    one.get("nothing")
    assert one.key not in caplog.text
