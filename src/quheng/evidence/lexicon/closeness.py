"""Names that no word of the lexicon spells exactly: one with characters left out or put in."""

from __future__ import annotations

from functools import cache

from rapidfuzz import fuzz, process

from quheng.evidence.lexicon.cues import known_cues
from quheng.evidence.lexicon.declaration import Indicator
from quheng.evidence.lexicon.lexicon import known_indicators
from quheng.evidence.lexicon.templates import expand

LEAST_LIKENESS = 78.0
SHORTEST_PHRASE = 4
LOOKED_AT = 8


@cache
def closest(phrase: str, dimension: str) -> tuple[Indicator, float] | None:
    """Return the indicator whose wording is nearest to `phrase`, and how near (0-1); None where none is near.

    One wording must come from the other by leaving characters out (专利申请授权量, 专利授权量): where
    characters are exchanged, another thing is meant (第一产业投资, 第二产业投资), and likewise where what is
    left out negates or stands at an end (种植面积 alone is not that of 玉米).

    Parameters
    ----------
    phrase
        A name as the text has it, at least four characters.
    dimension
        Only indicators in this dimension are looked at; all where it is empty.
    """
    if len(phrase) < SHORTEST_PHRASE:
        return None
    wordings, indicators = _wordings(dimension)
    found = process.extract(
        phrase.lower(), wordings, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS, limit=LOOKED_AT
    )
    for wording, likeness, index in found:
        if _shortens(phrase.lower(), wording):
            return indicators[index], likeness / 100
    return None


def _shortens(one: str, other: str) -> bool:
    """Tell whether the shorter text is the longer one with harmless characters left out."""
    short, long = sorted((one, other), key=len)
    if short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    left_out: list[str] = []
    for character in short:
        for passed in rest:
            if passed == character:
                break
            left_out.append(passed)
        else:
            return False
    left_out += rest
    return not set(left_out) & set(known_cues().negations)


@cache
def _wordings(dimension: str) -> tuple[list[str], list[Indicator]]:
    """Return the shortest and the longest text of every template, with what it means."""
    pairs: dict[str, Indicator] = {}
    for indicator in known_indicators().indicators.values():
        if dimension and dimension not in indicator.dimensions:
            continue
        for template in (indicator.title.zh, *indicator.words):
            texts = sorted(expand(template), key=len)
            for text in (texts[0], texts[-1]):
                if len(text) >= SHORTEST_PHRASE:
                    pairs.setdefault(text.lower(), indicator)
    return list(pairs), list(pairs.values())
