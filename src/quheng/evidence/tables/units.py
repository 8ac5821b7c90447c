"""Units of measurement in headers, in a column of their own and above a table: 亿元, （%）, 单位：万元."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from quheng.evidence.alternation import any_of
from quheng.evidence.numbers.measure_words import measure_of, measure_pattern
from quheng.evidence.numbers.scales import SCALES
from quheng.evidence.tables.plain import plain
from quheng.evidence.tables.words import table_words


@dataclass(frozen=True, slots=True)
class Unit:
    """In what a figure is stated.

    Parameters
    ----------
    text
        As the table writes it: 亿元.
    measure, dimension
        The base measure, and what it measures: 元, currency-CNY. A word that the lexicon of measures lacks is
        its own measure, of the dimension "unlisted".
    factor
        How many of the base measure one of it is.
    continuous
        Whether it divides, or counts whole things.
    """

    text: str
    measure: str
    dimension: str
    factor: int = 1
    continuous: bool = True


PER_CENT = Unit("%", "%", "ratio")
PERCENTAGE_POINT = Unit("百分点", "百分点", "percentage-point")
RANK = Unit("位", "位", "rank", continuous=False)
PLAIN = Unit("", "", "number", continuous=False)
"""A figure without a unit."""

BASE_100 = re.compile(r"(?:上年(?:同期|同月)?|去年(?:同期)?|上月|上年末|(?:19|20)\d\d年?)=100")
"""An index says what it is relative to in place of a unit."""

_APART = re.compile(r"[、,;，；]|\s+|和(?=\S)")
_WRAPPED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_FOREIGN = {
    "m2": "平方米",
    "m²": "平方米",
    "km2": "平方公里",
    "km²": "平方公里",
    "m3": "立方米",
    "m³": "立方米",
    "percent": "%",
    "yuan": "元",
    "rmb": "元",
    "persons": "人",
}


@lru_cache(maxsize=65536)
def unit_of(text: str) -> Unit | None:
    """Return the unit that a text is, wholly: 亿元, 万人, 元/平方米, %; None where it is none."""
    word = unwrapped(plain(text)).replace(" ", "")
    word = _FOREIGN.get(word.lower(), word)
    if not word:
        return None
    if word in ("±%", "+-%", "+/-%", "%±", "正负%"):
        return PER_CENT
    if _measure().fullmatch(word):
        return _listed(word, word, 1)
    scale = _scale().match(word)
    if scale and _measure().fullmatch(word, scale.end()):
        return _listed(word, word[scale.end() :], SCALES[scale[0]])
    return None


def units_in(text: str) -> tuple[Unit, ...]:
    """Return the units that a text lists, wholly: 亿元、%; none where one of its words is no unit."""
    single = unit_of(text)
    if single:
        return (single,)
    units = [unit_of(word) for word in _APART.split(unwrapped(plain(text))) if word]
    return tuple(unit for unit in units if unit) if all(units) else ()


def stated_unit(text: str) -> Unit | None:
    """Return the unit of a cell in a column of units, a word of no lexicon included; None for a blank."""
    word = unwrapped(plain(text)).replace(" ", "")
    if _is_blank(word):
        return None
    if BASE_100.fullmatch(word):
        return Unit(word, "", "number")
    return unit_of(word) or _unlisted(word)


def units_above(line: str) -> tuple[Unit, ...]:
    """Return the units that a line above a table states: 单位：亿元, 金额单位：万元、%; else none."""
    found = _stated().search(plain(line))
    if found is None:
        return ()
    words = unwrapped(found["units"])
    return units_in(words) or tuple(_unlisted(word) for word in _APART.split(words) if word)


def unwrapped(text: str) -> str:
    """Return a plain text without the one pair of parentheses or brackets around all of it."""
    found = _WRAPPED.fullmatch(text)
    return found[1].strip() if found else text.strip()


def _is_blank(word: str) -> bool:
    return not word or word.lower() in table_words().blanks


def _listed(text: str, word: str, factor: int) -> Unit:
    known = measure_of(word)
    return Unit(text, known.measure, known.dimension, factor, known.continuous)


def _unlisted(word: str) -> Unit:
    scale = _scale().match(word)
    rest = word[scale.end() :] if scale else ""
    return Unit(word, rest, "unlisted", SCALES[scale[0]]) if scale and rest else Unit(word, word, "unlisted")


@cache
def _measure() -> re.Pattern[str]:
    return re.compile(measure_pattern())


@cache
def _scale() -> re.Pattern[str]:
    return re.compile(any_of(SCALES))


@cache
def _stated() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, table_words().units), key=len, reverse=True))
    forms = "(?<!填报)(?<!编制)(?<!制表)(?<!责任)(?<!牵头)"
    return re.compile(rf"{forms}(?:{names})\s*[:]\s*(?P<units>[^:]+?)\s*\)?\Z", re.IGNORECASE)
