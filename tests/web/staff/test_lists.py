"""Queue, list, board, search, programmes, a new case: what each shows."""

from __future__ import annotations

import pytest

from quheng.ledger.cases.commands import Assign
from quheng.ledger.models import CaseRow, EventRow


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def busy(town):
    for place in range(12):
        town.opens(values={"thing": f"雨伞{place}", "owner_phone": "13800001234"})
    town.searching(offices=["fire", "police"])
    town.programme = "lost-property"
    return town


def test_the_queue_holds_what_waits_for_a_person(busy, at_desk):
    joint = CaseRow.objects.get(stage="searching").number
    assert joint in text(at_desk("zhao").get("/"))
    assert joint in text(at_desk("fire-1").get("/"))
    assert "Nothing waits for you" in text(at_desk("stranger").get("/"))


def test_the_queue_says_how_much_time_is_left(town, at_desk, monkeypatch):
    number = town.searching()
    monkeypatch.setattr("quheng.web.staff.queue.now", lambda: town.now)
    assert "5 working days left" in text(at_desk("zhao").get("/"))
    town.later(days=10)
    page = text(at_desk("zhao").get("/"))
    assert page.index('id="q-overdue"') < page.index(number)
    assert "3 days overdue" in page


def test_a_case_that_was_given_to_a_person_is_in_the_queue_of_that_person(town, at_desk):
    number = town.opens()
    assert number not in text(at_desk("zhao").get("/"))
    town.does("li", number, Assign("east", "zhao"))
    assert number in text(at_desk("zhao").get("/"))


def test_the_list_is_narrowed_and_goes_on_where_the_page_ended(busy, at_desk, monkeypatch):
    client = at_desk("zhao")
    assert text(client.get("/cases/?stage=searching&programme=lost-property")).count('scope="row"') == 1
    assert "No case fits" in text(client.get("/cases/?state=closed"))
    wrong = client.get("/cases/?after=nonsense")
    assert wrong.status_code == 400


def test_the_board_has_a_column_for_each_stage_where_work_is(busy, at_desk):
    page = text(at_desk("zhao").get("/programmes/lost-property/board/"))
    assert page.count('class="column"') == 3
    assert page.index("Reported") < page.index("Searching") < page.index("Waiting")
    assert 'href="/cases/SW' not in text(at_desk("stranger").get("/programmes/lost-property/board/"))


def test_a_case_is_opened_once_however_often_the_form_is_sent(town, at_desk):
    client = at_desk("wang")
    form = {"channel": "counter", "organisation": "east", "f-thing": "钱包", "key": "k" * 32}
    first, second = (client.post("/programmes/lost-property/new/", form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert CaseRow.objects.count() == 1
    assert EventRow.objects.filter(kind="created", who="wang").count() == 1


def test_a_case_that_is_refused_keeps_what_was_typed(town, at_desk):
    form = {"channel": "counter", "organisation": "west", "f-thing": "钱包", "f-owner_phone": "12"}
    answer = at_desk("wang").post("/programmes/lost-property/new/", form)
    assert answer.status_code == 409
    assert "钱包</textarea>" in text(answer)
    assert not CaseRow.objects.exists()


def test_only_organisations_where_one_may_receive_are_offered(town, at_desk):
    page = text(at_desk("wang").get("/programmes/lost-property/new/"))
    assert '<option value="street-1">' in page.split('name="organisation"')[1].split("</select>")[0]
    assert "west" not in page.split('name="organisation"')[1].split("</select>")[0]


def test_a_name_of_two_signs_is_found(busy, at_desk):
    assert text(at_desk("zhao").get("/search/?q=雨伞")).count('scope="row"') == 13
    assert "Nothing was found" in text(at_desk("stranger").get("/search/?q=雨伞"))
    assert at_desk("zhao").get("/search/?q=。").status_code == 200
