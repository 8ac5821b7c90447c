"""A request that comes twice is carried out once; one that comes at the same time too."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from quheng.ledger.models import AnsweredRequest, CaseRow, EventRow
from tests.web.api.conftest import problem
from tests.web.api.test_cases import CASE


def test_the_same_key_with_the_same_body_is_answered_alike(town, program):
    clerk = program("wang")
    first = clerk.post("cases", CASE, Idempotency_Key="k-1")
    town.later(hours=25)
    again = clerk.post("cases", CASE, Idempotency_Key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert first["Location"] == again["Location"]
    assert CaseRow.objects.count() == 1


def test_the_same_key_with_another_body_is_an_error(town, program):
    clerk = program("wang")
    clerk.does("cases", CASE, Idempotency_Key="k-1")
    other = {**CASE, "values": {"thing": "手套"}}
    assert "was used for another request" in problem(clerk.post("cases", other, Idempotency_Key="k-1"), 422)
    assert CaseRow.objects.count() == 1


def test_another_token_has_keys_of_its_own(town, program):
    program("wang").does("cases", CASE, Idempotency_Key="k-1")
    program("wang").does("cases", CASE, Idempotency_Key="k-1")
    assert CaseRow.objects.count() == 2


@pytest.mark.parametrize("key", [None, "", "with space", "中", "x" * 201])
def test_a_case_is_not_opened_without_a_key(town, program, key):
    headers = {} if key is None else {"Idempotency_Key": key}
    assert "Idempotency-Key" in problem(program("wang").post("cases", CASE, **headers), 400)
    assert not CaseRow.objects.exists()


def test_a_refused_request_is_not_kept_and_can_be_sent_again(town, program):
    clerk = program("wang")
    wrong = {**CASE, "channel": "pigeon"}
    assert "pigeon" in problem(clerk.post("cases", wrong, Idempotency_Key="k-1"), 422)
    assert not AnsweredRequest.objects.exists()
    clerk.does("cases", CASE, Idempotency_Key="k-1")
    assert CaseRow.objects.count() == 1


def test_a_move_with_a_key_is_made_once(town, program):
    number = program("wang").does("cases", CASE, Idempotency_Key="k-1")["number"]
    dispatcher = program("li")
    first = dispatcher.does(f"cases/{number}/moves/search", Idempotency_Key="m-1")
    assert dispatcher.does(f"cases/{number}/moves/search", Idempotency_Key="m-1") == first
    assert EventRow.objects.filter(kind="moved").count() == 1


def test_no_personal_value_is_kept_with_the_answer(town, program):
    values = {"thing": "雨伞", "owner_phone": "13800138000"}
    program("wang").does("cases", {**CASE, "values": values}, Idempotency_Key="k-1")
    kept = AnsweredRequest.objects.get()
    assert "1380013" not in f"{kept.key}{kept.asked}{kept.answer}"


def test_answers_are_forgotten_in_the_end(town, program):
    clerk = program("wang")
    clerk.does("cases", CASE, Idempotency_Key="k-1")
    town.later(days=8)
    clerk.does("cases", CASE, Idempotency_Key="k-2")
    assert [row.key for row in AnsweredRequest.objects.all()] == ["k-2"]


def test_many_at_once_with_one_key_open_one_case(town, program):
    """Whoever comes second waits for the first, and is given its answer: never a second case, never a 500."""
    clerk = program("wang")

    def send(_: int):
        try:
            return clerk.post("cases", CASE, Idempotency_Key="k-1")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(16)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert CaseRow.objects.count() == 1


def test_a_key_outlives_a_day_at_least():
    from quheng.ledger.answered_once import KEPT

    assert timedelta(hours=24) <= KEPT
