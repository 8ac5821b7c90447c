"""The queue in parts: what was given to a person, what lies in the organisation, what it is asked."""

from __future__ import annotations

import re

import pytest

from quheng.ledger.cases.commands import AnswerPart, Assign
from quheng.ledger.listing import queue

TABS = ["all", "mine", "organisation", "asked"]


def shown(client, tab: str) -> list[str]:
    """Return the numbers on a tab, in order."""
    page = client.get("/" if tab == "all" else f"/?of={tab}").content.decode()
    return re.findall(r'<th scope="row" class="code"><a href="/cases/(SW\d+)/"', page)


@pytest.fixture
def work(town):
    """Return a case in the district, one in a street, one that a person has, and one in parts."""
    town.grant("ma", "handler", "street-1")
    numbers = {
        "district": town.searching(),
        "street": town.searching(),
        "given": town.opens(),
        "joint": town.searching(offices=["fire", "police"]),
    }
    town.does("li", numbers["street"], Assign("street-1", None, "归口"))
    town.does("li", numbers["given"], Assign("east", "zhao", "专人"))
    return numbers


def test_mine_is_what_was_given_to_me_by_name(town, work, at_desk):
    assert shown(at_desk("zhao"), "mine") == [work["given"]]
    assert shown(at_desk("ma"), "mine") == []


def test_my_organisation_is_where_i_have_a_move_there_or_below(work, at_desk):
    assert set(shown(at_desk("zhao"), "organisation")) == {work["district"], work["street"], work["joint"]}
    assert shown(at_desk("ma"), "organisation") == [work["street"]]


def test_asked_of_us_is_what_waits_for_our_answer(town, work, at_desk):
    fire = at_desk("fire-1")
    assert shown(fire, "asked") == [work["joint"]]
    assert shown(fire, "organisation") == []
    town.does("fire-1", work["joint"], AnswerPart("help", True, "已协查"))
    assert shown(fire, "asked") == []
    assert shown(at_desk("police-1"), "asked") == [work["joint"]]


def test_all_is_all_of_them_and_a_tab_that_is_none_is_all(work, at_desk):
    zhao = at_desk("zhao")
    assert set(shown(zhao, "all")) == set(work.values()) == set(shown(zhao, "nonsense"))


def test_a_tab_goes_on_where_its_page_ended(town, work, monkeypatch):
    for tab in TABS:
        for who in ("zhao", "fire-1"):
            viewer, every, after = town.viewer(who), [], None
            for _ in range(9):
                page = queue(viewer, town.now, after, size=1, of=tab)
                every += [one.row.number for one in page.waiting]
                after = page.after
                if after is None:
                    break
            whole = [one.row.number for one in queue(viewer, town.now, of=tab).waiting]
            assert every == whole, (tab, who)


def test_the_next_page_stays_on_its_tab(town, work, at_desk, monkeypatch):
    monkeypatch.setattr(
        "quheng.web.staff.queue.queue", lambda *asked, **named: queue(*asked, size=1, **named)
    )
    page = at_desk("zhao").get("/?of=organisation").content.decode()
    following = re.search(r'rel="next" href="\?([^"]+)"', page)[1].replace("&amp;", "&")
    assert "of=organisation" in following
    assert at_desk("zhao").get(f"/?{following}").status_code == 200


def test_an_empty_tab_says_what_is_not_there(work, at_desk):
    assert "No open case was given to you" in at_desk("ma").get("/?of=mine").content.decode()
    assert "Nobody waits for an answer" in at_desk("ma").get("/?of=asked").content.decode()
