"""Server and worker are killed under load: nothing confirmed is lost, nothing is half, or sent twice."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from random import Random
from threading import Event

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connections

from quheng.ledger.models import CaseRow, EventRow, InboxEntry, OutboxMessage
from quheng.ledger.outbox import deliver
from quheng.ledger.tokens import issue_token
from quheng.ledger.verifying import find_broken
from quheng.web.moment import now
from tests.faults.clerks import Clerk, Confirmed
from tests.faults.processes import Processes, running
from tests.ledger.outbox.test_outbox import PUBLIC
from tests.ledger.town import Town

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="there is no /proc")

CLERKS = 6
A_WHILE = timedelta(minutes=10)
"""Longer than a message stays with a worker that was killed."""


@pytest.fixture
def town(database) -> Town:
    return Town(now=now()).build(PUBLIC)


def token(town: Town, name: str) -> str:
    account, until = User.objects.get(username=name), town.now.date() + timedelta(days=2)
    return issue_token(account, name, town.now, until, writes=True).key


def kill(processes: Processes, nth: int, chance: Random) -> None:
    """Kill a worker of the server, or the worker of the ledger, or now and then the whole server."""
    if nth % 20 == 2:
        processes.kill_all_of(processes.server)
        processes.start_server()
    else:
        parent = processes.worker if nth % 2 else processes.server
        processes.kill_one_of(parent, chance.randrange(2))


@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=pytest.mark.long)])
def test_nothing_confirmed_is_lost_and_nothing_is_sent_twice(town, database, tmp_path, monkeypatch, kills):
    confirmed, over, chance = Confirmed(), Event(), Random(kills)
    opens, moves = token(town, "wang"), token(town, "li")
    connections.close_all()
    with running(database, tmp_path) as processes, ThreadPoolExecutor(CLERKS) as pool:
        names = map(str, range(CLERKS))
        clerks = [Clerk(name, processes.port, opens, moves, confirmed, over) for name in names]
        working = [pool.submit(clerk.work) for clerk in clerks]
        try:
            for nth in range(kills):
                confirmed.wait_for_more(chance.randint(1, 4))
                Event().wait(chance.uniform(0, 0.03))
                kill(processes, nth, chance)
            confirmed.wait_for_more(1)
        finally:
            over.set()
        for one in working:
            one.result()
    assert confirmed.failures, "nobody noticed that anything was killed"
    every_key_was_carried_out_once(confirmed)
    assert list(find_broken()) == []
    monkeypatch.setattr(settings, "OUTSIDE_TRANSPORT", f"file:{processes.letters}")
    deliver(now() + A_WHILE)
    every_message_went_out_once(processes.letters)


def every_key_was_carried_out_once(confirmed: Confirmed) -> None:
    opened = {key: answer for key, answer in confirmed.answers.items() if key.startswith("open")}
    moved = {key: answer for key, answer in confirmed.answers.items() if key.startswith("move")}
    numbers = sorted(answer["number"] for answer in opened.values())
    assert numbers == sorted(CaseRow.objects.values_list("number", flat=True))
    assert numbers == sorted(answer["number"] for answer in moved.values())
    entries = Counter(EventRow.objects.values_list("case__number", "kind"))
    for answer in (*opened.values(), *moved.values()):
        for kind in answer["happened"]:
            assert entries[answer["number"], kind] == 1, (answer, kind)
    assert set(CaseRow.objects.values_list("stage", flat=True)) == {"searching"}


def every_message_went_out_once(letters: Path) -> None:
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"done"}
    messages = {
        transport: sorted(OutboxMessage.objects.filter(transport=transport).values_list("key", flat=True))
        for transport in ("inbox", "outside")
    }
    sent = [json.loads(line)["key"] for line in letters.read_text(encoding="utf-8").splitlines()]
    assert sorted(sent) == messages["outside"]
    told = [key.rpartition("/")[0] for key in InboxEntry.objects.values_list("key", flat=True)]
    assert sorted(told) == sorted(2 * messages["inbox"]), "the handler and the head of the office, once each"
    of_cases = Counter(key.partition("/")[0] for keys in messages.values() for key in keys)
    assert of_cases.keys() == set(CaseRow.objects.values_list("number", flat=True))
    assert len(set(of_cases.values())) == 1, "each case has as many messages as every other"
