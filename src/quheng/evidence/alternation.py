"""Many words as one regular expression that tries each character once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


def any_of(words: Iterable[str], guards: Mapping[str, str] | None = None) -> str:
    """Return a pattern that matches the longest of `words` at a place.

    Words that begin alike share their beginning (a trie), so that a place where none of them stands is left
    after a comparison or two, however many there are.

    Parameters
    ----------
    words
        Plain texts, none of them empty. Where there are none, the pattern matches nowhere.
    guards
        Word → a pattern that must match right after it, such as a negative look-ahead; else a shorter word is
        tried.
    """
    ends = {word: (guards or {}).get(word, "") for word in words}
    return _branches(ends) if ends else "(?!)"


def _branches(ends: Mapping[str, str]) -> str:
    rests: dict[str, dict[str, str]] = {}
    for word, guard in ends.items():
        rests.setdefault(word[0], {})[word[1:]] = guard
    branches = [re.escape(first) + _rest(rests[first]) for first in sorted(rests)]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _rest(rests: Mapping[str, str]) -> str:
    longer = {word: guard for word, guard in rests.items() if word}
    if not longer:
        return rests[""]
    pattern = _branches(longer)
    return f"(?:{pattern}|{rests['']})" if "" in rests else pattern
