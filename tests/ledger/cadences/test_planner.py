"""The planner opens what is due, once: after downtime one case and not five, none while one is open."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Thread

import pytest
from django.db import connections

from quheng.calendars.beijing_time import BEIJING
from quheng.errors import DataError, NotFoundError
from quheng.ledger.cadences import plan, put_on_list, read_list, take_off_list
from quheng.ledger.cases import Subject
from quheng.ledger.cases.commands import Make
from quheng.ledger.models import CaseRow, ListedSubject, Site
from quheng.ledger.verifying import find_broken
from tests.ledger.town import Town

MONTHLY = (
    "links:\n",
    "cadences:\n"
    "  - {id: look, title: {zh: 巡看, en: Look}, every: 30 天, about: [site], channel: counter,"
    " day: found_on,"
    " values: {thing: 巡看}, done: [returned, given_up]}\n"
    "  - {id: ask_again, title: {zh: 追问, en: Ask again}, every: 2 工作日, link: twin, during: [searching],"
    " channel: phone, day: found_on}\n"
    "links:\n",
)
ABOUT_SITES = ("intake:\n  who: [clerk]\n", "intake:\n  subject: [site]\n  who: [clerk]\n")
TO_THE_END = (
    "to: given_up, who: [lead], reason: true, needs: {parts: [help]}",
    "to: given_up, who: [lead], reason: true",
)


@pytest.fixture
def town(database):
    town = Town().build(MONTHLY, ABOUT_SITES, TO_THE_END)
    Site.objects.create(code="S1", name="一号库")
    return town


def listed(town, code="S1"):
    subject = Subject("site", str(Site.objects.get(code=code).pk))
    put_on_list("lost-property", "look", subject, "street-1", town.now.date())
    return subject


def numbers(found):
    assert [one.refusal for one in found] == [None] * len(found)
    return [one.number for one in found]


def finish(town, number):
    town.does("li", number, Make("search"))
    town.does("qian", number, Make("give_up", reason="巡看完毕"))


def test_a_listed_subject_gets_one_case_and_the_next_when_so_long_has_passed(town):
    assert plan(town.now) == ()
    subject = listed(town)
    [number] = numbers(plan(town.now))
    row = town.row(number)
    assert (row.subject_kind, row.subject_key, row.organisation.code) == ("site", subject.key, "street-1")
    assert plan(town.now) == (), "it is idempotent"
    assert plan(town.now + timedelta(days=90)) == (), "none is opened while the last is open"
    finish(town, number)
    # Done on Monday 2 March; 30 days later is Wednesday 1 April.
    assert plan(datetime(2026, 3, 31, 23, tzinfo=BEIJING)) == ()
    [planned] = plan(datetime(2026, 4, 1, 9, tzinfo=BEIJING))
    assert (str(planned.day), planned.cadence) == ("2026-04-01", "look")


def test_after_downtime_one_is_opened_with_the_day_for_which_it_was_due(town):
    listed(town)
    [number] = numbers(plan(town.now))
    finish(town, number)
    after_half_a_year = datetime(2026, 9, 1, 9, tzinfo=BEIJING)
    [planned] = plan(after_half_a_year)
    assert str(planned.day) == "2026-04-01"
    assert plan(after_half_a_year) == ()


def test_who_is_taken_off_the_list_gets_no_more(town):
    subject = listed(town)
    [number] = numbers(plan(town.now))
    finish(town, number)
    take_off_list("lost-property", "look", subject, town.now.date())
    assert plan(datetime(2026, 4, 1, 9, tzinfo=BEIJING)) == ()


def test_follow_ups_of_an_open_case_end_with_it(town):
    number = town.searching()
    assert plan(town.now) == ()
    # Two working days after Monday 2 March.
    wednesday = datetime(2026, 3, 4, 10, tzinfo=BEIJING)
    [first] = numbers(plan(wednesday))
    assert town.row(first).parent == number
    assert plan(wednesday + timedelta(days=10)) == (), "the first is not done"
    town.now = wednesday
    finish(town, first)
    town.does("qian", number, Make("give_up", reason="找不到"))
    assert plan(wednesday + timedelta(days=10)) == (), "the case is closed"
    assert list(find_broken()) == []


def test_two_planners_at_once_open_one(town):
    for code in ("S2", "S3"):
        Site.objects.create(code=code, name=code)
        listed(town, code)
    listed(town)
    found: list[int] = []

    def run():
        try:
            found.append(len(plan(town.now)))
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(found) == CaseRow.objects.count() == 3


def test_what_cannot_be_opened_is_told_and_keeps_nobody_else_waiting(database):
    wrong = (MONTHLY[0], MONTHLY[1].replace("values: {thing: 巡看}", "values: {owner_phone: '5'}"))
    town = Town().build(wrong, ABOUT_SITES, TO_THE_END)
    Site.objects.create(code="S1", name="一号库")
    listed(town)
    town.searching()
    later = datetime(2026, 3, 4, 10, tzinfo=BEIJING)
    refused, opened = plan(later)
    assert "Owner's telephone" in refused.refusal.en
    assert (opened.cadence, opened.refusal) == ("ask_again", None)


def test_a_list_from_a_table(town, tmp_path):
    table = tmp_path / "list.csv"
    table.write_text("subject,organisation\nS1,street-1\nS9,street-1\nS1,street-2\n", encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read_list(table, "lost-property", "look", town.now.date())
    assert {problem.where.row for problem in raised.value.problems} == {3, 4}
    assert not ListedSubject.objects.exists()
    table.write_text("subject,organisation\nS1,street-1\n", encoding="utf-8")
    assert read_list(table, "lost-property", "look", town.now.date(), dry_run=True).new == 1
    assert not ListedSubject.objects.exists()
    assert read_list(table, "lost-property", "look", town.now.date()).new == 1
    assert read_list(table, "lost-property", "look", town.now.date()).same == 1
    with pytest.raises(NotFoundError, match="there are: look"):
        read_list(table, "lost-property", "ask_again", town.now.date())
