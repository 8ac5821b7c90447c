"""The word lists of the gazetteer."""

from __future__ import annotations

from functools import cache

from quheng.declarations.reading import parse_yaml, read_yaml
from quheng.library import library_file


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """Read the lists of words.yaml; once."""
    path = library_file("places", "words.yaml")
    lists = parse_yaml(read_yaml(path), path.name)
    return {name: frozenset(text.split()) for name, text in lists.items()}
