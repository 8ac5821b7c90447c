"""Somebody follows a case, answers, withdraws, rates."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quheng.ledger.cases.commands import Erase, Make
from quheng.ledger.models import EventRow, PhoneTail
from quheng.ledger.rebuilding import rebuild
from tests.web.portal import PHONE, client_over_tls

WRONG = "编号与电话后四位不符"


@pytest.fixture
def number(citizen):
    found = citizen.submits()
    citizen.client = client_over_tls()
    return found


@pytest.fixture
def asked(citizen, town, number):
    """A case that waits for the applicant."""
    town.now = citizen.clock.at + timedelta(minutes=1)
    town.does("li", number, Make("send"))
    town.does("zhao", number, Make("ask", reason="是哪一张椅子？"))
    citizen.clock.later(hours=1)
    return number


def test_the_right_digits_show_the_case_in_public_words(citizen, number):
    answer = citizen.tracks(number)
    assert answer.headers["Location"] == "/track/case/"
    page = citizen.page()
    assert "已受理" in page
    assert "待派工" not in page
    assert "长椅断了" in page
    assert PHONE not in page


def test_a_number_is_read_as_people_write_it(citizen, number):
    assert citizen.tracks(f" {number.lower()} ").status_code == 302


def test_the_address_holds_neither_number_nor_token(citizen, number):
    citizen.tracks(number)
    answer = citizen.client.get("/track/case/")
    assert answer.status_code == 200
    assert answer.request["QUERY_STRING"] == ""


@pytest.mark.parametrize("tail", ["0000", "", "12340", "x" * 5000, "１２３４"])
def test_wrong_digits_and_no_such_case_are_answered_alike(citizen, number, tail):
    wrong = citizen.tracks(number, tail)
    citizen.clock.later(minutes=16)
    none = citizen.tracks("GY2026999999", tail)
    assert wrong.status_code == none.status_code == 422
    assert WRONG in wrong.content.decode()
    one, other = wrong.content.decode(), none.content.decode()
    assert _without_what_was_typed(one, number) == _without_what_was_typed(other, "GY2026999999")
    assert "followed" not in citizen.client.session


def _without_what_was_typed(page: str, number: str) -> str:
    lines = [line for line in page.splitlines() if "csrf" not in line.casefold()]
    return "\n".join(lines).replace(number, "…")


def test_wrong_and_none_cost_the_same_work(citizen, number, monkeypatch):
    import quheng.ledger.phone_tails as tails

    compared = []
    genuine = tails.hmac.compare_digest
    monkeypatch.setattr(tails.hmac, "compare_digest", lambda *two: compared.append(two) or genuine(*two))
    counts = []
    for tried in (number, "GY2026999999"):
        with CaptureQueriesContext(connection) as queries:
            citizen.tracks(tried, "0000")
        counts.append([query["sql"].split()[0] for query in queries])
        citizen.clock.later(minutes=16)
    assert counts[0] == counts[1]
    ours = [two for two in compared if str(two[0]).startswith("sha256:")]
    assert len(ours) == 2, "a digest is compared where there is no case, too"
    assert {len(two[0]) for two in ours} == {len(two[1]) for two in ours}


def test_five_tries_from_an_address_in_a_quarter_of_an_hour(citizen, number):
    for one in range(5):
        assert citizen.tracks(f"GY20260000{one:02}", "0000").status_code == 422
    assert citizen.tracks(number).status_code == 429
    citizen.clock.later(minutes=15, seconds=1)
    assert citizen.tracks(number).status_code == 302


def test_five_tries_of_a_number_from_wherever_they_come(citizen, number, monkeypatch):
    monkeypatch.setattr(settings, "PROXIES", 1)
    for one in range(5):
        other = client_over_tls(**{"x-forwarded-for": f"10.0.0.{one}"})
        assert other.post("/track/", {"number": number, "tail": "0000"}).status_code == 422
    last = client_over_tls(**{"x-forwarded-for": "10.0.0.99"})
    assert last.post("/track/", {"number": number, "tail": "1234"}).status_code == 429


def test_a_case_in_hand_is_let_go_after_half_an_hour(citizen, number):
    citizen.tracks(number)
    citizen.clock.later(minutes=31)
    assert citizen.client.get("/track/case/").headers["Location"] == "/track/"


def test_the_key_of_the_session_changes_and_the_token_is_long(citizen, number):
    citizen.client.get("/track/")
    citizen.tracks(number)
    first = citizen.client.session.session_key
    citizen.tracks(number)
    assert citizen.client.session.session_key != first
    assert len(citizen.client.session["followed"]["token"]) * 6 >= 256


def test_the_promised_day_and_the_reply_are_shown(citizen, town, number):
    town.now = citizen.clock.at + timedelta(minutes=1)
    town.does("li", number, Make("send"))
    citizen.clock.later(hours=1)
    citizen.tracks(number)
    assert "2026-03-09" in citizen.page()
    town.does("zhao", number, Make("answer", {"reply": "已换新椅"}))
    assert "已换新椅" in citizen.page()


def test_what_is_asked_can_be_told(citizen, asked):
    citizen.tracks(asked)
    page = citizen.page()
    assert "是哪一张椅子？" in page
    assert "时限暂停" in page
    answer = citizen.makes("told", **{"f-where": "北门左手第二张"})
    assert answer.headers["Location"] == "/track/case/"
    page = citizen.page()
    assert "北门左手第二张" in page
    assert "维修中" in page


def test_what_is_sent_twice_happens_once(citizen, asked):
    citizen.tracks(asked)
    page = citizen.page()
    citizen.makes("told", **{"f-where": "北门"})
    count = EventRow.objects.count()
    from tests.web.portal import hidden

    again = {"token": hidden(page, "token"), "seal": hidden(page, "seal"), "move": "told"}
    citizen.client.post("/track/case/", again)
    assert EventRow.objects.count() == count


def test_a_reason_that_is_wanted_must_be_written(citizen, asked):
    citizen.tracks(asked)
    answer = citizen.makes("withdraw", reason="")
    assert answer.status_code == 422
    assert "理由" in answer.content.decode()
    assert citizen.makes("withdraw", reason="自己修好了").status_code == 302
    assert "已撤回" in citizen.page()


@pytest.mark.parametrize("move", ["answer", "send", "ask", "no_such_move"])
def test_the_moves_of_others_are_not_the_applicants(citizen, asked, move):
    citizen.tracks(asked)
    count = EventRow.objects.count()
    assert citizen.makes(move, reason="x").status_code == 422
    assert EventRow.objects.count() == count


def test_a_field_that_is_not_asked_is_not_taken_with_a_move(citizen, town, asked):
    citizen.tracks(asked)
    citizen.makes("told", **{"f-cost": "5", "f-phone": "13900000000", "f-where": "北门"})
    assert "13900000000" not in str(EventRow.objects.values_list("record", flat=True))
    town.now = citizen.clock.at
    from quheng.ledger.recorded import case_of

    values = case_of(town.row(asked).pk).values
    assert "cost" not in values
    assert values["phone"] == PHONE


def test_a_form_of_one_case_does_not_reach_another(citizen, town, asked):
    other = citizen.submits(**{"f-phone": "13900005678"})
    citizen.tracks(other, "5678")
    page = citizen.page()
    citizen.tracks(asked)
    from tests.web.portal import hidden

    sent = {"token": hidden(page, "token"), "seal": hidden(page, "seal"), "move": "withdraw"}
    count = EventRow.objects.count()
    citizen.client.post("/track/case/", {**sent, "withdraw-reason": "x"})
    assert EventRow.objects.count() == count


def test_the_applicant_rates_what_was_done(citizen, town, asked):
    citizen.tracks(asked)
    citizen.makes("told", **{"f-where": "北门"})
    town.now = citizen.clock.at + timedelta(hours=1)
    town.does("zhao", asked, Make("answer", {"reply": "好了"}))
    citizen.clock.later(hours=2)
    citizen.tracks(asked)
    assert citizen.makes("rate").status_code == 422, "without a grade it is no rating"
    assert citizen.makes("rate", **{"f-grade": "good"}).status_code == 302
    assert "已办结" in citizen.page()


def test_an_erased_case_is_followed_by_nobody(citizen, town, asked):
    citizen.tracks(asked)
    citizen.makes("withdraw", reason="不用了")
    town.now = citizen.clock.at
    town.does("zhou", asked, Erase("个保法第四十七条"))
    assert not PhoneTail.objects.exists()
    citizen.client = client_over_tls()
    citizen.clock.later(minutes=20)
    assert citizen.tracks(asked).status_code == 422


def test_a_telephone_that_was_put_right_is_the_one_that_counts(citizen, town, number):
    from quheng.ledger.phone_tails import fits

    assert fits(number, "1234")
    rebuild(number)
    assert fits(number, "1234"), "replay keeps it"
    assert PhoneTail.objects.count() == 1


def test_two_cases_of_one_telephone_have_digests_that_do_not_meet(citizen):
    citizen.submits()
    citizen.submits()
    first, second = PhoneTail.objects.values_list("digest", flat=True)
    assert first != second
