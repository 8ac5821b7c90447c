"""Read one sentence with the number stage alone: found, rejected or classified, in its clauses."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from quheng.evidence.claim import Hedge, Kind
from quheng.evidence.kinds import classify, sign
from quheng.evidence.numbers import Numeral, find_numerals
from quheng.evidence.rejection import reject

CLAUSE = re.compile(r"[，；：。！？\n]|,(?![0-9]{3})")
SENTENCE = re.compile(r"[；。！？\n]")


class Read(NamedTuple):
    words: str
    value: float
    measure: str
    hedge: Hedge
    kind: Kind
    relative_to: str


def only(text: str) -> Numeral:
    """Return the single numeral of a text."""
    (numeral,) = find_numerals(text)
    return numeral


def read(text: str, *, heading: bool = False, published: date | None = None) -> list[Read]:
    """Return the claims of a text."""
    found = []
    for numeral in find_numerals(text):
        if reject(text, numeral, heading=heading):
            continue
        clause, sentence = _around(CLAUSE, text, numeral), _around(SENTENCE, text, numeral)
        sense = classify(text, numeral, *clause, *sentence, published)
        quantity = numeral.quantity(sign(text, numeral, clause[0]))
        words = text[numeral.start : numeral.end]
        found.append(
            Read(words, quantity.point, quantity.measure, numeral.hedge, sense.kind, sense.relative_to)
        )
    return found


def rejections(text: str, *, heading: bool = False) -> dict[str, str]:
    """Return the reason of each numeral that is no claim, by its words."""
    return {
        text[numeral.start : numeral.end]: verdict[0]
        for numeral in find_numerals(text)
        if (verdict := reject(text, numeral, heading=heading))
    }


def _around(mark: re.Pattern[str], text: str, numeral: Numeral) -> tuple[int, int]:
    start = max((found.end() for found in mark.finditer(text, 0, numeral.start)), default=0)
    close = mark.search(text, numeral.end)
    return start, close.end() if close else len(text)
