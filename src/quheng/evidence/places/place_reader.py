"""An article that says of each of its numbers whom it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import repeat
from operator import attrgetter

from quheng.evidence.claim import ClaimPlace, How, Kind
from quheng.evidence.places.gazetteer import Place, gazetteer
from quheng.evidence.places.located import Located
from quheng.evidence.places.mention import Mention
from quheng.evidence.places.organisations import is_enterprise, speaks_of_owner
from quheng.evidence.places.relative import relative_place
from quheng.evidence.places.standing import (
    clause_start,
    coordinated,
    is_example,
    is_field,
    is_organ,
    is_set,
    is_subject,
    is_title,
    whole_sentence,
)

Span = tuple[int, int]

_START = attrgetter("start")
_MOST = 40
_FARTHEST = 600
_OWN = re.compile(r"(?:除[^，。；]{1,24}?外)?的?")
_NOT_OWN = frozenset("占比较超达居列排于高低快慢出先与和同跟")
_ITEM = re.compile(r"[、，和及与]|,(?![0-9])")
_RESPECTIVELY = ("分别", "依次", "分列")
_ROW_ENDS = re.compile(r"[^。；;0-9]{0,24}")
_COUNTED_ITEM = re.compile(r"[^，。；、]{0,12}[0-9][0-9.,]*[^，。；、0-9]{1,8}[、和]")
_NO_ROW = re.compile(r"[比较于从自向对以至到]$")
_INSIDE = re.compile(r"[（(][^（）()，。；;]{0,16}$")
_FINAL = re.compile("[。！？!?；;\n]")
_IS_RATIO = re.compile(r"[0-9.]+(?:倍|%|个?百分点|个点)")


class PlaceReader:
    """An article with its mentions, asked about one number after the other.

    Parameters
    ----------
    text
        The text.
    mentions
        What `find_places` found in the article.
    article
        What `article_place` found.
    home
        The code of the place that issued the document.
    """

    def __init__(
        self, text: str, mentions: Sequence[Mention], article: Located, home: str | None = None
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.article = article
        self.home = gazetteer().home(home)
        self._subjects: dict[tuple[int, int], bool] = {}
        self._openings: dict[tuple[Span, Span], Located | None] = {}

    def place_of(
        self, at: int, sentence: Span, paragraph: Span, kind: Kind | None = None
    ) -> tuple[ClaimPlace, str]:
        """Return the place of the number at `at`, and the rule that found it; see `assign_place`."""
        sentence = (whole_sentence(self.text, sentence[0], paragraph[0]), sentence[1])
        found = (
            self.within(at, sentence, kind)
            or self.bracketed(at, sentence)
            or self.row(at, sentence)
            or self.subject(at, sentence, kind)
            or self.owner(at, sentence, paragraph)
            or self.opening(sentence, paragraph)
            or self.article
        )
        return found.claim_place, found.rule

    def within(self, at: int, sentence: Span, kind: Kind | None) -> Located | None:
        """Return the place in which the number counts: the mention that directly precedes it."""
        index = bisect_left(self.mentions, at, key=_START) - 1
        if index < 0 or self.mentions[index].start < sentence[0]:
            return None
        mention = self.mentions[index]
        between = self.text[mention.end : at]
        if self.text.startswith("唯", at) and between in ("", "“", "‘"):
            return self._located(index, "explicit", "unique")
        if between == "唯一的":
            return self._located(index, "explicit", "unique")
        is_own = (
            mention.rule in ("relative", "nation")
            and kind not in ("rank", "share", "growth", "rate")
            and self.text[mention.start - 1 : mention.start] not in _NOT_OWN
            and _OWN.fullmatch(between) is not None
            and not _IS_RATIO.match(self.text, at)
        )
        return self._located(index, "explicit", "own") if is_own else None

    def bracketed(self, at: int, sentence: Span) -> Located | None:
        """Return the place in front of the parenthesis that the number stands in."""
        opened = _INSIDE.search(self.text, max(sentence[0], at - 18), at)
        index = bisect_left(self.mentions, at, key=_START) - 1
        if opened is None or index < 0 or self.mentions[index].end != opened.start():
            return None
        return self._located(index, "explicit", "bracketed")

    def row(self, at: int, sentence: Span) -> Located | None:
        """Return the place in a row to which 分别 gives the number: 依次是甲区和乙区，分别为3家和2家."""
        floor = self._part(at, sentence[0])
        word = max(map(self.text.rfind, _RESPECTIVELY, repeat(floor), repeat(at)))
        if word < 0:
            return None
        index = bisect_left(self.mentions, word, key=_START) - 1
        if index < 0 or self.mentions[index].start < floor:
            return None
        first = index + 1 - len(coordinated(self.text, self.mentions, index))
        is_base = _NO_ROW.search(self.text, floor, self.mentions[first].start) is not None
        if first == index or is_base or not _ROW_ENDS.fullmatch(self.text, self.mentions[index].end, word):
            first = self._first_counted(index, floor)
        place = first + len(_ITEM.findall(self.text, word, at))
        if first == index or place > index:
            return None
        how: How = "explicit" if word >= clause_start(self.text, at, floor) else "sentence"
        return self._located(place, how, "respective")

    def _first_counted(self, index: int, floor: int) -> int:
        """Return the first of the places up to `index` that each have a number: 甲区增长5%、乙区增长3%."""
        first = index
        while first > index - _MOST and first and self.mentions[first - 1].start >= floor:
            between = self.text[self.mentions[first - 1].end : self.mentions[first].start]
            if not _COUNTED_ITEM.fullmatch(between):
                break
            first -= 1
        return first

    def subject(self, at: int, sentence: Span, kind: Kind | None) -> Located | None:
        """Return the subject of the clause, or the one that the sentence carries on."""
        last = bisect_left(self.mentions, at, key=_START)
        first = max(bisect_left(self.mentions, sentence[0], key=_START), last - _MOST)
        heads = [
            (index, located)
            for index in range(first, last)
            if (located := self._head(index, at, sentence[0], kind))
        ]
        if not heads:
            return None
        clause = clause_start(self.text, at, sentence[0])
        index, located = heads[-1]
        how: How = "explicit" if self.mentions[index].start >= clause else "sentence"
        if how == "sentence" and is_set(self.text, clause):
            return None
        if (respective := self._respective(index, at)) is not None:
            return self._located(respective, how, "respective")
        if how == "explicit":
            return Located(located.place, how, "subject")
        semicolon = self._part(at, sentence[0])
        if self.mentions[index].start < semicolon:
            whole = (found for index, found in heads if not self._is_part(index, sentence[0]))
            found = next(whole, None)
            return found and Located(found.place, how, "carried")
        return Located(located.place, how, "carried")

    def _part(self, at: int, floor: int) -> int:
        """Return where the part of a sentence between two semicolons begins, or what of it is near."""
        floor = max(floor, at - _FARTHEST)
        return max(floor, self.text.rfind("；", floor, at) + 1, self.text.rfind(";", floor, at) + 1)

    def _is_part(self, index: int, floor: int) -> bool:
        """Tell whether a place stands in a list behind 其中, which a semicolon ends."""
        start = self.mentions[index].start
        return self.text.rfind("其中", self._part(start, floor), start) >= 0

    def _respective(self, index: int, at: int) -> int | None:
        """Return the mention in a row to which 分别 gives the number at `at`; None without 分别."""
        row = coordinated(self.text, self.mentions, index)
        word = self.text.rfind("分别", row[-1].end, at)
        if word < self._part(at, row[-1].end) or len(row) < 2:
            return None
        place = len(_ITEM.findall(self.text, word, at))
        if place >= len(row):
            return None
        return self.mentions.index(row[place], max(index - len(row), 0))

    def owner(self, at: int, sentence: Span, paragraph: Span) -> Located | None:
        """Return the enterprise that the sentence calls 企业 or 该公司: the last subject of the paragraph."""
        last = bisect_left(self.mentions, sentence[0], key=_START)
        first = max(bisect_left(self.mentions, paragraph[0], key=_START), last - _MOST)
        if first == last or not speaks_of_owner(self.text, max(sentence[0], at - _FARTHEST), at):
            return None
        for index in reversed(range(first, last)):
            located = self._head(index, self.mentions[index].end, paragraph[0], None)
            if located is not None:
                is_owner = located.place.level == "organisation" and is_enterprise(located.place.name)
                return Located(located.place, "paragraph", "owner") if is_owner else None
        return None

    def opening(self, sentence: Span, paragraph: Span) -> Located | None:
        """Return the place or enterprise that the paragraph opens with, while no other has followed."""
        if (sentence, paragraph) not in self._openings:
            self._openings[sentence, paragraph] = self._opening(sentence, paragraph)
        return self._openings[sentence, paragraph]

    def _opening(self, sentence: Span, paragraph: Span) -> Located | None:
        last = bisect_left(self.mentions, sentence[0], key=_START)
        first = bisect_left(self.mentions, paragraph[0], key=_START)
        heads = [
            (index, located.place)
            for index in (*range(first, min(first + 3, last)), *range(max(first + 3, last - 12), last))
            if (located := self._head(index, self.mentions[index].end, paragraph[0], None))
        ]
        if not heads or any(place != heads[0][1] for _, place in heads):
            return None
        index, place = heads[0]
        start = self.mentions[index].start
        opens = self.mentions[index].place and not _FINAL.search(self.text, paragraph[0], start)
        is_institution = place.level == "organisation" and not is_enterprise(place.name)
        if not opens or is_institution or self._is_wider(place):
            return None
        return Located(place, "paragraph", "paragraph")

    def _head(self, index: int, at: int, floor: int, kind: Kind | None) -> Located | None:
        """Return the place of a mention that is a subject; None of any other."""
        mention = self.mentions[index]
        if not self._is_subject(index, floor) or is_example(self.text, mention, at):
            return None
        if mention.rule == "facility" and not self._is_inside(mention.place):
            return None
        located = self._located(self._innermost(index), "explicit", "subject")
        if located is None:
            return None
        if kind == "rank" and is_field(self.text, mention, at):
            return None
        if self._is_wider(located.place) and (is_organ(self.text, mention) or is_title(self.text, mention)):
            return None
        return located

    def _is_subject(self, index: int, floor: int) -> bool:
        known = self._subjects.get((index, floor))
        if known is None:
            known = self._subjects[index, floor] = is_subject(self.text, self.mentions[index], floor)
        return known

    def _innermost(self, index: int) -> int:
        """Return the place in which a park lies that is named after two: 合肥高新区某县产业园."""
        here, *rest = self.mentions[index : index + 2]
        if not rest or here.place is None or here.place.level != "zone" or rest[0].start != here.end:
            return index
        return index + 1 if rest[0].place and rest[0].place.level in ("city", "district") else index

    def _located(self, index: int, how: How, rule: str) -> Located | None:
        mention = self.mentions[index]
        place = mention.place or relative_place(
            mention.text, self.article.place, self.home, self.mentions[max(index - 6, 0) : index]
        )
        return Located(place, how, rule) if place else None

    def _is_inside(self, place: Place | None) -> bool:
        """Tell whether a place lies in the one that the article is about, as far as that is known."""
        own = self.article.place
        is_known = own.level not in ("world", "nation")
        return place is not None and is_known and gazetteer().is_within(place, own)

    def _is_wider(self, place: Place) -> bool:
        """Tell whether the article's place lies in `place` and is not it."""
        own = self.article.place
        return place != own and place.level != "organisation" and gazetteer().is_within(own, place)
