"""The places that the labels of a table name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from quheng.evidence.claim import ClaimPlace, How
from quheng.evidence.places import Mention, find_places, gazetteer
from quheng.evidence.places.gazetteer import Place
from quheng.evidence.places.located import UNKNOWN, Located
from quheng.evidence.places.relative import relative_place

LEVELS = ("world", "nation", "province", "city", "district", "zone", "township", "organisation")
"""From the widest to the narrowest."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """The place at the beginning of a label.

    Parameters
    ----------
    place
        The place.
    rule
        How it was recognised.
    rest
        What the label says besides; empty where it names the place and nothing else.
    alternatives
        Other places of the name, where nothing decides.
    """

    place: Place
    rule: str
    rest: str
    alternatives: tuple[Place, ...] = ()


class PlaceNames:
    """The places of a table's labels, looked up together, since they decide what their short names mean.

    Parameters
    ----------
    titles
        The lines above the table: a place in them is that of the table, and decides between namesakes.
    home
        The code of the place that issued the table.
    """

    def __init__(self, titles: Iterable[str], home: str | None) -> None:
        self._titles = tuple(titles)
        self._home = home
        self._found: dict[str, NamedPlace | None] = {}
        self.default = self._default()

    def learn(self, labels: Iterable[str]) -> None:
        """Look up the labels that are not known yet."""
        new = [label for label in dict.fromkeys(labels) if label and label not in self._found]
        if not new:
            return
        starts, text = [], "".join(f"{title}\n" for title in self._titles)
        for label in new:
            starts.append(len(text))
            text += f"{label}\n"
        self._found |= dict.fromkeys(new)
        for mention in find_places(text, self._home):
            number = bisect_right(starts, mention.start) - 1
            if number >= 0 and mention.start == starts[number]:
                self._found[new[number]] = self._named(mention, new[number])

    def at_head(self, label: str) -> NamedPlace | None:
        """Return the place with which a label begins; None where it begins with none."""
        if label not in self._found:
            self.learn([label])
        return self._found[label]

    def _named(self, mention: Mention, label: str) -> NamedPlace | None:
        place = mention.place or relative_place(
            mention.text, self.default.place, gazetteer().home(self._home)
        )
        if place is None or place.level == "organisation":
            return None
        rest = label[mention.end - mention.start :].strip("()： :的")
        return NamedPlace(place, f"place.{mention.rule}", rest, mention.alternatives)

    def _default(self) -> Located:
        """Return the place of the title, else the home of the document."""
        for title in self._titles:
            for mention in find_places(title, self._home):
                if mention.place and mention.place.level != "organisation":
                    return Located(mention.place, "paragraph", "title")
        home = gazetteer().home(self._home)
        if home is None:
            return Located(UNKNOWN, "unresolved", "none")
        return Located(home, "default", "home")


def by_code(code: str) -> NamedPlace | None:
    """Return the place of a code (GB/T 2260), of six digits or with zeros behind; None for another text."""
    digits = code.strip()
    digits = digits.removesuffix("000000") if len(digits) == len("000000000000") else digits
    place = gazetteer().home(digits) if len(digits) == len("000000") and digits.isdigit() else None
    return NamedPlace(place, "place.code", "") if place else None


def claim_place(place: Place, how: How) -> ClaimPlace:
    """Return a place as claims carry it."""
    return ClaimPlace(place.code, place.name, place.level, how)


def narrower(one: Place | None, other: Place | None) -> Place | None:
    """Return the narrower of two places; the first where they are of one level."""
    if one is None or other is None:
        return one or other
    return other if LEVELS.index(other.level) > LEVELS.index(one.level) else one
