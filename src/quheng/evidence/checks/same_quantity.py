"""Pairs of statements that speak of the same quantity: of one place, time, subject and sort of number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quheng.evidence.checks.naming import shortens
from quheng.evidence.checks.register import Key, Register, subject_key
from quheng.evidence.checks.statement import Statement
from quheng.evidence.checks.timing import is_explicit, perhaps_same_time, same_time

WINDOW = 8
"""How many earlier statements of its subject are looked at for the one that a statement is compared with."""

SHORTEST_ABBREVIATION = 4
"""Characters; 支出 abbreviates too much."""


class Pair(NamedTuple):
    """Two statements of the same quantity, in the order of the text.

    `is_sure` tells whether their times are the same as far as the text says; else one of them has its time
    from the document only, and a stock may have grown in between.
    """

    one: Statement
    other: Statement
    is_sure: bool


def pairs(register: Register) -> Iterator[Pair]:
    """Yield pairs within each article, then those across articles that say both when and where.

    Each statement is paired with one earlier: the nearest of its time, else the nearest that may be.
    """
    for group in register.by_subject.values():
        if len(group) > 1:
            yield from _alike(group)
    if register.statements and register.statements[-1].article > 0:
        yield from _across(register)


def _alike(group: Sequence[Statement]) -> Iterator[Pair]:
    for at, other in enumerate(group[1:], 1):
        earlier = [one for one in group[max(0, at - WINDOW) : at][::-1] if _same_name(one, other)]
        sure = next((one for one in earlier if same_time(one, other)), None)
        perhaps = next((one for one in earlier if perhaps_same_time(one, other)), None)
        nearest = sure or perhaps
        if nearest is not None:
            yield Pair(nearest, other, is_sure=sure is not None)


def _across(register: Register) -> Iterator[Pair]:
    groups: dict[Key, list[Statement]] = defaultdict(list)
    for one in register.statements:
        if (one.code or one.name.core) and is_explicit(one):
            groups[subject_key(one)[1:]].append(one)
    for group in groups.values():
        if group[0].article != group[-1].article:
            yield from (pair for pair in _alike(group) if pair.one.article != pair.other.article)


def _same_name(one: Statement, other: Statement) -> bool:
    """Tell whether two names of one indicator are spellings of one another."""
    a, b = sorted((one.name.core, other.name.core), key=len)
    return a == b or (len(a) >= SHORTEST_ABBREVIATION and shortens(a, b))
