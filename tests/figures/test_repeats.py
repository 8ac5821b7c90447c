"""Repeated requests: counted as they come, and counted again when an older one turns up or is forgotten."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from quheng.figures import cases_behind
from quheng.ledger.cases.commands import Correct, Create, Erase, Make
from quheng.ledger.models import FactRow
from quheng.ledger.opening_many import Opener
from quheng.ledger.rebuilding import rebuild
from quheng.ledger.verifying import find_broken
from tests.figures.counted_town import EDITS, CountedTown

REPEATS = (
    ("acts: {assign", "similar: {by: [owner_phone]}\nacts: {assign"),
    (
        "  - {id: same_person,",
        "  - {id: same_phone, kind: count, over: created, repeat: {same: owner_phone, within: 10}, "
        "by: [channel], title: {zh: 重复来电, en: Called again}}\n"
        "  - {id: fragile_again, kind: count, over: created, among: fragile, "
        "repeat: {same: owner_phone, within: 10}, title: {zh: 易碎重复, en: Fragile again}}\n"
        "  - {id: same_person,",
    ),
)
PHONES = ("13800138000", "13900139000", "13700137000")


@pytest.fixture
def town(database) -> CountedTown:
    town = CountedTown()
    town.build(*EDITS, *REPEATS)
    town.grant("gao", "supervisor", "city")
    return town


def calls(town, phone: str, day: int, **more: object) -> str:
    return town.opens(values={"thing": "伞", "owner_phone": phone}, accepted_on=date(2026, 3, day), **more)


def repeated(town) -> set[str]:
    table = town.table("same_phone", "2026")
    behind = {row.number for row in cases_behind(table, town.viewer("gao"), size=200).rows}
    assert table.total.numerator == len(behind)
    assert list(find_broken()) == []
    return behind


def late_in_the_year(town) -> None:
    town.later(days=200)


def test_within_so_many_days(town):
    late_in_the_year(town)
    calls(town, PHONES[0], 1)
    again = calls(town, PHONES[0], 11)  # ten days
    calls(town, PHONES[0], 22)  # eleven days
    calls(town, PHONES[1], 11)
    assert repeated(town) == {again}
    by_channel = town.table("same_phone", "2026", by="channel")
    assert [(cell.key, cell.numerator) for cell in by_channel.rows] == [("counter", 1)]


def test_two_on_one_day(town):
    late_in_the_year(town)
    calls(town, PHONES[0], 5)
    again = calls(town, "138-0013-8000", 5)
    assert repeated(town) == {again}


def test_an_older_one_that_is_entered_later(town):
    late_in_the_year(town)
    later = calls(town, PHONES[0], 9)
    assert repeated(town) == set()
    calls(town, PHONES[0], 2)
    assert repeated(town) == {later}


def test_a_telephone_that_is_put_right(town):
    late_in_the_year(town)
    first, second = calls(town, PHONES[0], 2), calls(town, PHONES[0], 9)
    assert repeated(town) == {second}
    town.does("wang", first, Correct({"owner_phone": PHONES[1]}, "听错了"))
    assert repeated(town) == set()
    town.does("wang", second, Correct({"owner_phone": PHONES[1]}, "听错了"))
    assert repeated(town) == {second}


def test_a_case_that_comes_to_be_among_those_counted(town):
    late_in_the_year(town)
    calls(town, PHONES[0], 2)
    second = calls(town, PHONES[0], 9)
    assert town.table("fragile_again", "2026").total.numerator == 0
    town.does("wang", second, Correct({"fragile": True}, "看清了"))
    assert town.table("fragile_again", "2026").total.numerator == 1
    assert repeated(town) == {second}


def test_what_is_erased_repeats_nothing(town):
    late_in_the_year(town)
    first = calls(town, PHONES[0], 2)
    town.does("li", first, Make("search"))
    town.does("zhao", first, Make("hand_out"))
    second = calls(town, PHONES[0], 9)
    assert repeated(town) == {second}
    town.does("zhou", first, Erase("本人申请"))
    assert repeated(town) == set()


def test_many_at_once_are_counted_as_one_by_one(town):
    late_in_the_year(town)
    there = calls(town, PHONES[0], 20)
    opener = Opener(town.programme, town.viewer("wang"), town.now)
    days = [(PHONES[0], 12), (PHONES[1], 1), (PHONES[1], 1), (PHONES[2], 3), (PHONES[1], 12)]
    rows = opener.write(
        [
            opener.plan(
                Create(
                    "",
                    "east",
                    "counter",
                    {"thing": "伞", "owner_phone": phone},
                    accepted_on=date(2026, 3, day),
                )
            )
            for phone, day in days
        ]
    )
    # The one of the 12th makes that of the 20th a repeated one; of 1 March the second is; the 12th is far.
    assert repeated(town) == {there, rows[2].number}
    FactRow.objects.all().delete()
    rebuild()
    assert repeated(town) == {there, rows[2].number}


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_it_is_what_a_plain_count_says(town, seed):
    late_in_the_year(town)
    chance, known = random.Random(seed), {}
    for _ in range(25):
        day, phone = date(2026, 3, chance.randint(1, 31)), chance.choice(PHONES)
        if known and chance.random() < 0.3:
            number = chance.choice(sorted(known))
            if known[number][0] == phone:
                continue
            town.does("wang", number, Correct({"owner_phone": phone}, "x"))
            known[number] = (phone, known[number][1], known[number][2])
        else:
            known[calls(town, phone, day.day)] = (phone, day, len(known))
    plain = {
        number
        for number, (phone, day, place) in known.items()
        if any(
            other == phone and (earlier, before) < (day, place) and day - earlier <= timedelta(days=10)
            for other, earlier, before in known.values()
        )
    }
    assert repeated(town) == plain
