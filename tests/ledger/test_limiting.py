"""How often something may be tried."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connections

from quheng.ledger.limiting import Limit, is_allowed
from quheng.ledger.models import Attempt
from tests.ledger.cases.desk import MONDAY

FEW = Limit("knock", 3, timedelta(minutes=15))


def test_so_many_in_a_span(database):
    assert [is_allowed(FEW, "wang", MONDAY) for _ in range(4)] == [True, True, True, False]
    assert is_allowed(FEW, "li", MONDAY), "others are counted for themselves"
    assert is_allowed(Limit("ring", 3, FEW.span), "wang", MONDAY), "and so is something else"


def test_a_refused_attempt_does_not_count(database):
    for _ in range(9):
        is_allowed(FEW, "wang", MONDAY)
    assert is_allowed(FEW, "wang", MONDAY + timedelta(minutes=15))


def test_the_span_slides(database):
    for minute in (0, 5, 10):
        assert is_allowed(FEW, "wang", MONDAY + timedelta(minutes=minute))
    assert not is_allowed(FEW, "wang", MONDAY + timedelta(minutes=14))
    assert is_allowed(FEW, "wang", MONDAY + timedelta(minutes=15))
    assert not is_allowed(FEW, "wang", MONDAY + timedelta(minutes=16))


def test_what_is_over_is_forgotten_and_nobody_is_named(database):
    is_allowed(FEW, "13800001234", MONDAY)
    assert "13800001234" not in Attempt.objects.get().key
    is_allowed(FEW, "li", MONDAY + timedelta(days=2))
    assert Attempt.objects.count() == 1


def test_many_at_once_are_not_more(database):
    def tries(_: int) -> bool:
        try:
            return is_allowed(FEW, "wang", MONDAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(tries, range(24))) <= FEW.times
