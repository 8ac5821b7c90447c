"""The measure words that may follow a number, and what they measure."""

from __future__ import annotations

import re
from functools import cache

from pydantic import RootModel, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared, read_yaml, validated
from quheng.evidence.alternation import any_of
from quheng.library import library_file

DIVISOR_SCALE = "(?:10)?[十百千万亿]?"
PER_HEADS = "(?:10万|十万|百万|万|千|100万)"


class MeasureWord(Declared):
    """One entry of library/lexicons/measures.yaml; its fields are explained there."""

    measure: str
    dimension: str
    words: tuple[str, ...] = ()
    continuous: bool = False
    loose: bool = False
    not_before: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write it."""
        return (self.measure, *self.words)


class MeasureWords(RootModel[tuple[MeasureWord, ...]]):
    """The lexicon; a spelling stands for one measure only."""

    @model_validator(mode="after")
    def _spellings_are_unique(self) -> MeasureWords:
        seen: set[str] = set()
        for entry in self.root:
            for word in entry.spellings:
                if word in seen:
                    raise ContradictionError(
                        Text(zh=f"量词 {word} 出现了两次", en=f"the measure word {word} stands twice")
                    )
                seen.add(word)
        return self

    def by_spelling(self) -> dict[str, MeasureWord]:
        """Return the entry of every spelling."""
        return {word: entry for entry in self.root for word in entry.spellings}


@cache
def measure_words() -> dict[str, MeasureWord]:
    """Return the entries of the library by spelling, read once."""
    path = library_file("lexicons", "measures.yaml")
    return validated(MeasureWords, read_yaml(path), "library/lexicons/measures.yaml").by_spelling()


@cache
def measure_of(text: str) -> MeasureWord:
    """Return what `text`, matched by `measure_pattern`, measures.

    A measure per another one (元/平方米, 人/万人) keeps its divisor as it is written; its dimension is that
    of both, "person-per-area". A bare divisor (12.3/10万) is a rate per heads.
    """
    known = measure_words()
    if text in known:
        return known[text]
    if text.startswith("/"):
        return MeasureWord(measure=text, dimension="per-head", continuous=True)
    above, _, below = text.partition("/")
    upper = known[above]
    lower = known[re.sub(f"^{DIVISOR_SCALE}", "", below)]
    return MeasureWord(
        measure=f"{upper.measure}/{below}",
        dimension=f"{upper.dimension}-per-{lower.dimension}",
        continuous=True,
    )


@cache
def measure_pattern() -> str:
    """Return the pattern of a measure word, the longest that fits, alone or per another one."""
    word = any_of(
        measure_words(), {spelling: _guard(spelling, entry) for spelling, entry in measure_words().items()}
    )
    return rf"(?:{word}(?:/{DIVISOR_SCALE}{word})?|/{PER_HEADS})"


def _guard(spelling: str, entry: MeasureWord) -> str:
    """Return what may not follow: letters after a Latin unit, what makes another word of a Chinese one."""
    if spelling[-1].isascii() and spelling[-1].isalpha():
        return "(?![A-Za-z])"
    return f"(?![{re.escape(entry.not_before)}])" if entry.not_before and spelling == entry.measure else ""
