"""Which indicator a number states: the word that governs it, before or after, said or left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quheng.evidence.lexicon import phrases
from quheng.evidence.lexicon.closeness import closest
from quheng.evidence.lexicon.elision import left_out, part, part_of_it
from quheng.evidence.lexicon.lexicon import known_indicators
from quheng.evidence.lexicon.naming import counted_after, named_before, recognition_without_object
from quheng.evidence.lexicon.setting import IndicatorMatch, Measured, Setting, Span, Stated, meaning
from quheng.evidence.lexicon.terms import QUOTES, Term, find_terms
from quheng.evidence.lists import Assignment


def match_indicators(
    text: str,
    sentences: Sequence[Sequence[Span]],
    numerals: Sequence[Measured],
    terms: Sequence[Term] | None = None,
    assignments: Sequence[Assignment] = (),
) -> tuple[IndicatorMatch, ...]:
    """Match the numbers of one paragraph, in order.

    Parameters
    ----------
    text
        Any text that holds the paragraph.
    sentences
        The sentences of the paragraph, each as the spans of its clauses; without any, the numbers stand in
        one clause.
    numerals
        The numbers of the paragraph that may be claims, in order.
    terms
        `find_terms(text)`, where it is known already.
    assignments
        What the lists of the paragraph say (`evidence.lists.align` over the same numbers).

    Returns
    -------
    tuple of IndicatorMatch
        One for each number.
    """
    listed = {one.numeral: one for one in assignments}
    stated: list[Stated] = []
    for index, setting in enumerate(_settings(text, sentences, numerals, terms, stated)):
        match = _in_list(listed.get(index), setting) or match_indicator(setting)
        numeral = setting.numeral
        stated.append(Stated(numeral.dimension, numeral.start, numeral.end, match))
    return tuple(one.match for one in stated)


def match_indicator(setting: Setting) -> IndicatorMatch:
    """Return what a number states.

    In this order: the nearest word of the lexicon before it in its clause, where nothing but links stands
    between (`indicator.before`); the noun that it counts, right after it (`indicator.after`), or what that
    was recognised as (`indicator.award`); where its clause names nothing, what the sentence announced
    (`indicator.announced`) or what a number before it states, in the sentence (`indicator.elided`) or just
    before it (`indicator.elided-paragraph`); where it names a part of that (其中, 国家级), the same with the
    part as modifier (`indicator.part`); the nearest wording (`indicator.close`); else the bare words
    (`indicator.phrase`), or nothing (`indicator.none`). A word whose indicator has another measure is passed
    over.
    """
    text = setting.text
    zone = _zone(setting)
    end = _subject_end(setting, zone)
    named = named_before(setting, (zone[0], end))
    if named:
        return named
    counted = None if setting.compares else counted_after(setting)
    if counted and counted.code:
        shared = left_out(setting, zone[0]) if recognition_without_object(setting, counted) else None
        return shared or counted
    bare = phrases.only_links(text, zone[0], end)
    span = (end, end) if bare else phrases.phrase_before(text, zone[0], end)
    words = IndicatorMatch.bare(text, span)
    only_done = phrases.is_verb(words.phrase)
    if counted and (only_done or not words.phrase):
        return _nearest(counted, setting)
    if not words.phrase:
        return left_out(setting, zone[0]) or named_before(setting, zone) or IndicatorMatch.nothing(zone[1])
    if only_done:
        done_to = left_out(setting, zone[0])
        return part(done_to, words) if done_to and done_to.code else words
    return part_of_it(setting, zone, words) or _nearest(words, setting)


def _settings(
    text: str,
    sentences: Sequence[Sequence[Span]],
    numerals: Sequence[Measured],
    terms: Sequence[Term] | None,
    stated: Sequence[Stated],
) -> Iterator[Setting]:
    """Yield every number with its sentence, its clause and the terms of the paragraph."""
    if not numerals:
        return
    whole = numerals[0].start, numerals[-1].end
    clauses = [(clause, (one[0][0], one[-1][1])) for one in sentences for clause in one] or [(whole, whole)]
    begins = [clause[0] for clause, _ in clauses]
    here = _within(find_terms(text) if terms is None else terms, begins[0], clauses[-1][1][1])
    starts = [term.start for term in here]
    for index, numeral in enumerate(numerals):
        clause, sentence = clauses[max(0, bisect_right(begins, numeral.start) - 1)]
        following = numerals[index + 1].start if index + 1 < len(numerals) else clause[1]
        limit = max(numeral.end, min(following, clause[1]))
        yield Setting(text, here, starts, sentence, clause, limit, numeral, stated)


def _within(terms: Sequence[Term], start: int, end: int) -> Sequence[Term]:
    first = bisect_left(terms, start, key=_begin)
    return terms[first : bisect_left(terms, end, lo=first, key=_begin)]


def _begin(term: Term) -> int:
    return term.start


def _zone(setting: Setting) -> Span:
    """Return the part of the clause that can name the number: behind the last one and what that counts."""
    end = setting.numeral.start
    start = setting.clause[0]
    if setting.earlier:
        last = setting.earlier[-1]
        behind = last.match.end if last.match.start >= last.end else last.end
        start = max(start, behind)
    return phrases.outside_brackets(setting.text, min(start, end), end), end


def _subject_end(setting: Setting, zone: Span) -> int:
    """Return where the part of a clause ends that names what is compared, or where the number begins."""
    if setting.compares:
        ranks = setting.numeral.dimension == "rank"
        other = phrases.whole_begins(setting.text, *zone, ranks=ranks)
    else:
        other = phrases.base_begins(setting.text, *zone)
    if other is None or any(term.start < other < term.end for term in setting.between(*zone)):
        return zone[1]
    return other


def _nearest(bare: IndicatorMatch, setting: Setting) -> IndicatorMatch:
    """Return the nearest wording of the lexicon to bare words, or the bare words."""
    dimension = "" if setting.compares else setting.numeral.dimension
    near = closest(QUOTES.sub("", bare.phrase), dimension)
    if near is None:
        return bare
    indicator, likeness = near
    return replace(bare, code=indicator.code, stock=indicator.stock, rule="indicator.close", score=likeness)


def _in_list(listed: Assignment | None, setting: Setting) -> IndicatorMatch | None:
    """Match a number whose subject a list says; None where that names no indicator of its measure."""
    if listed is None:
        return None
    if listed.same_as is not None:
        shared = setting.earlier[listed.same_as].match
        return replace(shared, rule="indicator.list") if shared.phrase else None
    subject = _with_beginning(listed.first, listed.subject)
    for term in reversed(find_terms(subject)):
        if not phrases.only_links(subject, term.end, len(subject)):
            return None
        indicator = meaning(term, setting.numeral, subject, 0, None)
        if indicator:
            span = listed.start, listed.end
            found = IndicatorMatch.of(indicator, setting.text, span, subject[: term.start], "indicator.list")
            return replace(found, phrase=subject)
    return None


def _with_beginning(first: str, subject: str) -> str:
    """Return a subject with as much of the first one's beginning as makes it a word: 专利(申请量), 授权量."""
    known = known_indicators().senses
    whole = (first[:length] + subject for length in range(len(first) - 1, 0, -1))
    return next((words for words in whole if words.lower() in known), subject)
