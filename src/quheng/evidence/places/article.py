"""Whom an article speaks of where its sentences do not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quheng.evidence.places.gazetteer import NATION, Place, gazetteer
from quheng.evidence.places.located import UNKNOWN, Located
from quheng.evidence.places.mention import Mention
from quheng.evidence.places.organisations import is_enterprise
from quheng.evidence.places.place_reader import Span
from quheng.evidence.places.relative import relative_place
from quheng.evidence.places.standing import coordinated, is_organ, is_subject

_OPENING = 300
_CONVENES = re.compile(
    r"(?:人民)?政府|第[一二三四五六七八九十百]+届|人民代表大会|人大|财政局|统计局|发展和改革"
)
_WIDEST = ("world", "nation")
_LEVELS = ("world", "nation", "province", "city", "zone", "district", "township")


def article_place(
    text: str, headline: Span, body: Span, mentions: Sequence[Mention], home: str | None = None
) -> Located:
    """Return the place of an article.

    In this order: the subject of the headline, the nation last; another place named there, the narrowest
    first; the place whose government speaks or whose congress is addressed; the first subject of the first
    paragraph; the place named most often, at least twice, without a home more often than all others together;
    the home of the document; the only place that the first paragraph names; the nation, where the text speaks
    of it. Words such as 我市 stand for the home there, and what lies above the home is there to compare with,
    or an authority that announces. A port or a station (宁波港) stands for its place only in the headline,
    or inside the home.

    Parameters
    ----------
    text
        The text.
    headline, body
        Start and end of the headline (empty where there is none) and of what follows it.
    mentions
        What `find_places` found in the text.
    home
        The code of the place that issued the document.
    """
    reader = _Reader(text, mentions, gazetteer().home(home))
    tries = (
        (
            "headline",
            (place for place in reader.subjects_of_headline(headline) if place.level not in _WIDEST),
        ),
        ("headline", reader.named_in(headline)),
        ("headline", reader.subjects_of_headline(headline)),
        ("issuer", reader.issuers((headline[0], min(body[0] + _OPENING, body[1])))),
        ("opening", reader.subjects(reader.opening(body))),
        ("frequent", reader.most_frequent(body)),
        ("home", reader.home_itself()),
        ("named", reader.only_named(reader.opening(body))),
        ("nation", reader.nation((headline[0], body[1]))),
    )
    for rule, places in tries:
        for place in places:
            return Located(place, "default", rule)
    return Located(UNKNOWN, "unresolved", "none")


class _Reader:
    """A text with its mentions, asked about an article."""

    def __init__(self, text: str, mentions: Sequence[Mention], home: Place | None) -> None:
        self.text = text
        self.mentions = mentions
        self.home = home

    def inside(self, span: Span) -> Iterator[Mention]:
        """Yield the mentions in a span."""
        return (mention for mention in self.mentions if span[0] <= mention.start and mention.end <= span[1])

    def subjects_of_headline(self, span: Span) -> Iterator[Place]:
        """Yield the places that are subjects in a headline, where each line and each space begins anew."""
        for mention in self.inside(span):
            floor = max(span[0], *(self.text.rfind(mark, span[0], mention.start) + 1 for mark in " 　\n"))
            place = self._geographic(mention, in_headline=True)
            is_source = place and self._is_above_home(place) and is_organ(self.text, mention)
            if place and not is_source and is_subject(self.text, mention, floor):
                yield place

    def issuers(self, span: Span) -> Iterator[Place]:
        """Yield the places that speak or convene: 我代表某县人民政府, 在某市第十六届人民代表大会上."""
        for mention in self.inside(span):
            place = mention.place
            if place and place.level != "organisation" and _CONVENES.match(self.text, mention.end):
                before = self.text[max(mention.start - 2, span[0]) : mention.start]
                if before.endswith(("代表", "受", "在", "—")) and not self._is_above_home(place):
                    yield place

    def opening(self, body: Span) -> Span:
        """Return the span in which the body says whom it speaks of: its first paragraph of sentences.

        With a home it is the first sentence alone.
        """
        end = min(body[0] + _OPENING, body[1])
        stop = self.text.find("。", body[0], end)
        if stop >= 0 and not self.home:
            stop = self.text.find("\n", stop, end)
        return (body[0], stop if stop >= 0 else end)

    def subjects(self, span: Span) -> Iterator[Place]:
        """Yield the places, and seats of institutions, that are subjects; none above the home."""
        for index, mention in enumerate(self.mentions):
            if not span[0] <= mention.start < mention.end <= span[1]:
                continue
            place = self._geographic(mention) or self._seat(mention)
            if place and not self._is_above_home(place) and is_subject(self.text, mention, span[0]):
                is_one_of_several = len(coordinated(self.text, self.mentions, index)) > 1
                sentence = max(self.text.rfind("。", span[0], mention.start) + 1, span[0])
                is_part = self.text.find("其中", sentence, mention.start) >= 0
                if not is_part and not is_one_of_several:
                    yield place

    def named_in(self, span: Span) -> list[Place]:
        """Return the places named in a span, the narrowest first."""
        named = [
            mention.place for mention in self.inside(span) if mention.place and self._geographic(mention)
        ]
        named = [place for place in named if place.level not in _WIDEST]
        return sorted(named, key=lambda place: -_LEVELS.index(place.level))

    def only_named(self, span: Span) -> list[Place]:
        """Return the narrowest place named in a span, if the others are those it lies in."""
        named = self.named_in(span)
        return named[:1] if all(gazetteer().is_within(named[0], place) for place in named) else []

    def most_frequent(self, span: Span) -> list[Place]:
        """Return the place named most often in a span; none where each is named once."""
        named = Counter(
            mention.place for mention in self.inside(span) if mention.place and self._geographic(mention)
        )
        least = 1 if self.home else max(1, named.total() // 2)
        return [
            place for place, times in named.most_common() if times > least and place.level not in _WIDEST
        ][:1]

    def home_itself(self) -> list[Place]:
        """Return the home of the document."""
        return [self.home] if self.home else []

    def nation(self, span: Span) -> list[Place]:
        """Return the nation where the text speaks of it."""
        return [NATION] if any(mention.place == NATION for mention in self.inside(span)) else []

    def _is_in_home(self, mention: Mention) -> bool:
        """Tell whether a place lies in the home and is not it."""
        place, home = mention.place, self.home
        return place is not None and home is not None and place != home and gazetteer().is_within(place, home)

    def _geographic(self, mention: Mention, *, in_headline: bool = False) -> Place | None:
        """Return the place of a mention, seen from the home; None of an organisation."""
        if mention.place is None:
            return relative_place(mention.text, self.home) if self.home else None
        is_facility = mention.rule == "facility" and not (self._is_in_home(mention) or in_headline)
        return None if is_facility or mention.place.level == "organisation" else mention.place

    def _seat(self, mention: Mention) -> Place | None:
        """Return where an institution such as a hospital has its seat, as far as its name says."""
        place = mention.place
        if place is None or place.level != "organisation" or is_enterprise(place.name):
            return None
        return gazetteer().by_code.get(place.parent)

    def _is_above_home(self, place: Place) -> bool:
        """Tell whether the home lies in the place and is not it."""
        return self.home is not None and place != self.home and gazetteer().is_within(self.home, place)
