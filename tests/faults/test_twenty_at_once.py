"""Twenty make one move of one case at once: one makes it, the others are told what changed."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from quheng.ledger.models import EventRow
from quheng.ledger.verifying import find_broken
from tests.web.api.conftest import clock

__all__ = ["clock"]

TWENTY = 20


def test_one_of_twenty_makes_the_move(town, program):
    number = town.opens()
    dispatcher, seen, start = program("li"), f'"{town.row(number).seq}"', Barrier(TWENTY)

    def move(nth: int):
        start.wait()
        try:
            headers = {"If_Match": seen, "Idempotency_Key": f"k-{nth}"}
            return dispatcher.post(f"cases/{number}/moves/search", **headers)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TWENTY) as pool:
        answers = list(pool.map(move, range(TWENTY)))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: TWENTY - 1}
    told = [answer.json() for answer in answers if answer.status_code == 409]
    assert {one["ground"] for one in told} == {"changed"}
    for one in told:
        [problem] = one["problems"]
        assert "entries were added: " in problem["what"]
        assert problem["remedy"] == "look at them, then decide again"
    assert EventRow.objects.filter(case__number=number, kind="moved").count() == 1
    assert list(find_broken()) == []
