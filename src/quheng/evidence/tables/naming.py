"""Which indicator a cell states, from the words of its row, its column and the title."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from quheng.evidence.lexicon import Indicator, find_terms
from quheng.evidence.lexicon.closeness import closest
from quheng.evidence.lexicon.setting import COMPARISONS, meaning, narrowing

TAIL = re.compile(
    r"(?:总?数量?|总?量|总?额|金额|总值|规模|情况|实现|完成|达到?|为|的|户数|家数|个数|人数|\([^()]*\))*"
)
"""What may stand behind the name of an indicator without making another of it."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell states.

    Parameters
    ----------
    indicator
        The entry of the lexicon; None where none fits.
    phrase
        The words that name it.
    modifier
        What narrows it: with another modifier it is another quantity.
    rule
        How it was found.
    """

    indicator: Indicator | None
    phrase: str
    modifier: str
    rule: str

    @property
    def code(self) -> str | None:
        """The code in the lexicon."""
        return self.indicator.code if self.indicator else None

    @property
    def stock(self) -> bool | None:
        """Whether it is observed at a day; None for a rate, and where there is no code."""
        return self.indicator.stock if self.indicator else None


@dataclass(frozen=True, slots=True)
class _Measured:
    """A figure of a dimension, for the senses of a word."""

    dimension: str
    start: int = 0
    end: int = 0


@lru_cache(maxsize=65536)
def name_cell(row: str, column: str, context: str, title: str, dimension: str) -> Named:
    """Return what a cell states.

    The words of row and column together (第一产业 + 增加值); else those of the row; else those of the column,
    narrowed by the row's; where neither says anything, the title's. A word whose indicator has another
    measure is passed over.

    Parameters
    ----------
    row, column
        Their words, empty where they name no indicator.
    context
        The words above the row in its outline: 投资 over 第一产业.
    title
        What the title names.
    dimension
        What the figure measures; "number" where no unit is known, and then no measure is held against a word.
    """
    if row and column:
        both = _sought(row + column, context, dimension)
        if both.indicator and not both.modifier:
            return replace(both, phrase=f"{row}{column}")
        of_row = _sought(row, context, dimension)
        if of_row.indicator and not of_row.modifier:
            return replace(of_row, modifier=narrowing(column), phrase=f"{row}{column}")
        if both.indicator:
            return both
        return replace(of_row, indicator=None, phrase=f"{row}{column}", rule="indicator.phrase")
    if row or column:
        return _sought(row or column, context or title, dimension)
    found = _in_title(title, dimension)
    return found or Named(None, title, "", "indicator.title" if title else "indicator.none")


@lru_cache(maxsize=65536)
def _sought(name: str, context: str, dimension: str) -> Named:
    """Look for the indicator whose word ends a name."""
    text = f"{context}\n{name}"
    shift = len(text) - len(name)
    measured = _Measured("ratio" if dimension in ("number", "unlisted") else dimension)
    for term in find_terms(text):
        if term.start < shift or not TAIL.fullmatch(text, term.end):
            continue
        indicator = meaning(term, measured, text, 0, None)
        if indicator is None:
            continue
        modifier = narrowing(text[shift : term.start].strip("的 、+-=@#*·"))
        return Named(indicator, name, modifier, "indicator.part" if modifier else "indicator.label")
    whole = f"{name}{context.rpartition('，')[2]}"
    if context and any(term.end - term.start == len(whole) for term in find_terms(whole)):
        found = _sought(whole, "", dimension)
        return replace(found, phrase=name) if found.indicator else found
    near = closest(name, "" if measured.dimension in COMPARISONS else measured.dimension)
    if near:
        return Named(near[0], name, "", "indicator.close")
    return Named(None, name, "", "indicator.phrase")


def _in_title(title: str, dimension: str) -> Named | None:
    """Return the last indicator of a title that has the measure."""
    measured = _Measured("ratio" if dimension in ("number", "unlisted") else dimension)
    for term in reversed(find_terms(title)):
        indicator = meaning(term, measured, title, 0, None)
        if indicator and not indicator.generic:
            return Named(indicator, title[term.start : term.end], "", "indicator.title")
    return None
