"""The statements of a reading, ready to be looked up: by subject, by indicator, by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from quheng.evidence.checks.statement import Statement, statements

if TYPE_CHECKING:
    from quheng.evidence.reading import Reading

Key = tuple[object, ...]
AMOUNTS = frozenset({"amount", "new"})

NEAREST, AROUND = 12, 30
"""How many statements on either side are looked at: enough for an article, and linear in any text."""

_POSITION = attrgetter("position")


@dataclass(frozen=True, slots=True)
class Register:
    """The statements of a reading and where to find them.

    Parameters
    ----------
    statements
        In the order of the text.
    by_subject
        Article, place, subject, family, measure and other side → statements.
    by_code
        Article and indicator → its amounts.
    by_sentence
        Number of a sentence → its statements.
    """

    statements: Sequence[Statement]
    by_subject: Mapping[Key, Sequence[Statement]]
    by_code: Mapping[Key, Sequence[Statement]]
    by_sentence: Mapping[int, Sequence[Statement]]

    @classmethod
    def of(cls, reading: Reading) -> Register:
        """Register the claims of a reading, in one pass."""
        subjects: dict[Key, list[Statement]] = defaultdict(list)
        codes: dict[Key, list[Statement]] = defaultdict(list)
        sentences: dict[int, list[Statement]] = defaultdict(list)
        everything = tuple(statements(reading))
        for one in everything:
            sentences[one.sentence].append(one)
            if one.code or one.name.core:
                subjects[subject_key(one)].append(one)
            if one.code and one.family in AMOUNTS:
                codes[one.article, one.code].append(one)
        return cls(everything, subjects, codes, sentences)

    def amounts(self, near: Statement, code: str) -> Sequence[Statement]:
        """Return the amounts of an indicator in the article of a statement: of many, those nearest to it."""
        found = self.by_code.get((near.article, code), ())
        if len(found) <= 2 * NEAREST:
            return found
        at = bisect_left(found, near.position, key=_POSITION)
        return found[max(0, at - NEAREST) : at + NEAREST]

    def around(self, statement: Statement) -> Iterator[Statement]:
        """Yield the statements of the same article that stand nearest to one, itself left out."""
        first = max(0, statement.position - AROUND)
        for one in self.statements[first : statement.position + AROUND + 1]:
            if one.article == statement.article and one is not statement:
                yield one

    def before_in_sentence(self, statement: Statement) -> Iterator[Statement]:
        """Yield the statements before one in its sentence, the nearest first."""
        for position in range(statement.position - 1, max(-1, statement.position - 1 - AROUND), -1):
            one = self.statements[position]
            if one.sentence != statement.sentence:
                return
            yield one

    def next_in_sentence(self, statement: Statement) -> Statement | None:
        """Return the statement right after one in its sentence."""
        if statement.position + 1 < len(self.statements):
            one = self.statements[statement.position + 1]
            return one if one.sentence == statement.sentence else None
        return None


def subject_key(statement: Statement) -> Key:
    """Return what two statements share that may state the same quantity of the same place."""
    claim = statement.claim
    side = claim.relative_to if statement.family in ("share", "rank", "growth") else ""
    return (
        statement.article, claim.place.code, claim.place.name, statement.code or statement.name.core,
        statement.name.scope, statement.family, claim.quantity.measure, side,
    )  # fmt: skip


def same_place(one: Statement, other: Statement) -> bool:
    """Tell whether two statements are about the same place or organisation."""
    a, b = one.claim.place, other.claim.place
    return a.code == b.code and a.name == b.name


def same_measure(one: Statement, other: Statement) -> bool:
    """Tell whether two statements are in the same measure."""
    return one.claim.quantity.measure == other.claim.quantity.measure
