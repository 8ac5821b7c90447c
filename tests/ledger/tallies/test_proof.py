"""Facts, spells and tallies that somebody changed are named and rebuilt; compacting changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F

from quheng.ledger.cases.commands import Make
from quheng.ledger.models import FactRow, SpellRow, TallyChange, TallyRow
from quheng.ledger.rebuilding import rebuild
from quheng.ledger.tallies.checking import find_wrong_tallies
from quheng.ledger.tallies.compacting import compact
from quheng.ledger.verifying import find_broken
from tests.ledger.town import Town

DONE = ("lost-property", "closed", "", 1)


@pytest.fixture
def town(database):
    """Give a town where one case was closed late and one is open."""
    town = Town().build(("needs: {parts: [help]}, ", ""))
    late = town.searching()
    town.searching()
    town.later(days=20)
    town.does("qian", late, Make("give_up", reason="x"))
    return town


def found() -> list[str]:
    return [broken.what.en for broken in find_broken()]


def rows():
    columns = ("programme", "mark", "dimension", "count")
    return sorted(TallyRow.objects.values_list(*columns))


def test_compacting_moves_the_changes_into_the_tallies_once(town):
    town.does("qian", town.searching(), Make("give_up", reason="x"))
    assert compact(at_once=1) == 2
    assert not TallyChange.objects.exists()
    assert (*DONE[:3], 2) in rows()
    before = rows()
    assert compact() == 0
    assert rows() == before
    assert found() == []


def test_what_is_taken_back_leaves_no_tally(town):
    compact()
    town.does("qian", FactRow.objects.earliest("id").case.number, Make("again", reason="x"))
    compact()
    assert DONE not in rows()
    assert not TallyRow.objects.filter(count=0).exists()
    assert found() == []


def test_a_changed_tally_is_named_with_both_numbers(town):
    compact()
    TallyRow.objects.filter(mark="closed").update(count=F("count") + 6)
    assert found() == ["the tally says 7, the record adds up to 1 (replay rebuilds it)"]
    assert [broken.case for broken in find_wrong_tallies()] == ["lost-property 2026-03 closed"]
    rebuild()
    assert found() == []


def test_a_change_that_went_missing_is_named(town):
    TallyChange.objects.all().delete()
    assert any("the tally says 0, the record adds up to 1" in one for one in found())
    rebuild()
    assert found() == []


def test_changed_facts_and_spells_are_named(town):
    row = SpellRow.objects.get().case
    FactRow.objects.filter(case=row, marks__contains="closed").update(path="9")
    SpellRow.objects.update(until=F("until") + timedelta(days=1))
    what = "the rows are not what the record adds up to: facts, spells (replay rebuilds them)"
    assert [broken.what.en for broken in find_broken(row.number)] == [what]
    rebuild()
    assert found() == []
