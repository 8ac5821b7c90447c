"""A number where it stands, and what is known when its turn comes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from quheng.evidence.alternation import any_of
from quheng.evidence.lexicon.cues import known_cues
from quheng.evidence.lexicon.declaration import Indicator
from quheng.evidence.lexicon.terms import QUOTES, Term

COMPARISONS = frozenset({"ratio", "percentage-point", "rank"})
"""Dimensions of a growth, a share, a multiple, a rank: every indicator can have one."""

CONTEXT_REACH = 100
"""How many characters before a sentence the words stand that tell what a word means in it."""

Span = tuple[int, int]


class Measured(Protocol):
    """A number in a text, with what it measures."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends, its measure included."""

    @property
    def dimension(self) -> str:
        """What it measures, as in library/lexicons/measures.yaml."""


@dataclass(frozen=True, slots=True)
class IndicatorMatch:
    """What a number states.

    Parameters
    ----------
    code
        The indicator; None where the lexicon has none that fits.
    phrase
        The words that name it, as they stand; empty where nothing does.
    start, end
        Where they stand.
    modifier
        What narrows the indicator there (市级 in 市级孵化载体): the same code with another modifier is
        another quantity.
    stock
        Whether the indicator is a stock; None for a rate and where there is no code.
    rule
        How it was found.
    score
        How near the words are to the lexicon's: 1 where they are the same, 0 where there is no code.
    """

    code: str | None
    phrase: str
    start: int
    end: int
    modifier: str
    stock: bool | None
    rule: str
    score: float

    @classmethod
    def of(cls, indicator: Indicator, text: str, span: Span, modifier: str, rule: str) -> IndicatorMatch:
        """Return the match of a word of the lexicon, whose name is `text[span]`."""
        phrase = text[slice(*span)]
        return cls(indicator.code, phrase, *span, narrowing(modifier), indicator.stock, rule, 1.0)

    @classmethod
    def bare(cls, text: str, span: Span) -> IndicatorMatch:
        """Return the words `text[span]` without a code."""
        return cls(None, text[slice(*span)], *span, "", None, "indicator.phrase", 0.0)

    @classmethod
    def nothing(cls, at: int) -> IndicatorMatch:
        """Return the match of a number that nothing names."""
        return cls(None, "", at, at, "", None, "indicator.none", 0.0)


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that has been matched, for those that follow it."""

    dimension: str
    start: int
    end: int
    match: IndicatorMatch


@dataclass(frozen=True, slots=True)
class Setting:
    """A number where it stands.

    Parameters
    ----------
    text
        The whole text.
    terms, starts
        The words of the lexicon in its paragraph, in order, and where each begins.
    sentence, clause
        The spans that hold the number.
    limit
        Where the next number begins, or the clause ends.
    numeral
        The number.
    earlier
        The numbers matched so far in the paragraph, in order.
    """

    text: str
    terms: Sequence[Term]
    starts: Sequence[int]
    sentence: Span
    clause: Span
    limit: int
    numeral: Measured
    earlier: Sequence[Stated]

    @property
    def compares(self) -> bool:
        """Whether the number is a growth, a share, a multiple or a rank."""
        return self.numeral.dimension in COMPARISONS

    def between(self, start: int, end: int) -> Sequence[Term]:
        """Return the terms within a part of the text."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, lo=first)
        while last > first and self.terms[last - 1].end > end:
            last -= 1
        return self.terms[first:last]

    def meaning(self, term: Term) -> Indicator | None:
        """Return what a term means here; None where it has no sense in the measure of the number.

        A sense in context goes first, the nearest context deciding; of several plain ones that of the last
        number.
        """
        before = max(self.sentence[0] - CONTEXT_REACH, self.text.rfind("\n", 0, self.sentence[0]) + 1, 0)
        last = self.earlier[-1].match.code if self.earlier else None
        return meaning(term, self.numeral, self.text, before, last)


def meaning(term: Term, numeral: Measured, text: str, context: int, last: str | None) -> Indicator | None:
    """Return what a term means in the measure of a number, after the words from `context` on."""
    nearest, contextual = -1, None
    plain: list[Indicator] = []
    for sense in term.senses:
        if not fits(sense.indicator, numeral):
            continue
        if not sense.after:
            plain.append(sense.indicator)
            continue
        at = max(text.rfind(word, context, term.start) for word in sense.after)
        if at > nearest:
            nearest, contextual = at, sense.indicator
    if contextual:
        return contextual
    return next((one for one in plain if one.code == last), plain[0] if plain else None)


def fits(indicator: Indicator, numeral: Measured) -> bool:
    """Tell whether a number can state an indicator: a level in one of its measures, or a comparison."""
    dimension = numeral.dimension
    if dimension in COMPARISONS or dimension in indicator.dimensions:
        return True
    return dimension == "number" and indicator.nature == "rate"


def narrowing(modifier: str) -> str:
    """Return a modifier without the words that narrow nothing."""
    plain = QUOTES.sub("", modifier)
    neutral = _neutral().match(plain)
    return plain[neutral.end() :] if neutral else plain


@cache
def _neutral() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(known_cues().neutral)})+")
