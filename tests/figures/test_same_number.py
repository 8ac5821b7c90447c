"""A figure, the cases behind it, a plain count over replayed cases: one number, whoever looks, whenever."""

from __future__ import annotations

import random

import pytest

from quheng.figures import all_behind, cases_behind
from quheng.ledger.models import FactRow, SpellRow, TallyChange, TallyRow
from quheng.ledger.rebuilding import rebuild
from quheng.ledger.tallies.compacting import compact, retally
from quheng.ledger.verifying import find_broken
from tests.figures.counted_town import PlainCount

WHO = ["gao", "street", "waits", "asked", "nobody", "zhao"]
PERIODS = ["2026-03", "2026-04", "2026-03-05/2026-05-20", "2026", "2026-Q2"]
FIGURES = [
    "received", "done", "given_back", "open_now", "late_now", "dear", "on_time", "whole", "again_rate",
    "took", "worth_given",
]  # fmt: skip


ASKED = [
    *((who, PERIODS[at % len(PERIODS)]) for at, who in enumerate(WHO)),
    *(("gao", period) for period in PERIODS),
]


def numbers(cases):
    return {row.number for row in cases}


def check_all(town, who, period):
    plain, viewer = PlainCount(town, who, period), town.viewer(who)
    for figure in FIGURES:
        over, under = plain.expected(figure)
        table = town.table(figure, period, who)
        place = f"{figure} {who} {period}"
        assert table.total.numerator == len(over), place
        assert numbers(all_behind(table, viewer)) == over, place
        assert table.total.denominator == (None if under is None else len(under)), place
        if under is not None:
            assert numbers(all_behind(table, viewer, of_denominator=True)) == under, place
            assert over <= under, place
    assert town.table("took", period, who).total.value == plain.workdays()
    assert town.table("worth_given", period, who).total.value == plain.worth()


def all_tallies():
    compact()
    return sorted(
        TallyRow.objects.values_list(
            "programme",
            "mark",
            "dimension",
            "month",
            "path",
            "sensitivity",
            "value",
            "amount",
            "count",
            "total",
        )
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_however_cases_went(town, seed):
    chance = random.Random(seed)
    town.lives(chance, 90)
    assert SpellRow.objects.exists()
    assert any(PlainCount(town, "gao", period).overdue() for period in PERIODS[:2])
    for who, period in ASKED:
        check_all(town, who, period)
    assert list(find_broken()) == []
    assert compact() > 0
    town.lives(chance, 30)
    for who in WHO[:2]:
        check_all(town, who, PERIODS[0])
    incremental = all_tallies()
    facts = sorted(FactRow.objects.values_list("case", "day", "path", "marks", "by"))
    spells = sorted(SpellRow.objects.values_list("case", "since", "until"))
    retally()
    assert all_tallies() == incremental
    rebuild()
    assert sorted(FactRow.objects.values_list("case", "day", "path", "marks", "by")) == facts
    assert sorted(SpellRow.objects.values_list("case", "since", "until")) == spells
    assert all_tallies() == incremental
    assert not TallyChange.objects.exists()
    assert list(find_broken()) == []
    check_all(town, WHO[0], PERIODS[1])


@pytest.mark.parametrize("seed", [4])
def test_rows_of_a_breakdown_are_the_cases_behind_them_and_add_up(town, seed):
    town.lives(random.Random(seed), 90)
    for who in WHO[:3]:
        viewer = town.viewer(who)
        for figure, by in [
            ("received", "channel"), ("received", "fragile"), ("received", "organisation"),
            ("received", "office"), ("received", "month"), ("open_now", "sort"),
            ("late_now", "organisation"), ("on_time", "office"), ("on_time", "sort"), ("took", "sort"),
            ("worth_given", "organisation"), ("same_person", "channel"), ("dear", "organisation"),
        ]:  # fmt: skip
            table = town.table(figure, "2026-02-10/2026-05-10", who, by=by, under="east")
            place = f"{figure} {by} {who}"
            for cell in table.rows:
                assert all_behind(table, viewer, cell.key).count() == cell.numerator, (place, cell)
                if cell.denominator is not None:
                    behind = all_behind(table, viewer, cell.key, of_denominator=True)
                    assert behind.count() == cell.denominator, (place, cell)
            assert sum(cell.numerator for cell in table.rows) == table.total.numerator, place


def test_pages_go_through_all_of_them_once(town):
    town.lives(random.Random(6), 80)
    table, viewer = town.table("received", "2026"), town.viewer("gao")
    seen, after = [], None
    while True:
        page = cases_behind(table, viewer, after=after, size=7)
        seen += [row.number for row in page.rows]
        after = page.after
        if after is None:
            break
    assert len(seen) == len(set(seen)) == table.total.numerator
