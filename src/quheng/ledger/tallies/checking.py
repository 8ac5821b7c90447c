"""Prove that facts, spells and tallies are what the record adds up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quheng.bilingual import Text
from quheng.ledger.calendars_in_force import calendars_in_force
from quheng.ledger.cases import Case, Entry
from quheng.ledger.cases.chain import Broken
from quheng.ledger.likeness.repeating import repeats_of
from quheng.ledger.models import CaseRow, TallyChange, TallyRow
from quheng.ledger.programmes import Programme
from quheng.ledger.tallies.compacting import key_of, tally_of_changes, tally_of_facts
from quheng.ledger.tallies.counting import Key
from quheng.ledger.tallies.facts import Fact, facts_of
from quheng.ledger.tallies.moments import moments_in
from quheng.ledger.tallies.spells import Spell, spells_in

BATCH = 1_000
SHOWN = 5
"""How many wrong tallies are named."""


def wrong_facts(row: CaseRow, case: Case, entries: Sequence[Entry], programme: Programme) -> list[str]:
    """Return which of the facts and the spells of a case are not what its entries add up to."""
    wrong = []
    facts = {Fact(one.day, one.marks, one.by) for one in row.facts.all()}
    placed = {(one.programme, one.path, one.sensitivity) for one in row.facts.all()}
    repeated = repeats_of(row, case, programme)
    wanted = set(facts_of(case, programme, moments_in(entries), calendars_in_force(), repeated))
    if facts != wanted or placed - {(row.programme, row.path, row.sensitivity)}:
        wrong.append("facts")
    spells = sorted(Spell(one.since, one.until) for one in row.spells.all())
    if spells != sorted(spells_in(None, entries)):
        wrong.append("spells")
    return wrong


def find_wrong_tallies() -> Iterator[Broken]:
    """Yield the tallies that are not what the facts add up to: the first few."""
    kept: dict[Key, list[int]] = {}
    for row in TallyRow.objects.iterator(BATCH):
        kept[key_of(row)] = [row.count, row.total]
    for key, count, total in tally_of_changes(TallyChange.objects.iterator(BATCH)):
        there = kept.setdefault(key, [0, 0])
        there[0] += count
        there[1] += total
    wanted = {key: [count, total] for key, count, total in tally_of_facts()}
    different = sorted(
        key for key in kept.keys() | wanted.keys() if kept.get(key, [0, 0]) != wanted.get(key, [0, 0])
    )
    for place, counted in different[:SHOWN]:
        name = f"{place.programme} {place.month:%Y-%m} {counted.mark} {counted.value}".strip()
        found, right = (there.get((place, counted), [0, 0])[0] for there in (kept, wanted))
        yield Broken(
            name,
            0,
            Text(
                zh=f"统计为 {found} 件，记录合计为 {right} 件（可用 replay 重建）",
                en=f"the tally says {found}, the record adds up to {right} (replay rebuilds it)",
            ),
        )
