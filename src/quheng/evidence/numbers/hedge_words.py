"""The words that hedge a number."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pydantic import RootModel

from quheng.declarations import Declared, read_yaml, validated
from quheng.evidence.alternation import any_of
from quheng.evidence.claim import Hedge
from quheng.library import library_file

Place = Literal["before", "apart", "tail", "part", "after"]


class HedgeWords(Declared):
    """One entry of library/lexicons/hedges.yaml; its fields are explained there."""

    hedge: Hedge
    words: tuple[str, ...]
    place: Place
    bare: bool = False
    not_after: str = ""
    not_before: str = ""


class HedgeLexicon(RootModel[tuple[HedgeWords, ...]]):
    """All hedges."""

    def at(self, place: Place) -> dict[str, HedgeWords]:
        """Return the entries of the words that stand at `place`."""
        return {word: entry for entry in self.root if entry.place == place for word in entry.words}


@cache
def hedges() -> HedgeLexicon:
    """Return the hedges of the library, read once."""
    path = library_file("lexicons", "hedges.yaml")
    return validated(HedgeLexicon, read_yaml(path), "library/lexicons/hedges.yaml")


@cache
def hedge_of(word: str, place: Place) -> Hedge:
    """Return what a hedging word says; an empty word says nothing."""
    entry = hedges().at(place).get(word)
    return entry.hedge if entry else "none"


@cache
def before_pattern() -> str:
    """Return the pattern of a hedge in front of a number."""
    patterns = []
    for entry in hedges().root:
        if entry.place == "before":
            guard = f"(?<![{re.escape(entry.not_after)}])" if entry.not_after else ""
            patterns.append(guard + any_of(entry.words) + ("(?=[十百千万亿])" if entry.bare else ""))
    return "|".join(patterns)


@cache
def before_openers() -> str:
    """Return the characters that a hedge in front of a number may open with."""
    return "".join(sorted({word[0] for word in hedges().at("before")}))


@cache
def after_pattern() -> str:
    """Return the pattern of a hedge behind a measure."""
    return any_of(hedges().at("after"))


@cache
def tail_pattern() -> str:
    """Return the pattern of a hedge between a number and its measure."""
    tails = hedges().at("tail")
    guards = {word: f"(?![{entry.not_before}])" for word, entry in tails.items() if entry.not_before}
    return any_of(tails, guards)


@cache
def part_pattern() -> str:
    """Return the pattern of a hedge behind a fraction."""
    return f"{after_pattern()}|{any_of(hedges().at('part'))}"


APART_REACH = 24
"""How many characters before a number a hedge is looked for."""


@cache
def _apart() -> re.Pattern[str]:
    """Return the pattern of a hedge that stands apart, up to the number."""
    words = hedges().at("apart")
    inside = r"[^,，。;；:：、！？!?\n0-9]"
    at_hand = any_of(word for word in words if not word.endswith(("的", "占")))
    owning = any_of(word.removesuffix("的") for word in words if word.endswith("的"))
    taking = any_of(word for word in words if word.endswith("占"))
    return re.compile(
        rf"(?P<at_hand>{at_hand})了?\Z|(?P<owning>{owning}){inside}{{1,16}}的\Z|(?P<taking>{taking}){inside}{{0,20}}\Z"
    )


def hedge_apart(text: str, start: int) -> tuple[Hedge, str] | None:
    """Return the hedge that stands before a number with words between, and that word, or None."""
    found = _apart().search(text, max(0, start - APART_REACH), start)
    if found is None:
        return None
    word = found["at_hand"] or found["taking"] or f"{found['owning']}的"
    return hedge_of(word, "apart"), word
