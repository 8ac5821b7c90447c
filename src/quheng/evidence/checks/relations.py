"""The relations that the lexicon declares beyond the indicators' own: library/lexicons/relations.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property

from pydantic import Field

from quheng.declarations import Declared, read_yaml, validated
from quheng.evidence.alternation import any_of
from quheng.library import library_file


class Vintage(Declared):
    """An edition of a figure, with the words that name it."""

    code: str
    words: tuple[str, ...] = Field(min_length=1)


class Compound(Declared):
    """A coordinate name and the indicators it joins."""

    whole: str
    parts: tuple[str, ...] = Field(min_length=2)


class Relations(Declared):
    """The declared relations; the file explains each list."""

    spellings: Mapping[str, str]
    neutral: tuple[str, ...]
    scopes: tuple[str, ...]
    vintages: tuple[Vintage, ...]
    of_each: frozenset[str]
    real_terms: frozenset[str]
    partitions: tuple[tuple[str, ...], ...]
    compounds: tuple[Compound, ...]
    funnels: tuple[tuple[str, ...], ...]
    bases: Mapping[str, tuple[str, ...]]

    @cached_property
    def vintage_pattern(self) -> re.Pattern[str]:
        """Finds the words of a vintage, the longest first."""
        return re.compile(any_of(self.vintage_of))

    @cached_property
    def vintage_of(self) -> dict[str, str]:
        """Word → code of the vintage."""
        return {word: vintage.code for vintage in self.vintages for word in vintage.words}

    @cached_property
    def neutral_pattern(self) -> re.Pattern[str]:
        """Finds the words that narrow nothing, and footnote marks."""
        return re.compile(rf"\[\d+\]|[“”‘’\"'「」『』()（）\s]|{any_of(self.neutral)}")

    @cached_property
    def scope_pattern(self) -> re.Pattern[str]:
        """Finds the words that make another quantity, numbers among them."""
        chinese = r"[一二三四五六七八九十百千万亿]+(?=[级岁元年])"
        return re.compile(rf"[0-9.]+[A-Z]?|{chinese}|{any_of(self.scopes)}")

    @cached_property
    def spelling_pattern(self) -> re.Pattern[str]:
        """Finds the spellings that have a shorter one."""
        return re.compile(any_of(self.spellings))

    @cached_property
    def partition_patterns(self) -> tuple[tuple[re.Pattern[str], ...], ...]:
        """Each partition as the patterns of its parts."""
        return tuple(tuple(re.compile(part) for part in partition) for partition in self.partitions)

    @cached_property
    def funnel_patterns(self) -> tuple[tuple[re.Pattern[str], ...], ...]:
        """Each funnel as the patterns of its steps."""
        return tuple(tuple(re.compile(step) for step in funnel) for funnel in self.funnels)


@cache
def known_relations() -> Relations:
    """Return the relations of the library, read once."""
    path = library_file("lexicons", "relations.yaml")
    return validated(Relations, read_yaml(path), "library/lexicons/relations.yaml")
