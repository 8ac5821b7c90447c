"""The worker: every duty once, in words where one fails; the health page says what is not done."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import OperationalError
from typer.testing import CliRunner

from quheng.bilingual import Text
from quheng.calendars.beijing_time import BEIJING
from quheng.cli import app
from quheng.errors import MethodError, Problem
from quheng.ledger.health import health, is_well
from quheng.ledger.heartbeats import last_beats
from quheng.ledger.models import Anchor, CalendarYearRow, Heartbeat, InboxEntry, OutboxMessage
from quheng.ledger.outbox import deliver
from quheng.ledger.verifying import find_broken
from quheng.ledger.working import DUTIES, Duty, run_all, run_due
from quheng.ledger.working.consuming import worker
from quheng.ledger.working.daily_anchor import anchor_yesterday
from tests.ledger.town import Town


@pytest.fixture
def town(database, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "FILES", tmp_path / "kept")
    return Town().build()


def duty(name, run, **every):
    return Duty(name, Text(zh=name, en=name), timedelta(**every), run)


def failing(error):
    def run(_):
        raise error

    return run


class TestDuties:
    def test_one_round_sweeps_delivers_and_anchors(self, town):
        town.grant("sun", "supervisor", "east")
        town.searching()
        town.later(days=15)
        assert [ran.failed for ran in run_all(town.now)] == [None] * len(DUTIES)
        assert {entry.kind for entry in InboxEntry.objects.all()} == {"duty", "overdue", "escalated"}
        assert Anchor.objects.get().day == (town.now - timedelta(days=1)).date()
        assert set(last_beats()) == {one.name for one in DUTIES}
        before = InboxEntry.objects.count()
        run_all(town.now)
        assert (InboxEntry.objects.count(), Anchor.objects.count()) == (before, 1)
        assert list(find_broken()) == []

    @pytest.mark.parametrize(
        ("error", "words"),
        [
            (OperationalError("server closed"), "the database failed: server closed"),
            (OSError(28, "No space left on device"), "the disk or the network failed: [Errno 28] No space"),
            (MethodError(Problem(Text(zh="没有", en="no way out"))), "no way out"),
        ],
    )
    def test_a_duty_that_fails_is_told_and_keeps_no_other_from_being_done(self, town, error, words):
        done = []
        ran = run_all(
            town.now, [duty("first", failing(error), minutes=1), duty("second", done.append, minutes=1)]
        )
        assert words in ran[0].speak().en
        assert (done, set(last_beats())) == ([town.now], {"second"})

    def test_a_duty_is_done_when_its_time_has_come_and_after_the_clock_jumped_back(self, town):
        done = []
        duties = [duty("often", lambda _: done.append("often"), minutes=1), duty("rare", done.append, days=1)]
        run_due(town.now, duties)
        run_due(town.now + timedelta(minutes=1), duties)
        assert done == ["often", town.now, "often"]
        run_due(town.now - timedelta(days=400), duties)
        assert len(done) == 5

    def test_huey_looks_at_what_is_due(self, town, monkeypatch):
        import quheng.ledger.working.consuming as consuming

        looked = []
        monkeypatch.setattr(consuming, "run_due", looked.append)
        made = worker(lambda: town.now)
        [task] = made.read_periodic(datetime(2026, 3, 2, 9, 1))
        made.execute(task)
        assert looked == [town.now]


class TestAnchor:
    def test_days_without_a_worker_are_one_anchor(self, town):
        town.searching()
        anchor_yesterday(town.now)
        town.later(days=5)
        town.searching()
        anchor_yesterday(town.now)
        assert anchor_yesterday(town.now + timedelta(hours=3)) is None
        assert [f"{one.day:%m-%d}" for one in Anchor.objects.all()] == ["03-01", "03-06"]

    def test_a_clock_that_jumps_back_makes_none(self, town):
        town.searching()
        anchor_yesterday(town.now)
        assert anchor_yesterday(town.now - timedelta(days=30)) is None
        assert list(find_broken()) == []

    def test_nothing_is_not_anchored(self, town):
        assert anchor_yesterday(town.now) is None


class TestHealth:
    def found(self, now, subject):
        return next(one for one in health(now) if one.subject == subject)

    def test_all_is_well_after_a_round(self, town):
        town.searching()
        run_all(town.now)
        assert is_well(health(town.now)), [str(one.words) for one in health(town.now) if not one.ok]

    def test_next_year_is_missed_from_november_on(self, town):
        assert self.found(datetime(2026, 10, 31, tzinfo=BEIJING), "calendar").ok
        loud = self.found(datetime(2026, 11, 1, tzinfo=BEIJING), "calendar")
        assert (loud.ok, "2027" in loud.words.zh, "2027.yaml" in loud.remedy.en) == (False, True, True)
        CalendarYearRow.objects.create(
            calendar="china",
            year=2027,
            digest="x",
            text="{year: 2027, status: published, source: x, holidays: []}",
            loaded_by="gao",
            loaded_at=town.now,
        )
        assert self.found(datetime(2026, 11, 1, tzinfo=BEIJING), "calendar").ok

    def test_late_and_dead_messages_are_named(self, town):
        town.searching()
        assert self.found(town.now + timedelta(minutes=10), "outbox").ok
        late = self.found(town.now + timedelta(minutes=11), "outbox")
        assert late.words.en == "the oldest message waits since 11 minutes"
        deliver(town.now)
        assert self.found(town.now + timedelta(days=1), "outbox").ok
        OutboxMessage.objects.update(state="dead")
        assert self.found(town.now, "dead_letters").words.zh == "1 条消息投递失败"

    def test_a_sweeper_that_stands_and_a_clock_put_back_are_told_apart(self, town):
        assert self.found(town.now, "sweep").words.en == "deadlines were never swept"
        Heartbeat.objects.create(duty="sweep", at=town.now)
        assert self.found(town.now + timedelta(minutes=10), "sweep").ok
        assert not self.found(town.now + timedelta(minutes=11), "sweep").ok
        assert "was the clock put back?" in self.found(town.now - timedelta(hours=1), "sweep").words.en

    def test_the_anchor_of_yesterday_is_missed(self, town):
        town.searching()
        assert self.found(town.now, "anchor").ok  # nothing happened before today
        assert not self.found(town.now + timedelta(days=1), "anchor").ok
        anchor_yesterday(town.now + timedelta(days=1))
        assert self.found(town.now + timedelta(days=1), "anchor").ok

    def test_a_full_disk_is_named(self, town, tmp_path, monkeypatch):
        import quheng.ledger.health as module

        assert [one.ok for one in health(town.now, [tmp_path / "none" / "yet"])][-1]
        monkeypatch.setattr(module, "LEAST_FREE", 2**62)
        assert not health(town.now, [tmp_path])[-1].ok


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


class TestCommands:
    def test_once(self, town):
        result = run("ledger", "work", "--once")
        assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "sweep of deadlines: done")

    def test_health_fails_where_something_is_wrong(self, town):
        OutboxMessage.objects.all().delete()
        result = run("ledger", "health")
        assert result.exit_code == 1
        assert "! deadlines were never swept" in result.stderr

    def test_dead_letters_are_shown_and_sent_again(self, town):
        number = town.searching()
        OutboxMessage.objects.update(state="dead", error_zh="无人", error_en="nobody")
        assert f"{number}/" in run("ledger", "outbox").stdout
        assert "nobody" in run("ledger", "outbox").stdout
        assert run("ledger", "outbox", "--retry").stdout == "1 message is to be sent again\n"
        assert run("ledger", "outbox").stdout == ""

    def test_a_notice_is_loaded(self, town, tmp_path):
        file = tmp_path / "2028.yaml"
        file.write_text("{year: 2028, status: published, source: x, holidays: []}", encoding="utf-8")
        assert "the notice for 2028 loaded" in run("ledger", "calendar", file, "--by", "gao").stdout
        again = run("--lang", "zh", "ledger", "calendar", file, "--by", "gao", "--dry-run").stdout
        assert again.startswith("试运行，未写入：2028 年安排此前已装入")

    def test_cases_are_imported(self, town, tmp_path):
        file = tmp_path / "cases.csv"
        file.write_text("outside_number,channel,thing\n1,counter,伞\n", encoding="utf-8")
        town.grant("wang", "clerk", "east")
        arguments = ("ledger", "import", "cases", town.programme, file, "--as")
        assert run(*arguments, "wang", "--dry-run").stdout.startswith("dry run, nothing written: 1 new")
        assert "there is no account nobody" in str(run(*arguments, "nobody").exception)


def test_the_worker_ends_in_good_order_when_it_is_stopped(database, tmp_path):
    import os

    Town().build().searching()
    environment = {**os.environ, "QUHENG_DATABASE": database, "QUHENG_FILES": str(tmp_path / "kept")}
    started = subprocess.Popen(
        [sys.executable, "-m", "quheng", "ledger", "work"], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert started.stdout.readline() == "the worker runs; stop it with Ctrl-C\n"
        started.send_signal(signal.SIGTERM)
        assert started.wait(60) == 0
    finally:
        started.kill()
        started.communicate()
