"""What of a case says where it belongs: codes of its fields, and public words of its texts. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from quheng.ledger.cases import Case, Entry, evolve
from quheng.ledger.cases.events import Assigned, Moved
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import PERSONAL, BooleanField, ChoiceField, TextField
from quheng.ledger.routing.vocabulary import Vocabulary

WORD = "word"
"""The name under which words stand, where a field could be named."""

TRUE = "true"


@dataclass(frozen=True)
class Clue:
    """A code of a field, or a word.

    Parameters
    ----------
    name
        The field; or `word`.
    value
        The code; or the word itself.
    """

    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}={self.value}"

    @staticmethod
    def read(text: str) -> Clue:
        """Return a clue from its text."""
        name, _, value = text.partition("=")
        return Clue(name, value)


@dataclass(frozen=True)
class Example:
    """A case that was sent somewhere.

    Parameters
    ----------
    organisation, on
        Where, when last.
    case
        The case as it was then: what was filled in later is no reason for it.
    """

    organisation: str
    on: date
    case: Case


def clues_of(
    case: Case, programme: Programme, vocabulary: Vocabulary, but: Collection[str] = ()
) -> frozenset[Clue]:
    """Return what says where a case belongs, of what is filled in at intake.

    Parameters
    ----------
    case, programme
        The case, and the version that it keeps.
    vocabulary
        The public words that are looked for in texts.
    but
        Fields that are left out: those that were erased.
    """
    found: set[Clue] = set()
    for field in programme.fields_shown_in(programme.first_stage.id):
        value = case.values.get(field.id)
        if value is None or field.id in but:
            continue
        if isinstance(field, TextField):
            found |= {Clue(WORD, word) for word in vocabulary.found_in(value)}
        elif field.sensitivity in PERSONAL:
            continue
        elif isinstance(field, ChoiceField):
            found.add(Clue(field.id, value))
        elif isinstance(field, BooleanField) and value:
            found.add(Clue(field.id, TRUE))
    return frozenset(found)


def last_example(
    before: Case | None, entries: Iterable[Entry], first_stage: str, known: Example | None = None
) -> Example | None:
    """Return where a case was last sent, after some more entries.

    Sent is what is assigned to another organisation than the one that received it. A case that goes back to
    its first stage was sent wrongly: it is an example of nothing until it is sent again.

    Parameters
    ----------
    before
        The case before the entries; None for a new one.
    entries
        What happened.
    first_stage
        Where cases of the programme begin.
    known
        What it was an example of before.
    """
    case, example = before, known
    for entry in entries:
        case = evolve(case, entry)
        event = entry.event
        if isinstance(event, Moved) and event.stage == first_stage != event.origin:
            example = None
        elif isinstance(event, Assigned) and event.organisation != case.received_by:
            example = Example(event.organisation, entry.at.date(), case)
    return example
