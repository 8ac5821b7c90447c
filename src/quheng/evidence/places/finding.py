"""Find the places that a text names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from quheng.evidence.places import guards
from quheng.evidence.places.gazetteer import Gazetteer, Place, gazetteer, townships
from quheng.evidence.places.mention import Mention
from quheng.evidence.places.names import short_name
from quheng.evidence.places.organisations import (
    introduced_enterprises,
    organisation_at,
    organisation_meant,
)
from quheng.evidence.places.vocabulary import (
    DEVELOPMENT_ZONES,
    SUFFICIENT_KINDS,
    TOWNSHIP_WORDS,
    ZONE_KINDS,
    Word,
    automaton,
    automaton_of,
    short_names,
)
from quheng.evidence.places.words import word_lists

LONGEST_TOWNSHIP = 12
FARTHEST_CITY = 8


def find_places(text: str, home: str | None = None) -> tuple[Mention, ...]:
    """Find the places and organisations that `text` names, in order and without overlap.

    The longest name counts, and a chain such as 河南省郑州市金水区 is one mention. A name that several places
    bear is decided, in this order, by the name before it, by the city of `home`, by the cities named in the
    text, by the province of `home`, by the provinces named. A short name (金水, 中牟) needs a text that gives
    the full one, or a home there, or the head of a clause; a township needs its district the same way. Names
    that have ended are read too: see `Place.is_valid_in`.

    Parameters
    ----------
    text
        One article or document: what it names elsewhere decides what its short names mean.
    home
        The code of the place that issued it, as far as known.
    """
    words = [(end - len(word.text) + 1, word) for end, word in automaton().iter_long(text)]
    if names := introduced_enterprises(text):
        named = automaton_of(Word(name, "enterprise") for name in names)
        words += [(end - len(word.text) + 1, word) for end, word in named.iter_long(text)]
        words.sort(key=lambda found: (found[0], -len(found[1].text)))
    finder = _Finder(text, gazetteer(), gazetteer().home(home))
    finder.note_full_names(words)
    for start, word in words:
        finder.read(start, word)
    return tuple(finder.mentions)


@dataclass
class _Finder:
    """What is known of a text while its words are read from left to right."""

    text: str
    known: Gazetteer
    home: Place | None
    mentions: list[Mention] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    named: set[Place] = field(default_factory=set)

    def __post_init__(self) -> None:
        line = self.known.line(self.home) if self.home else ()
        self.home_codes = [place.code for place in line if place.code]

    def note_full_names(self, words: Sequence[tuple[int, Word]]) -> None:
        """Remember the places that are named without doubt, and those above them."""
        for _, word in words:
            is_city = word.tag == "short" and word.places[0].level != "district"
            is_plain = is_city and word.text not in word_lists()["ordinary"]
            if is_plain or (word.tag == "full" and len(word.places) == 1):
                self.codes |= {place.code for place in self.known.line(word.places[0]) if place.code}
        named = self.codes | set(self.home_codes)
        for _, word in words:
            if word.tag == "full" and len(word.places) > 1:
                within = [place.code for place in word.places if place.parent in named]
                self.codes |= {code for code in within[:1] if code}

    def read(self, start: int, word: Word) -> None:
        """Add what the word names, if it names a place here."""
        end = start + len(word.text)
        if self.mentions and start < self.mentions[-1].end:
            return
        match word.tag:
            case "full":
                self._read_full(start, end, word)
            case "short" if not self._ends_township(start, end):
                self._read_short(start, end, word.places)
            case "nation":
                self._add(start, end, word.places[0], "nation")
            case "relative" if not guards.is_inside_a_word(self.text, start, end):
                self._add(start, end, None, "relative")
            case "zone":
                self._read_zone(start, end, ZONE_KINDS[word.text])
            case "township":
                self._read_township(start, end, TOWNSHIP_WORDS[word.text])
            case "enterprise":
                place = Place(None, word.text, "organisation")
                self._add(start, end, place, "organisation")
            case "organisation":
                self._read_organisation(start, end)

    def _read_full(self, start: int, end: int, word: Word) -> None:
        if guards.runs_on(self.text, end):
            if places := short_names().get(word.text[:-1]):
                self._read_short(start, end - 1, places)
            return
        before = self._before(start)
        below = self._below(before, word.places)
        if below:
            self._extend(end, below)
        elif self._stands_alone(start, word):
            self._choose(start, end, word.places, "full")

    def _stands_alone(self, start: int, word: Word) -> bool:
        """Tell whether a full name needs no city before it; 新城区 and 兴县 may be other words."""
        if word.text in word_lists()["generic"]:
            return any(place in self.named or place.code in self.home_codes for place in word.places)
        if len(word.text) > 2:
            return True
        stands_apart = guards.may_begin(self.text, start) or self._before(start) is not None
        return stands_apart or any(place.code in self.home_codes for place in word.places)

    def _read_short(self, start: int, end: int, places: tuple[Place, ...]) -> None:
        if guards.is_street(self.text, end) or guards.is_personal_name(self.text, start):
            return
        if below := self._below(self._before(start), places):
            self._extend(end, below)
        elif meant := self._meant_by_short(start, end, places):
            self._choose(start, end, meant, "facility" if guards.is_facility(self.text, end) else "short")

    def _meant_by_short(self, start: int, end: int, places: tuple[Place, ...]) -> tuple[Place, ...]:
        """Return the places that a short name may mean where it stands, none where it may be another word."""
        at_head = self._is_at_head(start)
        about = tuple(place for place in places if place.code in self.codes or place.code in self.home_codes)
        if self.text[start:end] in word_lists()["ordinary"]:
            return about[:1] if at_head else ()
        if places[0].level != "district":
            return places[:1]
        near = tuple(place for place in places if self._is_near_home(place))
        counties = tuple(place for place in near or places if not place.name.endswith("区"))
        return about[:1] or (near and counties) or (at_head and (near or counties)) or ()

    def _is_at_head(self, start: int) -> bool:
        return start == 0 or not guards.is_han(self.text[start - 1])

    def _read_zone(self, start: int, end: int, kind: str) -> None:
        if self._read_free_trade_zone(start, end, kind) or self._counts_zones(start):
            return
        at = start - 2 if self.text[start - 2 : start] == "国家" else start
        last = self.mentions[-1] if self.mentions else None
        if last and last.place and last.place.level in ("province", "city", "district"):
            stem = self.text[last.end : at]
            if not stem or (kind in DEVELOPMENT_ZONES and guards.may_name_zone(stem)):
                zone = self._zone(last.place, kind, stem)
                self.mentions[-1] = Mention(last.start, end, self.text[last.start : end], zone, "zone")
                return
        if kind in SUFFICIENT_KINDS and guards.may_begin(self.text, start) and (city := self._city()):
            self._add(start, end, self._zone(city, kind), "zone")

    def _read_free_trade_zone(self, start: int, end: int, kind: str) -> bool:
        """Read 中国(某省)自由贸易试验区 as one name; tell whether it was one."""
        if len(self.mentions) < 2 or kind != "自贸试验区":
            return False
        nation, seat = self.mentions[-2:]
        marks = self.text[nation.end : seat.start] + self.text[seat.end : start]
        if marks not in ("（）", "()") or seat.place is None:
            return False
        self._taken_from(nation.start)
        self._add(nation.start, end, self._zone(seat.place, kind), "zone")
        return True

    def _counts_zones(self, start: int) -> bool:
        """Tell whether 全市高新区 and the like stand here, which are several."""
        last = self.mentions[-1] if self.mentions else None
        return last is not None and last.end == start and last.text[0] == "全"

    def _zone(self, seat: Place, kind: str, stem: str = "") -> Place:
        """Return the zone of that kind, from the table or as the text names it."""
        code = seat.code or ""
        listed = self.known.by_kind.get((code, kind)) if not stem else None
        return listed or Place(
            None, (short_name(seat.name) or seat.name) + stem + kind, "zone", code, kind=kind
        )

    def _city(self) -> Place | None:
        """Return the city of the document, otherwise the one named last."""
        named = (mention.place for mention in islice(reversed(self.mentions), FARTHEST_CITY))
        for place in filter(None, (self.home, *named)):
            line = list(self.known.line(place))
            cities = [above for above in line if above.level == "city"] or [
                above for above in line[-1:] if above.level == "province" and above.name.endswith("市")
            ]
            if cities:
                return cities[0]
        return None

    def _read_township(self, start: int, end: int, last: str) -> bool:
        """Read the township whose last word stands at `start`; tell whether there is one."""
        if self.text.startswith(("街道", "办事处"), end) or guards.is_urban(self.text, end):
            return False
        table = townships()
        run = guards.han_before(self.text, start, max(start - LONGEST_TOWNSHIP, 0))
        for at in range(start - len(run), start):
            places = table.get(self.text[at:start] + last)
            if places and self._take_township(at, end, places):
                return True
        return self._take_unlisted_township(start, end, last)

    def _take_township(self, start: int, end: int, places: tuple[Place, ...]) -> bool:
        inner = self._taken_from(start)
        before = self._before(start)
        fits = not inner or inner[-1].start >= start
        if fits and (below := self._below(before, places)):
            self._extend(end, below)
            return True
        is_elsewhere = before and before.place and before.place.level in ("city", "district", "zone")
        if fits and not is_elsewhere and (meant := self._meant_by_township(start, places)):
            self._choose(start, end, meant, "township")
            return True
        self.mentions.extend(reversed(inner))
        return False

    def _meant_by_township(self, start: int, places: tuple[Place, ...]) -> tuple[Place, ...]:
        """Return the townships of a name near the home or in a district named; any, only without a home."""
        inmost = tuple(place for place in places if place.code in self.codes or place.code in self.home_codes)
        near = inmost or tuple(place for place in places if self._is_near_home(place))
        if near or self.home_codes:
            return near
        is_plain = len(places) == 1 and len(places[0].name) > 4
        return places if is_plain or self._is_at_head(start) else ()

    def _take_unlisted_township(self, start: int, end: int, last: str) -> bool:
        """Take what stands between a district and 街道, 镇 or 乡 for a township that the table lacks."""
        inner = self._taken_from(start - 1) if start else []
        before = self.mentions[-1] if self.mentions else None
        if before and before.place and before.place.level in ("district", "zone"):
            stem = self.text[before.end : start]
            if guards.may_name_township(stem):
                district = before.place.code or before.place.parent
                place = Place(before.place.code, stem + last, "township", district)
                span = self.text[before.start : end]
                self.mentions[-1] = Mention(before.start, end, span, place, "unlisted-township")
                return True
        self.mentions.extend(reversed(inner))
        return False

    def _ends_township(self, start: int, end: int) -> bool:
        """Read a township whose last word a short name has swallowed, as 宁乡 does in 永宁乡."""
        if start == 0 or not guards.is_han(self.text[start - 1]):
            return False
        if self.text[end - 1] in TOWNSHIP_WORDS:
            return self._read_township(end - 1, end, self.text[end - 1])
        return self.text.startswith("街道", end - 1) and self._read_township(end - 1, end + 1, "街道")

    def _read_organisation(self, start: int, end: int) -> None:
        if meant := organisation_meant(self.text, start, end, self.mentions):
            self._add(start, end, meant.place, "organisation")
            return
        found = organisation_at(self.text, start, end, self.mentions)
        if found is None:
            return
        seat = next(
            (mention for mention in self.mentions[-4:] if mention.start == found and mention.place), None
        )
        self._taken_from(found)
        place = Place(None, self.text[found:end], "organisation", self._seat(seat))
        self._add(found, end, place, "organisation")

    @staticmethod
    def _seat(mention: Mention | None) -> str:
        if mention is None or mention.place is None:
            return ""
        return mention.place.code or mention.place.parent

    def _before(self, start: int) -> Mention | None:
        """Return the mention that ends where `start` is."""
        last = self.mentions[-1] if self.mentions else None
        return last if last and last.end == start and last.place else None

    def _below(self, before: Mention | None, places: Iterable[Place]) -> tuple[Place, ...]:
        """Return those of `places` that lie in the place named just before, or in one of its name."""
        if (
            before is None
            or before.place is None
            or before.place.level in ("organisation", "nation", "world")
        ):
            return ()
        for outer in (before.place, *before.alternatives):
            within = tuple(place for place in places if place != outer and self.known.is_within(place, outer))
            if within:
                return within
        return ()

    def _extend(self, end: int, places: tuple[Place, ...]) -> None:
        """Make the last mention the longer chain."""
        self._choose(self.mentions.pop().start, end, places, "chain")

    def _taken_from(self, start: int) -> list[Mention]:
        """Take back the mentions inside what may turn out a longer name, the last one first."""
        taken = []
        while self.mentions and self.mentions[-1].end > start:
            taken.append(self.mentions.pop())
        return taken

    def _choose(self, start: int, end: int, places: tuple[Place, ...], rule: str) -> None:
        """Add the place that the home and the rest of the text choose among those of one name."""
        chosen, *rest = self._narrowed(tuple(place for place in places if place in self.named) or places)
        self.named.add(chosen)
        self._add(start, end, chosen, "ambiguous" if rest else rule, tuple(rest))

    def _narrowed(self, places: tuple[Place, ...]) -> tuple[Place, ...]:
        """Keep the places in the narrowest circle, round the home and round the text, that holds any."""
        if len(places) == 1:
            return places
        cities = {code for code in self.codes if not code.endswith("0000")}
        circles = (self.home_codes[:1], self.home_codes[:-1], cities, self.home_codes[-1:], self.codes)
        lines = [{outer.code for outer in self.known.line(place)} for place in places]
        for circle in circles:
            inside = tuple(place for place, line in zip(places, lines, strict=True) if line & set(circle))
            if inside:
                return self._in_force(inside)
        return self._in_force(places)

    @staticmethod
    def _in_force(places: tuple[Place, ...]) -> tuple[Place, ...]:
        return tuple(place for place in places if place.valid_to is None) or places

    def _is_near_home(self, place: Place) -> bool:
        """Tell whether the place lies in the city of the document, or in its province where that has none."""
        if not self.home_codes:
            return False
        city = self.home_codes[-2] if len(self.home_codes) > 1 else self.home_codes[0]
        return any(above.code == city for above in self.known.line(place))

    def _add(
        self, start: int, end: int, place: Place | None, rule: str, alternatives: tuple[Place, ...] = ()
    ) -> None:
        self.mentions.append(Mention(start, end, self.text[start:end], place, rule, alternatives))
