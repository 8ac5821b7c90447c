"""Read a text: every stage in its order, and what they found put together as claims."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from quheng.bilingual import Text
from quheng.evidence.arguments import day_of, require_known
from quheng.evidence.articles import Article, Layout, Paragraph
from quheng.evidence.claim import Claim, Kind, Note, Rejected
from quheng.evidence.kinds import BARE_COUNT, classify, sign
from quheng.evidence.lexicon import IndicatorMatch, Term, find_terms, known_indicators, match_indicators
from quheng.evidence.lists import Alignment, align
from quheng.evidence.numbers import Numeral, find_numerals
from quheng.evidence.periods import Timeline, assign_period
from quheng.evidence.places import Located, Mention, PlaceReader, article_place, find_places
from quheng.evidence.plans import Plans
from quheng.evidence.reading import ArticleSpan, Reading
from quheng.evidence.rejection import reject
from quheng.evidence.repair import View, repair

OF_EITHER: frozenset[Kind] = frozenset({"count", "rank", "share"})
"""Kinds that events have as well as stocks: 申报企业5家 is of the year, 共有企业5家 of the day."""

POPULATION = "resident_population"

_START = attrgetter("start")


def read(text: str, published: date | str | None = None, home: str | None = None) -> Reading:
    """Read the numbers of a text, each with its meaning and the characters it came from.

    The text is never changed: a repaired view is read, and every span points back at the text. The same text
    gives the same reading; an article reads alone as it does in its page.

    Parameters
    ----------
    text
        A newspaper page, a bulletin, a report: Chinese prose.
    published
        The day of publication, or `2024-12-12`. Where it is not known, relative dates (今年, 近日) stay
        unresolved and notes say so.
    home
        The code (GB/T 2260) of the place whose paper or office wrote it: it decides between namesakes and
        stands for 我市 and 全区.

    Raises
    ------
    DataError
        Where `published` is no date.
    NotFoundError
        Where `home` is no code of the gazetteer.
    """
    day = day_of(published)
    require_known(home)
    view = repair(text)
    stages = _Stages.of(view, day, home)
    claims: list[Claim] = []
    rejected: list[Rejected] = []
    articles: list[ArticleSpan] = []
    notes = [*view.notes, *stages.timeline.notes(view)]
    for article in stages.timeline.layout.articles:
        about = stages.about(article)
        articles.append(stages.span_of(article, about.located))
        notes += stages.ambiguous_places(about)
        for paragraph in article.paragraphs:
            kept, refused = stages.sorted_out(paragraph)
            rejected += refused
            lists = stages.lists(paragraph, kept)
            notes += stages.raw_notes(lists)
            claims += stages.claims(paragraph, kept, lists, about)
    notes.sort(key=_START)
    return Reading(text, day, home, tuple(articles), tuple(claims), tuple(rejected), tuple(notes))


@dataclass(frozen=True, slots=True)
class _About:
    """The places that an article names, the one it is about, and its sections of plans."""

    mentions: Sequence[Mention]
    located: Located
    places: PlaceReader
    plans: Plans


@dataclass(frozen=True, slots=True)
class _Stages:
    """What each stage found in the whole view, in order."""

    view: View
    published: date | None
    home: str | None
    timeline: Timeline
    numerals: Sequence[Numeral]
    terms: Sequence[Term]

    @classmethod
    def of(cls, view: View, published: date | None, home: str | None) -> _Stages:
        timeline = Timeline.of(view.text, published, Layout.of(view.text))
        return cls(view, published, home, timeline, find_numerals(view.text), find_terms(view.text))

    def about(self, article: Article) -> _About:
        """Find the places of an article by itself: what it names elsewhere decides its short names."""
        text, shift = self.view.text, article.start
        mentions = [
            replace(mention, start=mention.start + shift, end=mention.end + shift)
            for mention in find_places(text[article.start : article.end], self.home)
        ]
        located = article_place(text, article.headline, article.body, mentions, self.home)
        places = PlaceReader(text, mentions, located, self.home)
        return _About(mentions, located, places, Plans.of(text, article))

    def span_of(self, article: Article, located: Located) -> ArticleSpan:
        start, end = self.view.raw_span(article.start, article.end)
        headline = self.view.text[article.headline.start : article.headline.end]
        return ArticleSpan(start, end, headline.strip(), located.place.name)

    def sorted_out(self, paragraph: Paragraph) -> tuple[list[Numeral], list[Rejected]]:
        """Return the numerals of a paragraph that are claims, and those that are none with their reason."""
        kept, refused = [], []
        first = bisect_left(self.numerals, paragraph.start, key=_START)
        last = bisect_left(self.numerals, paragraph.end, key=_START)
        for numeral in self.numerals[first:last]:
            verdict = reject(self.view.text, numeral, heading=paragraph.is_heading)
            if verdict is None:
                kept.append(numeral)
            else:
                start, end = self.view.raw_span(numeral.start, numeral.end)
                refused.append(Rejected(start, end, self.view.raw[start:end], *verdict))
        return kept, refused

    def lists(self, paragraph: Paragraph, numerals: Sequence[Numeral]) -> list[Alignment]:
        text = self.view.text
        return [align(text, (sentence.start, sentence.end), numerals) for sentence in paragraph.sentences]

    def raw_notes(self, lists: Sequence[Alignment]) -> Iterator[Note]:
        for note in (note for one in lists for note in one.notes):
            start, end = self.view.raw_span(note.start, note.end)
            yield replace(note, start=start, end=end)

    def claims(
        self, paragraph: Paragraph, numerals: Sequence[Numeral], lists: Sequence[Alignment], about: _About
    ) -> Iterator[Claim]:
        sentences = [
            [(clause.start, clause.end) for clause in sentence.clauses] for sentence in paragraph.sentences
        ]
        assignments = [assignment for one in lists for assignment in one.assignments]
        matches = match_indicators(self.view.text, sentences, numerals, self.terms, assignments)
        for numeral, match in zip(numerals, matches, strict=True):
            yield self._claim(paragraph, numeral, match, about)

    def ambiguous_places(self, about: _About) -> Iterator[Note]:
        for mention in about.mentions:
            if mention.alternatives:
                names = "、".join(f"{place.name}（{place.code}）" for place in mention.alternatives)
                message = Text(
                    zh=f"“{mention.text}”可能指{names}，文中未能分辨",
                    en=f"{mention.text} may mean {names}; nothing in the text decides",
                )
                yield Note(*self.view.raw_span(mention.start, mention.end), "ambiguous-place", message)

    def _claim(self, paragraph: Paragraph, numeral: Numeral, match: IndicatorMatch, about: _About) -> Claim:
        text, layout = self.view.text, self.timeline.layout
        clause, sentence = layout.clause_at(numeral.start), layout.sentence_at(numeral.start)
        sense = classify(
            text,
            numeral,
            clause.start,
            clause.end,
            sentence.start,
            sentence.end,
            self.published,
            planned=about.plans.at(numeral.start),
        )
        if sense.rule == BARE_COUNT and _is_population(match):
            sense = sense._replace(kind="level", rule="kind.level:stock")
        stock = None if sense.kind in OF_EITHER else match.stock
        period = assign_period(numeral.start, numeral.end, self.timeline, stock=stock, kind=sense.kind)
        place, place_rule = about.places.place_of(
            numeral.start, (sentence.start, sentence.end), (paragraph.start, paragraph.end), sense.kind
        )
        quantity = numeral.quantity(sign(text, numeral, clause.start) if sense.kind == "growth" else 1)
        start, end = self.view.raw_span(numeral.start, numeral.end)
        rules = {
            "value": numeral.rule,
            "measure": f"measure.{numeral.dimension}",
            "hedge": f"hedge.{numeral.hedge}",
            "kind": sense.rule,
            "period": f"period.{period.how}",
            "place": f"place.{place_rule}",
            "indicator": match.rule,
        }
        raw = self.view.raw[start:end]
        return Claim(
            start, end, raw, quantity, numeral.hedge, sense.kind, period, place, match.code, match.phrase,
            sense.relative_to, rules, match.modifier,
        )  # fmt: skip


def _is_population(match: IndicatorMatch) -> bool:
    """Tell whether a bare count of it is how many live there: 女性471.6万人."""
    lexicon = known_indicators().indicators
    code = match.code
    while code and code != POPULATION:
        code = lexicon[code].part_of
    return code == POPULATION
