"""A command becomes entries and rows in one transaction, or nothing happens; two people at once are told."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction

from quheng.errors import NotFoundError
from quheng.ledger.cases import Refusal, Subject
from quheng.ledger.cases.commands import (
    AnswerPart,
    AttachFile,
    Comment,
    Create,
    Make,
    MarkItem,
    MergeInto,
    OpenLinked,
)
from quheng.ledger.models import CaseRow, DeadlineRow, EventRow, Organisation, PartRow, VersionRow
from quheng.ledger.published import publish_version, version_on
from quheng.ledger.recorded import case_of, entries_of
from quheng.ledger.store import Receipt
from quheng.ledger.verifying import find_broken
from tests.ledger.small import edited
from tests.ledger.town import Town


@pytest.fixture
def town(database):
    return Town().build()


def test_a_case_is_opened_with_its_number_rows_and_record(town):
    number = town.opens(values={"thing": "雨伞", "owner_phone": "13800138000"})
    assert number == "SW2026000001"
    assert town.opens() == "SW2026000002"
    row = town.row(number)
    assert (row.stage, row.organisation.code, row.seq, row.version) == ("reported", "east", 2, 1)
    assert [event.kind for event in row.events.order_by("seq")] == ["created", "filled"]
    assert row.head == row.events.get(seq=2).hash
    assert list(find_broken()) == []


def test_deadlines_are_rows(town):
    number = town.searching()
    deadline = DeadlineRow.objects.get(case__number=number)
    assert (deadline.clock, deadline.status, deadline.promise) == ("search_time", "published", True)
    row = town.row(number)
    assert row.due_at == deadline.due_at
    assert (row.due_at.date(), row.due_status) == (date(2026, 3, 9), "published")
    town.does("zhao", number, Make("ask", reason="颜色"))
    assert (town.row(number).due_at, town.row(number).due_status) == (None, "paused")
    town.does("zhao", number, Make("told"))
    town.does("zhao", number, AttachFile("a.pdf", "d", 1, "pdf", "receipt"))
    town.does("zhao", number, Make("hand_out", {"worth": 5}))
    assert not DeadlineRow.objects.filter(case__number=number).exists()
    assert (town.row(number).kept, town.row(number).closed_at is None) == (True, False)


def test_a_refused_command_leaves_no_trace(town):
    number = town.searching()
    before = (town.row(number).seq, EventRow.objects.count())
    town.is_refused("zhao", number, Make("hand_out", {"worth": 99999}), "condition")
    town.is_refused("li", number, Make("hand_out"), "role")
    assert (town.row(number).seq, EventRow.objects.count()) == before


def test_the_second_of_two_people_is_told_what_changed(town):
    number = town.searching()
    seen = town.row(number).seq
    town.later(minutes=5)
    town.does("zhao", number, Make("ask", reason="颜色"), seen=seen)
    refusal = town.tries("zhao", number, Comment("我也看看"), seen)
    assert isinstance(refusal, Refusal)
    assert refusal.ground == "changed"
    assert "since you opened the case 2 entries were added" in str(refusal)
    assert "2026-03-02 09:05 zhao: Ask" in str(refusal)
    town.does("zhao", number, Comment("看过"), seen=town.row(number).seq)


def test_out_of_scope_is_like_not_there(town):
    number = town.searching()
    there = town.is_refused("stranger", number, Comment("x"), "unknown")
    nowhere = town.is_refused("stranger", "SW2026000099", Comment("x"), "unknown")
    assert str(there).replace(number, "N") == str(nowhere).replace("SW2026000099", "N")


def test_a_department_that_is_asked_answers_and_has_no_other_say(town):
    number = town.searching(offices=["fire", "police"])
    assert PartRow.objects.filter(case__number=number, is_open=True).count() == 2
    town.is_refused("fire-1", number, Make("ask", reason="x"), "role")
    town.does("fire-1", number, AnswerPart("help", True, "没有"))
    town.is_refused("fire-1", number, AnswerPart("help", True, "再答"), "parts")
    town.does("police-1", number, AnswerPart("help", True, "没有"))
    assert EventRow.objects.filter(case__number=number, kind="parts_done").count() == 1
    assert not PartRow.objects.filter(case__number=number, answered=False).exists()


def test_a_case_keeps_the_version_of_the_day_it_was_accepted(town):
    later = edited(("from: 2026-01-01", "from: 2026-03-09"), ("budget: 5 工作日", "budget: 1 工作日"))
    publish_version(later, "lost-property.yaml", "author", "approver", town.now)
    old = town.opens()
    town.later(days=7)
    new, late = town.opens(), town.opens(accepted_on=date(2026, 3, 6))
    assert [town.row(number).version for number in (old, new, late)] == [1, 2, 1]
    for number in (old, new):
        town.does("li", number, Make("search"))
    assert [town.row(number).due_at.date() for number in (old, new)] == [date(2026, 3, 16), date(2026, 3, 10)]


def test_before_the_first_version_nothing_is_accepted(town):
    with pytest.raises(NotFoundError, match="no version of the programme"):
        town.tries_to_open(accepted_on=date(2025, 12, 31))
    assert version_on("lost-property", date(2026, 1, 1)).number == 1


def test_the_database_refuses_to_change_the_record(town):
    number = town.searching()
    row = town.row(number)
    for change in (
        lambda: EventRow.objects.filter(case=row).update(who="x"),
        lambda: EventRow.objects.filter(case=row).delete(),
        lambda: EventRow.objects.filter(case=row, seq=1)[0].delete(),
        lambda: VersionRow.objects.update(text="x"),
        lambda: VersionRow.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert list(find_broken()) == []


def test_postgresql_refuses_to_truncate_the_record(town):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE ledger_eventrow")


def linked_town():
    return Town().build(
        ("who: [handler], title: {zh: 物品状况", "who: [handler], follow_up: twin, title: {zh: 物品状况"),
        ("who: [clerk]\n", "who: [clerk, handler]\n"),
        ("when: worth < 10000, title: {zh: 归还", "title: {zh: 归还"),
        (
            "{materials: [receipt], different_from: [search], within: [{field: worth, at_most: 50000}]}",
            "{closed_links: [twin]}",
        ),
    )


def test_a_linked_case_tells_its_parent_when_it_is_closed_and_opened_again(database):
    town = linked_town()
    parent = town.searching()
    town.does("zhao", parent, MarkItem("state", "whole", "failed", "破"))
    begun = Create("", "east", "counter")
    found = town.store.open_linked(
        parent, OpenLinked("twin", "", "state", "whole"), begun, town.viewer("zhao"), town.now
    )
    assert not isinstance(found, Refusal), str(found)
    child = found[1].number
    assert town.row(child).parent == parent
    assert case_of(town.row(child).pk).values == {"thing": "雨伞"}
    town.is_refused("zhao", parent, Make("hand_out"), "gate", f"the linked case {child} is not closed")
    town.does("li", child, Make("search"))
    town.does("zhao", child, Make("hand_out"))
    assert EventRow.objects.filter(case__number=parent, kind="link_closed").count() == 1
    assert not isinstance(town.tries("zhao", parent, Make("hand_out")), Refusal)
    assert list(find_broken()) == []


def test_a_linked_case_that_is_refused_leaves_no_parent_entry_and_no_child(database):
    town = linked_town()
    parent = town.searching()
    count = (CaseRow.objects.count(), EventRow.objects.count())
    found = town.store.open_linked(
        parent,
        OpenLinked("twin", "", "state", "whole"),
        Create("", "east", "counter"),
        town.viewer("zhao"),
        town.now,
    )
    assert isinstance(found, Refusal)
    assert (CaseRow.objects.count(), EventRow.objects.count()) == count
    assert town.opens() == "SW2026000002", "a number that was not used is given again"


def test_a_duplicate_is_merged_in_both_records_or_in_none(town):
    main, twin, third = town.searching(), town.searching(), town.searching()
    town.does("li", twin, MergeInto(main, "同一人"))
    assert town.row(twin).merged_into == main
    assert case_of(town.row(main).pk).absorbed == (twin,)
    town.is_refused("li", third, MergeInto(twin, "同一人"), "link", f"{twin} was itself merged into {main}")
    assert town.row(third).closed_at is None
    town.is_refused("li", third, MergeInto("SW2026009999", "x"), "unknown")
    assert list(find_broken()) == []


def test_an_unknown_organisation_and_a_grant_elsewhere(town):
    assert town.tries_to_open(where="north").ground == "value"
    assert town.tries_to_open(where="west").ground == "role"


def test_about_somebody_in_the_register(database):
    town = Town().build(("who: [clerk]\n", "who: [clerk]\n  subject: [person]\n"))
    number = town.opens(subject=Subject("person", "7"))
    assert (town.row(number).subject_kind, town.row(number).subject_key) == ("person", "7")


def test_twenty_threads_answer_and_all_is_done_once(database):
    offices = [f"office-{place}" for place in range(20)]
    town = Town().build()
    east = Organisation.objects.get(code="east")
    for place, code in enumerate(offices, 50):
        Organisation.objects.create(
            code=code,
            name_zh=code,
            name_en=code,
            kind="department",
            parent=east,
            path=f"{east.path}{place:04d}",
        )
        town.grant(code, "handler", code)
    number = town.searching(offices=offices)
    viewers = [town.viewer(code) for code in offices]
    barrier = threading.Barrier(len(offices))
    results = []

    def answer(viewer):
        try:
            barrier.wait()
            results.append(town.store.act(number, AnswerPart("help", True, "没有"), viewer, town.now))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=answer, args=(viewer,)) for viewer in viewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [result for result in results if not isinstance(result, Receipt)] == []
    assert len(results) == 20
    assert EventRow.objects.filter(case__number=number, kind="parts_done").count() == 1
    assert list(find_broken()) == []


def test_two_threads_move_one_case_and_one_is_told(town):
    number = town.searching()
    seen = town.row(number).seq
    viewer = town.viewer("zhao")
    barrier, results = threading.Barrier(2), []

    def ask():
        try:
            barrier.wait()
            results.append(town.store.act(number, Make("ask", reason="颜色"), viewer, town.now, seen))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(getattr(result, "ground", "done") for result in results) == ["changed", "done"]


def test_two_people_merge_two_cases_crosswise_and_one_is_told(town):
    one, other = town.searching(), town.searching()
    viewer, barrier, results = town.viewer("li"), threading.Barrier(2), []

    def merge(number, into):
        try:
            barrier.wait()
            results.append(town.store.act(number, MergeInto(into, "同一人"), viewer, town.now))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=merge, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(result, Receipt) for result in results) == 1
    assert sorted(getattr(result, "ground", "done") for result in results)[0] == "done"
    assert CaseRow.objects.exclude(merged_into="").count() == 1
    assert list(find_broken()) == []


def test_numbers_are_given_once_in_many_threads(town):
    viewer, results = town.viewer("wang"), []

    def open_one():
        try:
            command = Create("", "east", "counter", {"thing": "雨伞"})
            found = [town.store.open_case("lost-property", command, viewer, town.now) for _ in range(5)]
            results.extend(receipt.number for receipt in found)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=open_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [f"SW2026{number:06d}" for number in range(1, 21)]


def test_a_clock_that_jumps_back_loses_nothing(town):
    number = town.searching()
    town.later(seconds=-3)
    town.does("zhao", number, Comment("三秒之差"))
    assert entries_of(town.row(number).pk)[-1].at == town.now + timedelta(seconds=3)
    town.later(hours=-1)
    town.is_refused("zhao", number, Comment("x"), "time", "before the last entry")
    assert list(find_broken()) == []
