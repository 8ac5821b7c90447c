"""All the words that may begin or end the name of a place, in one automaton."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ahocorasick import Automaton

from quheng.evidence.places.gazetteer import NATION, WORLD, Place, gazetteer
from quheng.evidence.places.names import short_name
from quheng.evidence.places.words import word_lists

Tag = Literal[
    "full", "short", "nation", "relative", "zone", "township", "organisation", "enterprise", "hidden"
]

RELATIVE_LEVELS = ("省", "自治区", "市", "区", "县", "州", "自治州", "盟", "旗", "自治县", "镇", "乡", "街道")
RELATIVE_WORDS = tuple(who + level for who in "全我本该" for level in RELATIVE_LEVELS)

_ZONE_SPELLINGS = {
    "高新区": "高新技术产业开发区 高新技术开发区 高新技术产业园区",
    "经开区": "经济技术开发区 经济开发区",
    "航空港区": "航空港经济综合实验区 航空港实验区",
    "综合保税区": "综保区",
    "自贸试验区": "自由贸易试验区 自贸区",
    "示范区": "城乡一体化示范区",
    "工业园区": "工业园",
    **dict.fromkeys(("开发区", "港区", "保税区", "产业园区", "产业集聚区", "先进制造业开发区"), ""),
    **dict.fromkeys(("新区", "管理区", "度假区", "旅游度假区", "合作区", "试验区", "科技城", "生态城"), ""),
    **dict.fromkeys(("临空经济区", "空港经济区", "风景名胜区"), ""),
}

ZONE_KINDS = {name: kind for kind, others in _ZONE_SPELLINGS.items() for name in (kind, *others.split())}
"""What a development zone is called → its kind."""

SUFFICIENT_KINDS = frozenset({"高新区", "经开区", "航空港区"})
"""Kinds that name a zone without its city, where the document has a home."""

DEVELOPMENT_ZONES = frozenset({"高新区", "经开区", "开发区", "新区"})
"""Kinds before which a name of the zone's own may stand: 长丰县双凤经济开发区."""

TOWNSHIP_WORDS = {
    **dict.fromkeys(("街道办事处", "街道办", "街道", "办事处"), "街道"),
    **{word: word for word in ("镇", "乡", "苏木")},
}
"""The last word of a township or street → the one that the table has."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a word of the vocabulary stands for."""

    text: str
    tag: Tag
    places: tuple[Place, ...] = ()


def words() -> Iterator[Word]:
    """Yield the vocabulary; of two entries for one text the later one counts."""
    known = gazetteer()
    for name, places in short_names().items():
        yield Word(name, "short", places)
    for name in TOWNSHIP_WORDS:
        yield Word(name, "township")
    for name in word_lists()["enterprises"] | word_lists()["institutions"]:
        yield Word(name, "organisation")
    for name in RELATIVE_WORDS:
        yield Word(name, "relative")
    for name, places in known.by_name.items():
        yield Word(name, "full", places)
    for name in ZONE_KINDS:
        yield Word(name, "zone")
    for name in ("全国", "我国", "中国", "中华人民共和国"):
        yield Word(name, "nation", (NATION,))
    for name in ("全球", "世界", "全世界"):
        yield Word(name, "nation", (WORLD,))
    for name in word_lists()["hidden"]:
        yield Word(name, "hidden")


@cache
def automaton() -> Automaton:
    """Build the automaton that finds every word; once."""
    return automaton_of(words())


def automaton_of(words: Iterable[Word]) -> Automaton:
    """Build the automaton that finds some words."""
    built = Automaton()
    for word in words:
        built.add_word(word.text, word)
    built.make_automaton()
    return built


@cache
def short_names() -> dict[str, tuple[Place, ...]]:
    """Return the short names of provinces, cities and districts in force, the highest level first."""
    found: dict[str, tuple[Place, ...]] = {}
    levels = ("province", "city", "district")
    for level in levels:
        for places in gazetteer().by_name.values():
            for place in places:
                name = short_name(place.name) if place.level == level and place.valid_to is None else None
                if name and place not in found.get(name, ()):
                    found[name] = (*found.get(name, ()), place)
    return found
