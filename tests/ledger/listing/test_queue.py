"""A queue holds what waits for this very person, and nothing else; the most urgent stands first."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quheng.errors import DataError
from quheng.ledger.cases.commands import AnswerPart, Assign, Make
from quheng.ledger.listing import queue
from quheng.ledger.listing.queue import _counts
from quheng.ledger.published import publish_version
from tests.ledger.small import edited
from tests.ledger.town import PEOPLE, Town

NO_HELP = ("needs: {parts: [help]}, ", "")


@pytest.fixture
def town(database):
    return Town().build(NO_HELP)


def waits(town, name, **more):
    return [one.row.number for one in queue(town.viewer(name), town.now, **more).waiting]


def test_a_case_waits_for_those_whose_role_has_a_move_from_its_stage(town):
    number = town.opens()
    waiting = {name for name in PEOPLE if waits(town, name)}
    assert waiting == {"li"}
    town.does("li", number, Make("search"))
    waiting = {name for name in PEOPLE if waits(town, name)}
    assert waiting == {"zhao", "qian"}
    town.does("qian", number, Make("give_up", reason="x"))
    # It could be opened again, but nobody waits for that.
    assert not [name for name in PEOPLE if waits(town, name)]


def test_a_part_waits_for_the_department_that_is_asked_until_it_answers(town):
    number = town.searching(offices=["fire", "police"])
    assert waits(town, "fire-1") == waits(town, "police-1") == [number]
    town.does("fire-1", number, AnswerPart("help", True, "未见"))
    assert (waits(town, "fire-1"), waits(town, "police-1")) == ([], [number])


def test_what_is_given_to_somebody_waits_for_him_where_he_may_read_it(town):
    number = town.opens()
    town.does("li", number, Assign("east", "wang", "请办"))
    assert waits(town, "wang") == [number]
    town.does("li", number, Assign("east", "stranger", "请办"))
    assert (waits(town, "wang"), waits(town, "stranger")) == ([], [])


def test_a_role_over_another_place_or_stage_has_no_work_here(town):
    town.opens()
    town.grant("far", "dispatcher", "west")
    town.grant("other", "dispatcher", "east", programme="another")
    town.grant("later", "dispatcher", "east", stage="searching")
    town.grant("public", "dispatcher", "east", sensitivity=0)
    assert [waits(town, name) for name in ("far", "other", "later", "public")] == [[]] * 4


def test_a_new_version_says_who_has_a_move_in_its_own_cases(town):
    old = town.opens()
    to_clerks = ("to: searching, who: [dispatcher]", "to: searching, who: [clerk]")
    publish_version(
        edited(NO_HELP, to_clerks, ("valid: {from: 2026-01-01}", "valid: {from: 2026-03-03}")),
        "lost-property.yaml", "author", "approver", town.now,
    )  # fmt: skip
    town.later(days=2)
    new = town.opens()
    assert (waits(town, "li"), waits(town, "wang")) == ([old], [new])


def test_the_most_urgent_is_first_and_its_section_told(town):
    late = town.searching()
    town.later(days=3)
    soon = town.searching()
    town.later(days=1)
    last = town.searching()
    stands = town.searching()
    town.does("zhao", stands, Make("ask", reason="颜色"))
    town.later(days=3, hours=2)
    told = queue(town.viewer("zhao"), town.now)
    # 2 March + 5 working days ends on the 9th, which is today; 5 March on the 12th; 6 March on the 13th.
    sections = [(one.row.number, one.section) for one in told.waiting]
    assert sections == [(late, "today"), (soon, "later"), (last, "later"), (stands, "later")]
    assert {name: str(count) for name, count in told.counts.items()} == {
        "overdue": "0", "today": "1", "soon": "0", "later": "3",
    }  # fmt: skip
    town.later(days=2)
    told = queue(town.viewer("zhao"), town.now)
    assert [one.section for one in told.waiting] == ["overdue", "soon", "later", "later"]
    town.later(days=1)
    assert [one.section for one in queue(town.viewer("zhao"), town.now).waiting][:3] == [
        "overdue", "today", "soon",
    ]  # fmt: skip


def test_a_queue_has_pages(town):
    numbers = [town.searching() for _ in range(5)]
    someone = town.viewer("zhao")
    first = queue(someone, town.now, size=3)
    second = queue(someone, town.now, first.after, 3)
    assert [one.row.number for one in (*first.waiting, *second.waiting)] == numbers
    assert (second.after, second.counts) == (None, {})
    with pytest.raises(DataError, match="no place of a page"):
        queue(someone, town.now, "x")


@pytest.mark.parametrize("size", [1, 200])
def test_a_queue_takes_three_queries(town, size):
    for _ in range(4):
        town.searching(offices=["fire"])
    someone = town.viewer("zhao")
    with CaptureQueriesContext(connection) as queries:
        found = queue(someone, town.now, size=size)
        assert all(one.row.organisation.path for one in found.waiting)
    assert len(queries) <= 3


def test_whoever_has_very_many_grants_has_one_queue(town):
    number = town.searching()
    for place in range(110):
        town.grant("busy", "handler", "east", programme=f"p{place}")
    assert waits(town, "busy") == []
    town.grant("busy", "handler", "city")
    assert waits(town, "busy") == [number]


def test_without_a_grant_nothing_waits(town):
    town.opens()
    assert waits(town, "stranger") == []


def test_a_section_that_may_go_on_says_so():
    def told(*sections):
        found = _counts([name for name, count in sections for _ in range(count)])
        return [str(found[name]) for name in ("overdue", "today", "soon", "later")]

    assert told(("overdue", 3), ("later", 2)) == ["3", "0", "0", "2"]
    assert told(("overdue", 1001)) == ["1000+", "0+", "0+", "0+"]
    assert told(("overdue", 990), ("today", 11)) == ["990", "10+", "0+", "0+"]
    assert told(("overdue", 1), ("soon", 900), ("later", 100)) == ["1", "0", "900+", "99+"]
