"""Words that call a figure preliminary: library/lexicons/preliminary.yaml."""

from __future__ import annotations

from functools import cache

from quheng.declarations import parse_yaml, read_yaml
from quheng.library import library_file


def is_preliminary(text: str) -> bool:
    """Tell whether a text calls its figures preliminary: 初步核算, 快报."""
    return any(word in text for word in _words())


@cache
def _words() -> tuple[str, ...]:
    path = library_file("lexicons", "preliminary.yaml")
    return tuple(parse_yaml(read_yaml(path), "library/lexicons/preliminary.yaml"))
