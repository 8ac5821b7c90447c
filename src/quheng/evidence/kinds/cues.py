"""The cues of library/lexicons/kind-cues.yaml, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from pydantic import RootModel

from quheng.declarations import Declared, read_yaml, validated
from quheng.evidence.alternation import any_of
from quheng.evidence.claim import Kind
from quheng.library import library_file

Scope = Literal["item", "sentence"]


class Cue(Declared):
    """One entry of the lexicon, which explains its fields."""

    kind: Kind
    sort: str
    words: tuple[str, ...]
    not_before: str = ""
    not_after: str = ""
    scope: Scope = "item"


class Cues(RootModel[tuple[Cue, ...]]):
    """All cues."""


class Found(NamedTuple):
    """A cue found in a text, with the place where it ends."""

    kind: Kind
    sort: str
    word: str
    end: int


def cues_in(text: str, start: int, end: int) -> list[Found]:
    """Return the cues of a stretch, in their order."""
    return _found("item", text, start, end)


def targets_in(text: str, start: int, end: int) -> list[Found]:
    """Return the cues that govern a whole sentence, such as 预期目标."""
    return _found("sentence", text, start, end)


def _found(scope: Scope, text: str, start: int, end: int) -> list[Found]:
    pattern, by_group = _pattern(scope)
    found = []
    for match in pattern.finditer(text, start, end):
        entry = by_group[match.lastgroup or ""]
        found.append(Found(entry.kind, entry.sort, match[0], match.end()))
    return found


@cache
def _entries() -> tuple[Cue, ...]:
    path = library_file("lexicons", "kind-cues.yaml")
    return validated(Cues, read_yaml(path), "library/lexicons/kind-cues.yaml").root


@cache
def _pattern(scope: Scope) -> tuple[re.Pattern[str], Mapping[str, Cue]]:
    """Return the pattern of all cues of a scope, one group an entry, and the entries by their group."""
    by_group = {f"cue{position}": entry for position, entry in enumerate(_entries()) if entry.scope == scope}
    branches = []
    for group, entry in by_group.items():
        before = f"(?<![{re.escape(entry.not_after)}])" if entry.not_after else ""
        behind = f"(?![{re.escape(entry.not_before)}])" if entry.not_before else ""
        branches.append(f"(?P<{group}>{before}{any_of(entry.words)}{behind})")
    openers = re.escape("".join(sorted({word[0] for entry in by_group.values() for word in entry.words})))
    return re.compile(f"(?=[{openers}])(?:{'|'.join(branches)})"), by_group
