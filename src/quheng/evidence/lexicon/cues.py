"""How a number hangs on the words that name it: library/lexicons/phrases.yaml."""

from __future__ import annotations

from functools import cache

from quheng.declarations import Declared, read_yaml, validated
from quheng.library import library_file


class Cues(Declared):
    """The cue words; the file explains each list."""

    links: tuple[str, ...]
    tails: tuple[str, ...]
    leads: tuple[str, ...]
    verbs: tuple[str, ...]
    stops: tuple[str, ...]
    awards: tuple[str, ...]
    wholes: tuple[str, ...]
    negations: str
    others: tuple[str, ...]
    neutral: tuple[str, ...]


@cache
def known_cues() -> Cues:
    """Return the cues of the library, read once."""
    path = library_file("lexicons", "phrases.yaml")
    return validated(Cues, read_yaml(path), "library/lexicons/phrases.yaml")
