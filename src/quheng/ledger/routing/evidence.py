"""Counts into suggestions: naive Bayes over clues, with the counts themselves as the reason. Pure.

For an office o and the clues c of a case, over the cases that went somewhere in the last days,

    weight(o) = (n_o + 1) · Π_c (n_co + 0.1) / (n_o + 10)

and the share of an office is its weight among all. The constants stand for ten more cases of each office, of
which one in a hundred has the clue: an office with two cases does not win by what it never had. One more case
with the same clues that went to an office never lowers its share (a test holds this).

References
----------
Manning, Raghavan, Schütze (2008), Introduction to Information Retrieval, ch. 13.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from quheng.ledger.routing.clues import WORD, Clue

MORE_CASES = 10
MORE_WITH_CLUE = 0.1

LEAST_CASES = 30
"""With how many cases that went somewhere suggestions begin."""

LEAST_WITH_CLUE = 5
"""How many cases must have a clue before it counts."""

SMALLEST_SHARE = 0.05
MOST_SUGGESTIONS = 3
MOST_WORDS = 2


@dataclass(frozen=True)
class Counts:
    """How many cases went where.

    Parameters
    ----------
    offices
        By office.
    clues
        Of those with a clue, by clue and office; only clues of the case in question.
    """

    offices: Mapping[str, int]
    clues: Mapping[Clue, Mapping[str, int]]

    @property
    def cases(self) -> int:
        """How many cases went anywhere."""
        return sum(self.offices.values())

    @property
    def telling(self) -> dict[Clue, Mapping[str, int]]:
        """The clues that enough cases have."""
        return {
            clue: offices for clue, offices in self.clues.items() if sum(offices.values()) >= LEAST_WITH_CLUE
        }


@dataclass(frozen=True)
class Support:
    """How many of the cases with a clue went to an office."""

    clue: Clue
    went_there: int
    of: int


@dataclass(frozen=True)
class Weighed:
    """An office, the share that speaks for it (0 to 1), and the counts that do."""

    office: str
    share: float
    support: tuple[Support, ...]


def weigh(counts: Counts) -> tuple[Weighed, ...]:
    """Return the offices that a case may belong to, the likeliest first; none where too little is known.

    An office to which no case with any of the clues ever went is not suggested.
    """
    telling = counts.telling
    if counts.cases < LEAST_CASES or not telling:
        return ()
    logs = {
        office: math.log(number + 1)
        + math.fsum(
            math.log((offices.get(office, 0) + MORE_WITH_CLUE) / (number + MORE_CASES))
            for offices in telling.values()
        )
        for office, number in counts.offices.items()
    }
    highest = max(logs.values())
    total = math.fsum(math.exp(log - highest) for log in logs.values())
    shares = {office: math.exp(log - highest) / total for office, log in logs.items()}
    likely = sorted(
        (office for office in shares if any(office in offices for offices in telling.values())),
        key=lambda office: (-shares[office], office),
    )
    return tuple(
        Weighed(office, shares[office], support_of(office, counts))
        for office in likely[:MOST_SUGGESTIONS]
        if shares[office] >= SMALLEST_SHARE
    )


def support_of(office: str, counts: Counts) -> tuple[Support, ...]:
    """Return the clues that speak for an office most: one code of a field, and a few words.

    A clue speaks for an office where more of the cases with it went there than of all cases.
    """
    usual = counts.offices[office] / counts.cases
    found = [
        Support(clue, offices.get(office, 0), sum(offices.values()))
        for clue, offices in counts.telling.items()
        if offices.get(office, 0) > usual * sum(offices.values())
    ]
    found.sort(key=lambda one: (-one.went_there / one.of, -one.of, str(one.clue)))
    codes = [one for one in found if one.clue.name != WORD][:1]
    words = [one for one in found if one.clue.name == WORD][:MOST_WORDS]
    return (*codes, *words)
