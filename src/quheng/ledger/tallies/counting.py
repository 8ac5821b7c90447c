"""Facts as counts: each mark as a whole, and by each of its breakdowns."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from quheng.ledger.tallies.marks import read_marks

REMEMBERED = 16_384
"""How many different facts are kept read."""


class Counted(NamedTuple):
    """What is counted together.

    Parameters
    ----------
    mark
        The name of a mark.
    dimension, value
        A breakdown and its value; both empty for the whole.
    amount
        A duration; 0 for a sum.
    """

    mark: str
    dimension: str
    value: str
    amount: int


class Place(NamedTuple):
    """Where it is counted: programme, month, path of the organisation, sensitivity of the case."""

    programme: str
    month: date
    path: str
    sensitivity: int


Key = tuple[Place, Counted]


@dataclass
class Tally:
    """How many cases, and the sum of their amounts in millionths, under each key."""

    counts: Counter[Key]
    totals: Counter[Key]

    @classmethod
    def empty(cls) -> Tally:
        """Return one without counts."""
        return cls(Counter(), Counter())

    def add(self, place: Place, marks: str, by: str, times: int) -> None:
        """Count a fact so many times; below zero to take it back."""
        for counted, total in counted_in(marks, by):
            self.counts[place, counted] += times
            if total:
                self.totals[place, counted] += times * total

    def __iter__(self) -> Iterator[tuple[Key, int, int]]:
        for key, count in self.counts.items():
            if count or self.totals[key]:
                yield key, count, self.totals[key]


@lru_cache(maxsize=REMEMBERED)
def counted_in(marks: str, by: str) -> tuple[tuple[Counted, int], ...]:
    """Return under what a fact is counted, each with the amount that it adds."""
    dimensions = {name for mark in read_marks(marks) for name in mark.by}
    return tuple(one for name in ("", *sorted(dimensions)) for one in counted_by(marks, by, name))


@lru_cache(maxsize=REMEMBERED)
def counted_by(marks: str, by: str, dimension: str) -> tuple[tuple[Counted, int], ...]:
    """Return under what a fact is counted by one breakdown, or as a whole; `by` does not matter then."""
    value = json.loads(by)[dimension] if dimension else ""
    found = []
    for mark in read_marks(marks):
        if not dimension or dimension in mark.by:
            amount, total = (0, mark.amount) if mark.is_sum else (mark.amount, 0)
            found.append((Counted(mark.name, dimension, value, amount), total))
    return tuple(found)
