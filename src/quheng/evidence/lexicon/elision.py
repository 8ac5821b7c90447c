"""What a clause leaves out: its number goes on with what was announced, or what an earlier number states."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from operator import attrgetter

from quheng.evidence.lexicon import phrases
from quheng.evidence.lexicon.lexicon import known_indicators
from quheng.evidence.lexicon.setting import IndicatorMatch, Setting, Span, Stated, fits, narrowing

CLAUSE_MARKS = "，,；;。：:"
PARAGRAPH_REACH = 4
AMONG = "其中"
HEAD = 2

_START = attrgetter("start")


def left_out(setting: Setting, zone_start: int) -> IndicatorMatch | None:
    """Find the subject of a clause that names none."""
    here = setting.earlier[bisect_left(setting.earlier, setting.sentence[0], key=_START) :]
    told = [one for one in here if one.match.code or setting.compares]
    since = told[-1].end if told else setting.sentence[0]
    said = _contest(setting, since) or _announced(setting, since, zone_start)
    if said:
        return said
    for one in reversed(here):
        if _carries(setting, one):
            return replace(one.match, rule="indicator.elided")
    for one in reversed(setting.earlier[-PARAGRAPH_REACH:]):
        if _carries(setting, one):
            return replace(one.match, rule="indicator.elided-paragraph")
    return None


def part_of_it(setting: Setting, zone: Span, words: IndicatorMatch) -> IndicatorMatch | None:
    """Match a part of what an earlier number states: after 其中, by rank or size, or like the last part."""
    wholes = [one for one in setting.earlier[-PARAGRAPH_REACH:] if _carries(setting, one)]
    if not wholes or wholes[-1].match.code is None:
        return None
    whole = wholes[-1]
    grade = phrases.grade_before(setting.text, *zone)
    if grade:
        words = IndicatorMatch.bare(setting.text, grade)
    elif not (_divides(setting, whole) or _named_alike(whole.match.modifier, words.phrase)):
        return None
    return part(whole.match, words)


def part(whole: IndicatorMatch, words: IndicatorMatch) -> IndicatorMatch:
    """Return the match of `words` as a part of `whole`."""
    return replace(
        words,
        code=whole.code,
        modifier=narrowing(words.phrase),
        stock=whole.stock,
        rule="indicator.part",
        score=whole.score,
    )


def _contest(setting: Setting, start: int) -> IndicatorMatch | None:
    """Match the assessment in which a rank was won, if the sentence names one: 在年度考核中."""
    if setting.numeral.dimension != "rank":
        return None
    span = phrases.contest(setting.text, start, setting.numeral.start)
    if span is None:
        return None
    for term in reversed(setting.between(*span)):
        indicator = setting.meaning(term)
        if indicator and term.end == span[1]:
            return IndicatorMatch.of(indicator, setting.text, span, "", "indicator.announced")
    return None


def _announced(setting: Setting, start: int, end: int) -> IndicatorMatch | None:
    """Match the subject of a clause without a number, between the last number and this one's clause."""
    text = setting.text
    for term in reversed(setting.between(start, end)):
        clause = max([start - 1, *(text.rfind(mark, start, term.start) for mark in CLAUSE_MARKS)]) + 1
        if not phrases.only_links(text, clause, term.start):
            continue
        indicator = setting.meaning(term)
        if indicator and not indicator.generic:
            return IndicatorMatch.of(indicator, text, (term.start, term.end), "", "indicator.announced")
    return None


def _carries(setting: Setting, one: Stated) -> bool:
    """Tell whether what an earlier number states can be what this one states."""
    if one.match.rule == "indicator.none":
        return False
    if setting.compares:
        return True
    if one.match.code is None:
        return one.dimension == setting.numeral.dimension
    return fits(known_indicators().indicators[one.match.code], setting.numeral)


def _divides(setting: Setting, whole: Stated) -> bool:
    """Tell whether the number states a part of an earlier one, after 其中, or goes on with such parts."""
    if setting.numeral.dimension != whole.dimension:
        return False
    among = setting.text.find(AMONG, whole.end, setting.numeral.start) >= 0
    return among or whole.match.rule == "indicator.part"


def _named_alike(one: str, other: str) -> bool:
    """Tell whether two names have the same head of two characters: 民营企业, 外商投资企业."""
    return len(one) > HEAD and len(other) > HEAD and one[-HEAD:] == other[-HEAD:]
