"""The words in a clause that name its number: before it, or the noun that it counts."""

from __future__ import annotations

from quheng.evidence.lexicon import phrases
from quheng.evidence.lexicon.declaration import Indicator
from quheng.evidence.lexicon.setting import IndicatorMatch, Setting, Span
from quheng.evidence.lexicon.terms import Term

AWARD_REACH = 40
FAR_NOUN = 14


def named_before(setting: Setting, zone: Span) -> IndicatorMatch | None:
    """Match the last word of the lexicon in `zone` that only links divide from its end."""
    text = setting.text
    candidates = setting.between(*zone)
    for place in range(len(candidates) - 1, -1, -1):
        term = candidates[place]
        if not phrases.only_links(text, term.end, zone[1]):
            if phrases.outside_brackets(text, term.end, zone[1]) > term.end:
                continue
            return None
        indicator = setting.meaning(term)
        if indicator is None:
            continue
        if indicator.nature != "rate" and phrases.per_head(text, zone[0], term.start):
            return None
        head = term.start
        if indicator.generic and place:
            specific = _specific(setting, candidates[place - 1], term)
            if specific:
                indicator, head = specific, candidates[place - 1].start
        start, end = phrases.phrase_before(text, *zone, head)
        span = start, max(end, term.end)
        return IndicatorMatch.of(indicator, text, span, text[start:head], "indicator.before")
    return None


def counted_after(setting: Setting) -> IndicatorMatch | None:
    """Match the noun that the number counts, or return its bare words; None where no noun follows."""
    text, end = setting.text, setting.numeral.end
    noun = phrases.noun_after(text, end, setting.limit)
    for term in setting.between(end, min(setting.limit, end + FAR_NOUN)):
        if not phrases.is_modifier(text, end, term.start):
            break
        indicator = setting.meaning(term)
        if indicator is None:
            continue
        head, indicator = _head(setting, term, indicator)
        award = _recognised(setting, head) if indicator.generic else None
        if award:
            return award
        span = min(noun[0], head.start), head.end
        return IndicatorMatch.of(indicator, text, span, text[span[0] : head.start], "indicator.after")
    return IndicatorMatch.bare(text, noun) if noun[0] < noun[1] else None


def recognition_without_object(setting: Setting, counted: IndicatorMatch) -> bool:
    """Tell whether the clause leaves out as what the counted things were recognised: 5家企业上榜."""
    verb = phrases.award_after(setting.text, counted.end, setting.sentence[1])
    return verb is not None and phrases.ends_clause(setting.text, verb, setting.sentence[1])


def _specific(setting: Setting, earlier: Term, generic: Term) -> Indicator | None:
    """Return what the word right before a generic one means: 专精特新的 (企业)."""
    meant = setting.meaning(earlier)
    linked = phrases.only_links(setting.text, earlier.end, generic.start)
    return meant if meant and not meant.generic and linked else None


def _head(setting: Setting, term: Term, indicator: Indicator) -> tuple[Term, Indicator]:
    """Follow words that stand side by side to the last: in Chinese it is the head."""
    for following in setting.between(term.end, min(setting.limit, term.end + FAR_NOUN)):
        if following.start > term.end:
            break
        meant = setting.meaning(following)
        if meant and not meant.generic:
            term, indicator = following, meant
    return term, indicator


def _recognised(setting: Setting, term: Term) -> IndicatorMatch | None:
    """Match what the counted things were recognised as, in this clause or at the head of the next."""
    text, reach = setting.text, setting.sentence[1]
    verb = phrases.award_after(text, term.end, reach)
    if verb is None:
        return None
    for following in setting.between(verb, min(verb + AWARD_REACH, reach)):
        indicator = setting.meaning(following)
        if indicator and not indicator.generic and phrases.is_modifier(text, verb, following.start):
            span = term.start, following.end
            return IndicatorMatch.of(indicator, text, span, text[verb : following.start], "indicator.award")
    return None
