"""The outbox: written with the change, delivered once, to whoever is there, and never lost."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import transaction

from quheng.bilingual import Text
from quheng.errors import MethodError
from quheng.ledger.cases.commands import Assign, Comment, Make
from quheng.ledger.models import Grant, InboxEntry, OutboxMessage
from quheng.ledger.outbox import (
    deliver,
    forget_done,
    inbox,
    mark_read,
    retry_dead,
    transport_of,
    unread_count,
)
from quheng.ledger.outbox.addressing import nearest_holders
from quheng.ledger.outbox.delivering import LONGEST_WAIT, MOST_ATTEMPTS, wait_after
from quheng.ledger.outbox.transports import Letter, LetterFile
from tests.ledger.town import Town

PUBLIC = ("who: [clerk]\n", "who: [clerk, applicant]\n")
"""An edit after which the public hands cases in."""


@pytest.fixture
def town(database):
    return Town().build()


def told(town, name):
    return [entry.zh for entry in inbox(town.viewer(name))]


def test_those_who_can_stop_a_clock_are_told_that_it_began(town):
    number = town.searching()
    [message] = OutboxMessage.objects.all()
    assert (message.kind, message.roles) == ("duty", "handler lead")
    assert deliver(town.now).done == 1
    # Monday 2 March + 5 working days is Monday 9 March.
    assert told(town, "zhao") == [f"{number}（失物招领）：查找时限开始计时，至 2026-03-09 止"]
    assert told(town, "qian") == told(town, "zhao")
    assert told(town, "wang") == told(town, "stranger") == told(town, "fire-1") == []


def test_a_department_that_is_asked_is_told_and_no_other(town):
    number = town.searching(offices=["fire"])
    deliver(town.now)
    assert told(town, "fire-1") == [f"{number}（失物招领）：协查时限开始计时，至 2026-03-04 止"]
    assert told(town, "police-1") == []


def test_nothing_is_written_when_the_change_is_not(town):
    number = town.opens()
    with transaction.atomic():
        town.does("li", number, Make("search"))
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


def test_who_is_named_is_told_by_name(town):
    number = town.searching()
    deliver(town.now)
    town.does("li", number, Assign("east", "zhao"))
    assert deliver(town.now).done == 1
    assert told(town, "zhao")[0] == f"{number}（失物招领）：指派给您"
    assert len(told(town, "qian")) == 1


def test_a_message_goes_up_to_where_somebody_is_and_no_further(town):
    Grant.objects.filter(role__in=("handler", "lead")).delete()
    town.grant("boss", "handler", "city")
    town.searching()
    deliver(town.now)
    assert len(told(town, "boss")) == 1
    town.grant("near", "lead", "east")
    town.searching()
    deliver(town.now)
    assert (len(told(town, "boss")), len(told(town, "near"))) == (1, 1)


def test_where_nobody_is_it_is_a_dead_letter_until_somebody_is(town):
    Grant.objects.filter(role__in=("handler", "lead")).delete()
    town.grant("other", "lead", "east", programme="something-else")
    Grant.objects.filter(account__username="li").update(until=town.now.date())
    town.searching()
    assert deliver(town.now).dead == 1
    dead = OutboxMessage.objects.get(state="dead")
    assert dead.error_zh == "逐级向上都没有人担任承办人、承办单位负责人"
    assert dead.error_en == "up to the top nobody is: Handler, Head of office"
    assert told(town, "other") == []
    town.grant("boss", "lead", "city")
    assert (retry_dead(), deliver(town.now).done) == (1, 1)
    assert len(told(town, "boss")) == 1


def test_a_grant_must_reach_the_sensitivity_of_the_case(town):
    row = town.row(town.searching())
    there = [*nearest_holders(["handler", "lead"], row.path, row, town.now.date()).roles]
    assert there == ["handler", "lead"]
    row.sensitivity = 2
    assert nearest_holders(["handler", "lead"], row.path, row, town.now.date()) is None
    town.grant("boss", "handler", "city", sensitivity=2)
    assert nearest_holders(["handler", "lead"], row.path, row, town.now.date()).path == row.path[:4]


def test_who_may_no_longer_see_the_case_no_longer_sees_what_was_told_of_it(town):
    town.searching()
    deliver(town.now)
    assert len(told(town, "zhao")) == 1
    Grant.objects.filter(account__username="zhao").update(programme="another")
    assert told(town, "zhao") == []


def test_delivering_twice_is_delivering_once(town):
    town.searching()
    deliver(town.now)
    OutboxMessage.objects.update(state="waiting")
    deliver(town.now)
    assert InboxEntry.objects.count() == 2


def test_who_reads_it_first_stands_in_it_and_a_stranger_cannot(town):
    town.searching()
    deliver(town.now)
    entry = inbox(town.viewer("zhao")).get()
    assert unread_count(town.viewer("zhao")) == 1
    assert not mark_read(town.viewer("stranger"), entry.pk, town.now)
    assert mark_read(town.viewer("zhao"), entry.pk, town.now)
    town.grant("second", "handler", "east")
    assert mark_read(town.viewer("second"), entry.pk, town.now)
    entry.refresh_from_db()
    assert (entry.read_by, unread_count(town.viewer("zhao"))) == ("zhao", 0)


def test_one_unreadable_message_holds_up_no_other(town, monkeypatch):
    number = town.searching()
    town.searching()
    import quheng.ledger.outbox.delivering as delivering

    find = delivering.nearest_holders

    def broken(roles, path, case, on):
        if case.number == number:
            raise KeyError(number)
        return find(roles, path, case, on)

    monkeypatch.setattr(delivering, "nearest_holders", broken)
    found = deliver(town.now)
    assert (found.done, found.put_off) == (1, 1)
    assert deliver(town.now).done == 0
    monkeypatch.undo()
    assert deliver(town.now + wait_after(1)).done == 1


def test_a_clock_that_jumps_back_does_not_hold_a_message_for_ever(town):
    town.searching()
    OutboxMessage.objects.update(attempts=1, ready_at=town.now + timedelta(days=300))
    assert deliver(town.now).done == 1


def test_what_was_done_long_ago_is_forgotten_and_the_inbox_stays(town):
    town.searching()
    deliver(town.now)
    assert forget_done(town.now + timedelta(days=89)) == 0
    assert forget_done(town.now + timedelta(days=91)) == 1
    assert InboxEntry.objects.count() == 2


@pytest.fixture
def outside(database, settings_outside, tmp_path):
    return Town().build(PUBLIC)


@pytest.fixture
def settings_outside(monkeypatch, tmp_path):
    from django.conf import settings

    monkeypatch.setattr(settings, "OUTSIDE_TRANSPORT", f"file:{tmp_path / 'outgoing.jsonl'}")


class TestOutside:
    def letters(self, tmp_path):
        text = (tmp_path / "outgoing.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def test_the_applicant_is_told_at_the_number_of_the_record(self, outside, tmp_path):
        number = outside.opens(values={"thing": "伞", "owner_phone": "13800001234"})
        assert "13800001234" not in "".join(f"{one.key}{one.zh}" for one in OutboxMessage.objects.all())
        assert deliver(outside.now).done == 1
        [letter] = self.letters(tmp_path)
        assert (letter["to"], letter["zh"]) == ("13800001234", f"{number}（失物招领）：您的诉求已登记")

    def test_without_a_number_it_is_a_dead_letter(self, outside):
        outside.opens()
        assert deliver(outside.now).dead == 1

    def test_what_changes_nothing_for_the_public_is_not_told(self, outside):
        number = outside.searching(owner_phone="13800001234")
        before = OutboxMessage.objects.count()
        outside.does("zhao", number, Comment("看过"))
        assert OutboxMessage.objects.count() == before

    def test_a_way_out_that_fails_is_tried_later_and_then_given_up(self, outside):
        outside.opens(values={"thing": "伞", "owner_phone": "13800001234"})

        class Down:
            def send(self, letter):
                raise OSError("no route")

        now = outside.now
        for attempt in range(1, MOST_ATTEMPTS):
            assert deliver(now, Down()).put_off == 1
            assert deliver(now, Down()) == deliver(now, Down())  # not yet ready: nothing
            now += wait_after(attempt)
        assert deliver(now, Down()).dead == 1
        assert (OutboxMessage.objects.get().error_en, wait_after(40)) == ("no route", LONGEST_WAIT)

    def test_a_worker_that_dies_with_a_letter_sends_it_again_under_its_key(self, outside, tmp_path):
        outside.opens(values={"thing": "伞", "owner_phone": "13800001234"})
        file = LetterFile(tmp_path / "outgoing.jsonl")

        class Dies:
            def send(self, letter):
                file.send(letter)
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            deliver(outside.now, Dies())
        assert deliver(outside.now).done == 0  # leased
        assert deliver(outside.now + timedelta(minutes=6)).done == 1
        assert len(self.letters(tmp_path)) == 1


class TestLetterFile:
    LETTER = Letter("k/1", "138", Text(zh="甲", en="a"))

    def test_a_key_stands_once_whoever_writes_it(self, tmp_path):
        first, second = LetterFile(tmp_path / "o"), LetterFile(tmp_path / "o")
        for file in (first, second, first, LetterFile(tmp_path / "o")):
            file.send(self.LETTER)
        assert len((tmp_path / "o").read_text().splitlines()) == 1

    def test_a_line_cut_off_by_a_crash_is_no_letter(self, tmp_path):
        (tmp_path / "o").write_text('{"key": "k/0"}\n{"key": "k/1", "to"')
        LetterFile(tmp_path / "o").send(self.LETTER)
        lines = (tmp_path / "o").read_text().splitlines()
        assert [json.loads(line)["key"] for line in lines] == ["k/0", "k/1"]

    def test_an_unknown_way_out_is_refused(self):
        with pytest.raises(MethodError, match="no way out called pigeon"):
            transport_of("pigeon:x")


KILLED = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "quheng.web.settings"
import django; django.setup()
from datetime import datetime
import quheng.ledger.outbox.delivering as delivering
put, count = delivering._put_in_inbox, [0]
def then_die(*given):
    put(*given)
    count[0] += 1
    if count[0] == int(sys.argv[2]):
        os.kill(os.getpid(), 9)
delivering._put_in_inbox = then_die
delivering.BATCH = 3
delivering.deliver(datetime.fromisoformat(sys.argv[1]))
"""


@pytest.mark.parametrize("after", [1, 3, 4])
def test_a_worker_killed_midway_sends_nothing_twice_and_loses_nothing(town, database, after):
    for _ in range(4):
        town.searching()
    import os

    environment = {**os.environ, "QUHENG_DATABASE": database}
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, town.now.isoformat(), str(after)], env=environment, check=False
    )
    assert killed.returncode == -9
    done = OutboxMessage.objects.filter(state="done").count()
    assert (InboxEntry.objects.count(), done) == (2 * done, 3 * ((after - 1) // 3))
    deliver(town.now)
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"done"}
    told_of = [entry.key.rpartition("/")[0] for entry in InboxEntry.objects.all()]
    assert sorted(told_of) == sorted(2 * [message.key for message in OutboxMessage.objects.all()])
