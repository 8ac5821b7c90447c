"""Write down where a case was sent and what said so, in the transaction that sends it; replay does so too."""

from __future__ import annotations

from collections.abc import Iterable

from quheng.ledger.cases.events import Assigned, Erased, Moved
from quheng.ledger.change import Change
from quheng.ledger.inserting import insert_objects
from quheng.ledger.models import ClueRow, Organisation, RoutedRow
from quheng.ledger.recorded import entries_of
from quheng.ledger.routing.clues import Clue, Example, clues_of, last_example
from quheng.ledger.routing.vocabulary import Vocabulary, vocabulary_of

SENDS = (Assigned, Moved, Erased)
"""What can change where a case was sent, or what may be known of it."""

NAMED = ("street", "community", "department", "park")
"""The kinds of organisation whose names stand in what people write."""


def learn(change: Change) -> None:
    """Follow new entries."""
    events = [entry.event for entry in change.entries]
    if any(isinstance(event, Erased) for event in events) and change.before is not None:
        relearn(change)
    elif any(isinstance(event, SENDS) for event in events):
        unknown = Example("", change.case.accepted_on, change.case)
        stage = change.programme.first_stage.id
        example = last_example(change.before, change.entries, stage, unknown)
        if example is not unknown:
            _write(change, example)


def relearn(change: Change) -> None:
    """Write anew what the whole record says, without what was erased."""
    entries = change.entries if change.before is None else tuple(entries_of(change.row.pk))
    _write(change, last_example(None, entries, change.programme.first_stage.id))


def known_words() -> Vocabulary:
    """Return the public words, with the names of organisations as they are now."""
    return words_with(Organisation.objects.values_list("kind", "name_zh"))


def words_with(named: Iterable[tuple[str, str]]) -> Vocabulary:
    """Return the public words, with the names of organisations; of each its kind and its name."""
    return vocabulary_of(tuple(sorted(name for kind, name in named if kind in NAMED)))


def _write(change: Change, example: Example | None) -> None:
    RoutedRow.objects.filter(case=change.row).delete()
    if example is None:
        return
    path = change.places.find(example.organisation).path
    columns = {
        "programme": change.case.programme,
        "organisation": example.organisation,
        "path": path,
        "routed_on": example.on,
    }
    routed = RoutedRow.objects.create(case=change.row, **columns)
    clues = clues_of(example.case, change.programme, known_words(), change.case.erased)
    insert_objects(ClueRow, (ClueRow(routed=routed, clue=str(clue), **columns) for clue in _ordered(clues)))


def _ordered(clues: Iterable[Clue]) -> list[Clue]:
    return sorted(clues, key=str)
