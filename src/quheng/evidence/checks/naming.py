"""What a number is called, brought to one form: its name, what narrows it, its vintage."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from quheng.evidence.checks.relations import known_relations

REMEMBERED = 65536
TAILS = re.compile(r"(?:总[量额数值]|数量|人数|[量额数值])\Z")
"""What closes a name without changing it."""

HEAD = 2
"""Characters at the end of a name by which heads are told apart."""

SUFFIXES = "省市县区旗州盟乡镇街道"


class Name(NamedTuple):
    """The words that name a number.

    `core` is the name without what narrows nothing, in its shortest spelling; `scope` what makes it another
    quantity than its namesakes, in order.
    """

    core: str
    scope: str


@lru_cache(REMEMBERED)
def name_of(phrase: str, modifier: str, place: str, title: str) -> Name:
    """Return the name in `phrase`, of a number about `place`, whose indicator has `title` or is not known.

    The scope is made of the scope words that phrase and title do not share, those that the phrase lacks with
    a minus, and of what is left of the modifier without places and neutral words: 市级 of 市级孵化载体,
    nothing of 金水区孵化载体 in a text about 金水区.
    """
    relations = known_relations()
    core = plain(_without(phrase, place))
    said = set(relations.scope_pattern.findall(core))
    meant = set(relations.scope_pattern.findall(plain(title))) if title else set()
    scopes = [*sorted(said - meant), *(f"-{word}" for word in sorted(meant - said))]
    rest = relations.scope_pattern.sub("", relations.neutral_pattern.sub("", _without(modifier, place)))
    return Name(core, "·".join([*scopes, rest] if rest else scopes))


@lru_cache(REMEMBERED)
def plain(name: str) -> str:
    """Return a name in its shortest spelling, without words that narrow nothing."""
    relations = known_relations()
    short = relations.spelling_pattern.sub(lambda found: relations.spellings[found.group()], name)
    return relations.neutral_pattern.sub("", short)


@lru_cache(REMEMBERED)
def bears_title(core: str, title: str) -> bool:
    """Tell whether a name is the title of its indicator, or holds or abbreviates it, tails aside."""
    name, full = TAILS.sub("", core), TAILS.sub("", plain(title))
    return full in name or shortens(full, name) or (len(name) > 1 and shortens(name, full))


@lru_cache(REMEMBERED)
def vintage_of(words: str) -> str:
    """Return the vintage that the last of some words names, empty where none does."""
    relations = known_relations()
    found = relations.vintage_pattern.findall(words)
    return relations.vintage_of[found[-1]] if found else ""


@lru_cache(REMEMBERED)
def names_only_a_vintage(phrase: str) -> bool:
    """Tell whether a phrase names nothing but the edition of a figure, or nothing at all: 决算数, 同比."""
    relations = known_relations()
    rest = relations.neutral_pattern.sub("", relations.vintage_pattern.sub("", phrase))
    return len(rest) <= 1


@lru_cache(REMEMBERED)
def shortens(short: str, long: str) -> bool:
    """Tell whether a name abbreviates another: its characters stand in it, in order, with the same head.

    The head of a Chinese noun is its end: 一般债务 does not abbreviate 一般债务限额.
    """
    one, other = TAILS.sub("", short), TAILS.sub("", long)
    rest = iter(other)
    return one[-HEAD:] == other[-HEAD:] and all(character in rest for character in one)


def _without(words: str, place: str) -> str:
    if not place:
        return words
    return words.replace(place, "").replace(place.rstrip(SUFFIXES) or place, "")
