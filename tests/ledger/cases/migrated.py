"""Two versions of the small programme for tests: the later one renames, drops and adds."""

from __future__ import annotations

from datetime import datetime

from quheng.ledger.cases import SYSTEM, Entry, evolve
from quheng.ledger.cases.commands import Migrate, RevertMigration
from quheng.ledger.cases.decide import decide
from quheng.ledger.cases.refusal import Refusal
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.coming_over import find_way
from quheng.scorecard.places import Places
from tests.ledger.cases.desk import Desk
from tests.ledger.small import edited, small_programme

LATER = (
    ("valid: {from: 2026-01-01}", "valid: {from: 2026-03-03}"),
    ("id: worth, type: decimal, title: {zh: 价值, en: Worth}",
     "id: value, type: decimal, title: {zh: 估价, en: Value}"),
    ("  - {id: found_on, type: date, title: {zh: 拾得日期, en: Found on}}\n", ""),
    ("  - {id: offices,", "  - {id: colour, type: text, title: {zh: 颜色, en: Colour}}\n  - {id: offices,"),
    ("{id: waiting, kind: wait,", "{id: asking, kind: wait,"),
    ("from: [searching], to: waiting,", "from: [searching], to: asking,"),
    ("from: [waiting], to: searching,", "from: [asking], to: searching,"),
    ("pauses_in: [waiting]", "pauses_in: [asking]"),
    ("when: worth < 10000", "when: value < 10000"),
    ("{field: worth, at_most: 50000}", "{field: value, at_most: 50000}"),
    ("budget: 5 工作日, cases", "budget: 1 工作日, cases"),
    ("acts: {assign",
     "migrate: {from: 1, stages: {waiting: asking}, fields: {worth: value}, drop: [found_on]}\n"
     "acts: {assign"),
)  # fmt: skip


def problems_of(*edits: tuple[str, str]) -> list[str]:
    later = small_programme(*edits)
    places = Places((("lost-property.yaml", edited(*edits)),))
    return [problem.what.en for problem in find_way(small_programme(), later, places)[1]]


def migrate_to(
    later: Programme, ordered_by: str = "qian", approved_by: str = "sun", old: Programme | None = None
):
    way, problems = find_way(old or small_programme(), later, Places((("lost-property.yaml", ""),)))
    assert way is not None
    assert not problems
    return Migrate(way, 2, ordered_by, approved_by)


def revert_to(earlier: Programme) -> RevertMigration:
    return RevertMigration(earlier, "qian", "sun")


def follows(desk: Desk, command: Migrate | RevertMigration, at: datetime | None = None):
    """Let a migration be decided as the system does, and the desk go on under the other version."""
    found = decide(desk.rules, desk.case, command, SYSTEM, at or desk.now)
    if isinstance(found, Refusal):
        return found
    for event in found:
        entry = Entry(event, at or desk.now, SYSTEM.id)
        desk.case = evolve(desk.case, entry)
        desk.entries.append(entry)
    if found:
        desk.programme = command.way.new if isinstance(command, Migrate) else command.to
    return found
