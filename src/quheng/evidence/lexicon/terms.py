"""Find the words of the lexicon in a text, in one pass."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick import Automaton

from quheng.evidence.lexicon.cues import known_cues
from quheng.evidence.lexicon.lexicon import Sense, known_indicators

COUNTING_TAILS = "数量"
"""What may close a longer word without making another of it: 床位数 does not interrupt 每千人口床位数."""

QUOTES = re.compile("[“”‘’\"'「」『』]")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the lexicon in a text.

    Parameters
    ----------
    start, end
        Where it stands, quotes within it included.
    word
        As the lexicon spells it.
    senses
        What it can mean.
    """

    start: int
    end: int
    word: str
    senses: tuple[Sense, ...]


def find_terms(text: str) -> tuple[Term, ...]:
    """Return the words of the lexicon in `text`, in its order.

    A word within a longer one is passed over (企业 in 科技型中小企业, and in 企业债, which is no indicator);
    words that overlap are both returned, since in Chinese the later one is the head. Capitals, the width of
    brackets, and quotes do not matter.
    """
    lowered = text.lower()
    same = lowered if len(lowered) == len(text) else text
    same = same.replace("(", "（").replace(")", "）")
    quotes = [found.start() for found in QUOTES.finditer(same)]
    hits = _longest(QUOTES.sub("", same) if quotes else same)
    if not quotes:
        return tuple(Term(start, end, word, senses) for start, end, word, senses in hits if senses)
    before = [at - number for number, at in enumerate(quotes)]
    return tuple(
        Term(start + bisect_right(before, start), end + bisect_right(before, end - 1), word, senses)
        for start, end, word, senses in hits
        if senses
    )


Hit = tuple[int, int, str, tuple[Sense, ...]]


def _longest(text: str) -> list[Hit]:
    """Return the hits that no other hit contains. They come in the order of their ends, the longest first."""
    kept: list[Hit] = []
    for last, (length, word, senses) in _hits(text):
        start, end = last + 1 - length, last + 1
        if kept and kept[-1][1] == end:
            continue
        while kept and kept[-1][0] >= start:
            kept.pop()
        if kept and start < kept[-1][1] == end - 1 and word[-1] in COUNTING_TAILS:
            continue
        kept.append((start, end, word, senses))
    return kept


def _hits(text: str) -> Iterator[tuple[int, tuple[int, str, tuple[Sense, ...]]]]:
    found: Iterator[tuple[int, tuple[int, str, tuple[Sense, ...]]]] = _automaton().iter(text)
    return found


@cache
def _automaton() -> Automaton:
    automaton = Automaton()
    for word in known_cues().others:
        automaton.add_word(word, (len(word), word, ()))
    for word, senses in known_indicators().senses.items():
        plain = QUOTES.sub("", word)
        automaton.add_word(plain, (len(plain), plain, senses))
    automaton.make_automaton()
    return automaton
