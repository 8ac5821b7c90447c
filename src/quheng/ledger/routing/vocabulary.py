"""The words that may be learnt from: those of a public list, and the names of organisations.

What people write is sealed and can be erased. Of it, only these words are kept beside a case: each stands in
a list that everybody may read, so none can name a person or a number. No other word is counted, not even
until it turns out to be common: a table of rare words would be a table of names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import Field

from quheng.declarations import Declared, read_yaml, validated
from quheng.library import library_file

SHORTEST = 2
"""A single Chinese character says too little."""


class ServiceWords(Declared):
    """`lexicons/service-words.yaml`: see the file."""

    words: dict[str, tuple[str, ...]] = Field(min_length=1)
    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The words that are looked for."""

    words: tuple[str, ...]

    def found_in(self, text: str) -> frozenset[str]:
        """Return the words that a text holds, whatever its width and case."""
        folded = fold(text)
        return frozenset(word for word in self.words if word in folded)


def fold(text: str) -> str:
    """Return a text in one width and one case."""
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=8)
def vocabulary_of(names: tuple[str, ...]) -> Vocabulary:
    """Return the words of the public list, and the places and duties in the names of organisations."""
    listed = {fold(word) for group in service_words().words.values() for word in group}
    stems = {stem for name in names if (stem := stem_of(name)) is not None}
    return Vocabulary(tuple(sorted(listed | stems)))


def stem_of(name: str) -> str | None:
    """Return the place or duty in the name of an organisation; None where too little is left."""
    lists = service_words()
    stem = _without(fold(name), lists.beginnings, str.removeprefix)
    stem = _without(stem, lists.endings, str.removesuffix)
    return stem if len(stem) >= SHORTEST else None


def _without(text: str, parts: Iterable[str], remove: Callable[[str, str], str]) -> str:
    for part in sorted(parts, key=len, reverse=True):
        left = remove(text, part)
        if left != text and len(left) >= SHORTEST:
            return left
    return text


@cache
def service_words() -> ServiceWords:
    """Read the public list."""
    file = library_file("lexicons", "service-words.yaml")
    return validated(ServiceWords, read_yaml(file), file.name)
