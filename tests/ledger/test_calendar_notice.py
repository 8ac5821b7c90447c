"""A year's notice is loaded: checked whole, in force at once, and every clock counted again by an event."""

from __future__ import annotations

from datetime import datetime

import pytest

from quheng.calendars.beijing_time import BEIJING
from quheng.errors import DeclarationError, MethodError, NotFoundError
from quheng.ledger.calendar_notice import load_notice
from quheng.ledger.models import CalendarYearRow, DeadlineRow, EventRow
from quheng.ledger.verifying import find_broken
from tests.ledger.town import Town

NOTICE = """
year: 2027
status: published
source: {zh: 通知, en: notice}
holidays:
  - name: {zh: 元旦, en: New Year's Day}
    off: {from: 2027-01-01, to: 2027-01-05}
    make_up: [2027-01-09]
"""


@pytest.fixture
def town(database):
    return Town(datetime(2026, 12, 29, 9, tzinfo=BEIJING)).build()


@pytest.fixture
def notice(tmp_path):
    file = tmp_path / "2027.yaml"
    file.write_text(NOTICE, encoding="utf-8")
    return file


def end(number):
    row = DeadlineRow.objects.get(case__number=number)
    return row.due_at.astimezone(BEIJING).date().isoformat(), row.status


def test_clocks_that_waited_for_it_are_counted_again(town, notice):
    # Tuesday 29 December + 5 working days: 30, 31, then by the law alone (1 January off) 4, 5, 6 January.
    number = town.searching()
    assert end(number) == ("2027-01-07", "provisional")
    found = load_notice(notice, "gao", town.now)
    # By the notice 1 to 5 January are off: 30, 31, 6, 7, 8 January.
    assert end(number) == ("2027-01-09", "published")
    assert (found.cases, found.clocks, found.looked_at, found.refused) == (1, 1, 1, ())
    assert found.speak().en == "the notice for 2027 loaded; of 1 open case, 1 changed in 1 clock"
    last = EventRow.objects.order_by("id").last()
    assert (last.kind, last.who) == ("clock_recomputed", "system")
    assert list(find_broken()) == []
    # New clocks count by it from now on.
    assert end(town.searching()) == ("2027-01-09", "published")


def test_a_dry_run_counts_the_same_and_writes_nothing(town, notice):
    number = town.searching()
    planned = load_notice(notice, "gao", town.now, dry_run=True)
    assert (end(number)[1], CalendarYearRow.objects.count()) == ("provisional", 0)
    assert planned.speak().zh.startswith("试运行，未写入：2027 年安排装入；查看在办 1 件")
    done = load_notice(notice, "gao", town.now)
    assert (planned.cases, planned.clocks) == (done.cases, done.clocks)


def test_loading_it_twice_changes_nothing_and_finishes_what_was_interrupted(town, notice, monkeypatch):
    numbers = [town.searching() for _ in range(3)]
    from quheng.ledger.store import Store

    follow_up = Store.follow_up

    def dies_at_the_second(self, number, *rest):
        if number == numbers[1]:
            raise KeyboardInterrupt
        return follow_up(self, number, *rest)

    monkeypatch.setattr(Store, "follow_up", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        load_notice(notice, "gao", town.now)
    monkeypatch.undo()
    again = load_notice(notice, "gao", town.now)
    assert (again.is_new, again.cases) == (False, 2)
    assert {end(number) for number in numbers} == {("2027-01-09", "published")}
    assert load_notice(notice, "gao", town.now).clocks == 0
    assert CalendarYearRow.objects.count() == 1


def test_a_corrected_notice_replaces_the_first(town, notice):
    number = town.searching()
    load_notice(notice, "gao", town.now)
    notice.write_text(NOTICE.replace("2027-01-05", "2027-01-04"), encoding="utf-8")
    assert load_notice(notice, "gao", town.now).clocks == 1
    assert end(number) == ("2027-01-08", "published")


def test_a_clock_without_a_calendar_year_gets_its_end(database, notice, tmp_path):
    town = Town(datetime(2030, 12, 30, 9, tzinfo=BEIJING)).build()
    number = town.searching()
    assert DeadlineRow.objects.get(case__number=number).status == "missing"
    file = tmp_path / "2031.yaml"
    file.write_text(NOTICE.replace("2027-01-09", "2031-01-11").replace("2027", "2031"), encoding="utf-8")
    assert load_notice(file, "gao", town.now).clocks == 1
    # 2030 itself is provisional: known, and still not certain.
    assert end(number)[1] == "provisional"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("to: 2027-01-05", "to: 2027-01-35", "there is no day 2027-01-35"),
        ("make_up: [2027-01-09]", "make_up: [2027-01-11]", "2027-01-11 is no Saturday or Sunday"),
        ("make_up:", "made_up:", "made_up"),
        ("off: {from: 2027-01-01", "off: {from: 2026-12-31", "2026-12-31 is not in 2027"),
    ],
)
def test_a_wrong_file_is_refused_whole(town, notice, old, new, words):
    notice.write_text(NOTICE.replace(old, new), encoding="utf-8")
    with pytest.raises(DeclarationError, match=words):
        load_notice(notice, "gao", town.now)
    assert CalendarYearRow.objects.count() == 0


def test_what_is_no_notice_is_refused(town, notice):
    notice.write_text(NOTICE.replace("published", "provisional"), encoding="utf-8")
    with pytest.raises(MethodError, match="the year 2027 is provisional"):
        load_notice(notice, "gao", town.now)
    with pytest.raises(MethodError, match="there is no calendar mars"):
        load_notice(notice, "gao", town.now, "mars")
    with pytest.raises(NotFoundError):
        load_notice(notice.with_name("2028.yaml"), "gao", town.now)
