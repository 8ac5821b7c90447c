"""People and cases are chosen, not typed: who can have a case in hand, and which case another one repeats."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User

from quheng.ledger.cases import Subject
from quheng.ledger.cases.commands import Assign
from quheng.ledger.models import EventRow, Organisation, Person
from tests.ledger.town import Town

SIMILAR = (
    ("who: [clerk]\n", "who: [clerk]\n  subject: [person]\n"),
    ("acts:", "similar: {by: [thing, subject], days: 30}\nacts:"),
)


@pytest.fixture
def town(database):
    return Town().build(*SIMILAR)


def options(page: str, name: str) -> list[str]:
    """Return the values that can be chosen."""
    inside = page.split(f'name="{name}"', 1)[1].split("</select>")[0]
    return re.findall(r'<option value="([^"]*)"', inside)


@pytest.fixture
def named(town):
    User.objects.filter(username="zhao").update(last_name="赵", first_name="明")
    town.grant("ma", "handler", "street-1")
    town.grant("other-programme", "handler", "east", programme="park-bench")
    town.grant("low", "handler", "east", sensitivity=0)
    town.grant("gone", "handler", "east", until=town.now.date().replace(day=1))
    town.grant("closed", "handler", "east")
    User.objects.filter(username="closed").update(is_active=False)
    return town


def test_people_who_can_have_the_case_are_offered_with_name_and_role(named, at_desk, monkeypatch):
    monkeypatch.setattr("quheng.web.staff.case_page.now", lambda: named.now)
    page = at_desk("li").get(f"/cases/{named.opens()}/do/assign/").content.decode()
    offered = options(page, "handler")
    assert {"", "zhao", "ma", "li", "qian", "fire-1"} <= set(offered)
    assert {"zhou", "wang", "other-programme", "low", "gone", "closed"}.isdisjoint(offered)
    assert "赵明 (Handler)" in page
    assert '<optgroup label="street-1">' in page
    # Those of the organisation in which the case lies stand first.
    assert offered.index("zhao") < offered.index("ma")


def test_somebody_who_cannot_have_it_there_is_refused_beside_the_field(named, at_desk):
    number = named.opens()
    li = at_desk("li")
    form = {"organisation": "street-2", "handler": "ma", "reason": "归口"}
    answer = li.post(f"/cases/{number}/do/assign/", form)
    assert answer.status_code == 409
    assert re.search(r'id="assign-case-handler_error">.*cannot have the case', answer.content.decode())
    assert not EventRow.objects.filter(case__number=number, kind="assigned").exists()
    assert li.post(f"/cases/{number}/do/assign/", {**form, "organisation": "street-1"}).status_code == 302
    assert named.row(number).handler == "ma"
    # One of the district can have a case of a street in hand.
    assert li.post(f"/cases/{number}/do/assign/", {**form, "handler": "zhao"}).status_code == 302
    assert li.post(f"/cases/{number}/do/assign/", {**form, "handler": "nobody-at-all"}).status_code == 409


def test_hundreds_of_people_can_be_chosen_from(town, at_desk):
    east = Organisation.objects.get(code="east")
    people = User.objects.bulk_create(User(username=f"p{place:03}", last_name="王") for place in range(400))
    model = type(User.objects.get(username="zhao").grants.first())
    model.objects.bulk_create(
        model(account=one, role="handler", organisation=east, since=town.now.date()) for one in people
    )
    number = town.opens()
    page = at_desk("li").get(f"/cases/{number}/do/assign/").content.decode()
    assert len(options(page, "handler")) > 400
    sent = {"organisation": "east", "handler": "p399", "reason": "专人"}
    assert at_desk("li").post(f"/cases/{number}/do/assign/", sent).status_code == 302


@pytest.fixture
def alike(town):
    """Return three cases about one person and one thing; the last is out of sight."""
    about = Subject("person", str(Person.objects.create(name="张桂兰").pk))
    numbers = [town.opens(values={"thing": "黑色雨伞"}, subject=about) for _ in range(3)]
    town.does("li", numbers[-1], Assign("west", None, "不在本区"))
    return numbers


def test_the_merge_page_offers_similar_cases_that_one_may_read(alike, at_desk):
    first, second, hidden = alike
    page = at_desk("li").get(f"/cases/{second}/do/merge/").content.decode()
    assert re.findall(r'name="picked" value="(SW\d+)"', page) == [first]
    assert "Thing" in page
    assert hidden not in page


def test_a_case_is_merged_into_the_one_that_is_picked(town, alike, at_desk):
    first, second, hidden = alike
    li = at_desk("li")
    bare = li.post(f"/cases/{second}/do/merge/", {"picked": "", "into": "", "reason": "同一件"})
    assert bare.status_code == 409
    unseen = li.post(f"/cases/{second}/do/merge/", {"picked": hidden, "reason": "同一件"})
    assert unseen.status_code == 409
    sent = li.post(f"/cases/{second}/do/merge/", {"picked": first, "into": "", "reason": "同一件"})
    assert sent.status_code == 302
    assert town.row(second).merged_into == first


def test_the_number_of_another_case_can_still_be_typed(town, alike, at_desk):
    first, second, _ = alike
    other = town.opens(values={"thing": "钱包"})
    sent = at_desk("li").post(
        f"/cases/{second}/do/merge/", {"picked": first, "into": other, "reason": "同一件"}
    )
    assert sent.status_code == 302
    assert town.row(second).merged_into == other
