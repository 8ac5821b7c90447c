"""The page of a case: what it shows, what it lets be done, and what it says when that is refused."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User

from quheng.ledger.cases.commands import Make
from quheng.ledger.models import EventRow


def text(answer) -> str:
    return answer.content.decode()


def hidden(answer, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', text(answer))[1]


def test_the_page_shows_number_stage_and_what_can_be_done(town, at_desk):
    number = town.opens()
    page = text(at_desk("li").get(f"/cases/{number}/"))
    assert number in page
    assert "雨伞" in page
    assert 'name="move" value="search"' in page
    assert 'value="hand_out"' not in page


def test_a_case_out_of_scope_is_answered_like_one_that_does_not_exist(town, at_desk):
    number = town.opens()
    stranger = at_desk("stranger")
    for address in ("", "print/", "do/move/", "do/comment/"):
        found = stranger.get(f"/cases/{number}/{address}")
        none = stranger.get(f"/cases/SW209900001/{address}")
        assert (found.status_code, none.status_code) == (404, 404)
        assert number not in text(found).replace(f"/cases/{number}/{address}", "")


def test_a_move_is_made_by_its_button(town, at_desk):
    number = town.opens()
    client = at_desk("li")
    page = client.get(f"/cases/{number}/")
    form = {"move": "search", "seen": hidden(page, "seen"), "key": hidden(page, "key"), "f-thing": "雨伞"}
    answer = client.post(f"/cases/{number}/do/move/", form)
    assert answer.status_code == 302
    assert town.row(number).stage == "searching"
    assert EventRow.objects.filter(case__number=number, kind="moved", who="li").count() == 1


def test_a_form_that_is_sent_twice_is_carried_out_once(town, at_desk):
    number = town.searching()
    client = at_desk("zhao")
    page = client.get(f"/cases/{number}/")
    form = {"text": "已到现场", "key": hidden(page, "key")}
    for _ in range(3):
        assert client.post(f"/cases/{number}/do/comment/", form).status_code == 302
    assert EventRow.objects.filter(case__number=number, kind="commented").count() == 1
    assert client.post(f"/cases/{number}/do/comment/", {**form, "key": "another"}).status_code == 302
    assert EventRow.objects.filter(case__number=number, kind="commented").count() == 2


def test_what_the_ledger_refuses_stands_beside_its_field_and_what_was_typed_is_kept(town, at_desk):
    number = town.searching()
    client = at_desk("zhao")
    answer = client.post(
        f"/cases/{number}/do/move/", {"move": "hand_out", "f-worth": "约三百", "f-thing": "黑色雨伞"}
    )
    page = text(answer)
    assert answer.status_code == 409
    assert re.search(r'id="move-case-f-worth_error">.*not a number', page)
    assert 'value="约三百"' in page
    assert "黑色雨伞" in page
    assert town.row(number).stage == "searching"


def test_a_reason_is_asked_for_and_kept(town, at_desk):
    number = town.searching()
    client = at_desk("zhao")
    refused = client.post(f"/cases/{number}/do/move/", {"move": "ask", "f-thing": "雨伞"})
    assert re.search(r'id="move-case-reason_error">.*the reason of', text(refused))
    assert (
        client.post(f"/cases/{number}/do/move/", {"move": "ask", "reason": "哪一天丢的？"}).status_code == 302
    )
    assert "哪一天丢的？" in text(client.get(f"/cases/{number}/"))


def test_what_is_missing_is_said_before_anybody_tries(town, at_desk):
    page = text(at_desk("zhao").get(f"/cases/{town.searching()}/"))
    wanted = re.search(r'id="wanted-hand_out">(.*?)</ul>', page, re.DOTALL)[1]
    assert "“Receipt” is not attached" in wanted
    assert "it cannot be told whether the condition holds" in wanted


def test_who_is_second_is_told_what_changed_and_keeps_what_was_typed(town, at_desk):
    number = town.searching()
    client = at_desk("zhao")
    seen = hidden(client.get(f"/cases/{number}/"), "seen")
    town.does("zhao", number, Make("ask", {}, "哪一天？"))
    town.does("zhao", number, Make("told"))
    answer = client.post(
        f"/cases/{number}/do/move/", {"move": "ask", "reason": "什么颜色？", "f-thing": "伞", "seen": seen}
    )
    page = text(answer)
    assert answer.status_code == 409
    assert "since you opened the case" in page
    assert "什么颜色？" in page
    assert re.search(r">\s*伞</textarea>", page)
    assert int(hidden(answer, "seen")) > int(seen)


def test_personal_values_are_masked_until_they_are_asked_for(town, at_desk):
    town.grant("zhao", "handler", "east", sensitivity=2)
    number = town.opens(values={"thing": "雨伞", "owner_phone": "13800001234"})
    reader, other = at_desk("zhao"), at_desk("qian")
    assert "13800001234" not in text(reader.get(f"/cases/{number}/"))
    assert "138****1234" in text(reader.get(f"/cases/{number}/"))
    reader.post(f"/cases/{number}/show/", {"show": "yes"})
    assert "13800001234" in text(reader.get(f"/cases/{number}/"))
    other.post(f"/cases/{number}/show/", {"show": "yes"})
    assert "13800001234" not in text(other.get(f"/cases/{number}/"))
    reader.post(f"/cases/{number}/show/", {"show": "no"})
    assert "13800001234" not in text(reader.get(f"/cases/{number}/"))


def test_a_hidden_value_that_is_left_empty_is_kept(town, at_desk):
    number = town.searching(owner_phone="13800001234")
    client = at_desk("zhao")
    form = {"move": "ask", "reason": "？", "f-thing": "雨伞", "f-owner_phone": ""}
    assert client.post(f"/cases/{number}/do/move/", form).status_code == 302
    town.grant("zhao", "handler", "east", sensitivity=2)
    client.post(f"/cases/{number}/show/", {"show": "yes"})
    assert "13800001234" in text(client.get(f"/cases/{number}/"))


def test_an_answer_for_a_department(town, at_desk):
    number = town.searching(offices=["fire", "police"])
    client = at_desk("fire-1")
    page = text(client.get(f"/cases/{number}/"))
    assert "answer for your organisation" in page
    answer = client.post(f"/cases/{number}/do/answer/help/", {"agrees": "", "answer": "可以"})
    assert "say whether it agrees" in text(answer)
    done = client.post(f"/cases/{number}/do/answer/help/", {"agrees": "true", "answer": "可以"})
    assert done.status_code == 302
    assert EventRow.objects.filter(case__number=number, kind="part_answered", who="fire-1").count() == 1
    assert "answer for your organisation" not in text(client.get(f"/cases/{number}/"))


def test_a_checklist_is_marked_as_a_whole_or_not_at_all(town, at_desk):
    number = town.searching()
    client = at_desk("zhao")
    form = {"mark-whole": "passed", "mark-clean": "failed"}
    refused = client.post(f"/cases/{number}/do/checklist/state/", form)
    assert refused.status_code == 409
    assert 'id="checklist-state-note-clean_error"' in text(refused)
    assert not EventRow.objects.filter(case__number=number, kind="item_marked").exists()
    assert (
        client.post(f"/cases/{number}/do/checklist/state/", {**form, "note-clean": "有泥"}).status_code == 302
    )
    assert EventRow.objects.filter(case__number=number, kind="item_marked").count() == 2


@pytest.mark.parametrize("deed", ["assign", "merge", "correct", "pause", "nothing"])
def test_what_is_not_offered_is_not_done(town, at_desk, deed):
    number = town.opens()
    before = EventRow.objects.count()
    answer = at_desk("qian").post(f"/cases/{number}/do/{deed}/", {"reason": "试", "into": number})
    assert answer.status_code == 409
    assert EventRow.objects.count() == before


def test_labels_and_values_are_escaped(town, at_desk):
    number = town.opens(values={"thing": "<script>alert(1)</script>"})
    User.objects.filter(username="wang").update(first_name="<b>王</b>")
    page = text(at_desk("li").get(f"/cases/{number}/"))
    assert "<script>alert(1)" not in page
    assert "<b>王" not in page
