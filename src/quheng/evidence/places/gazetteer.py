"""The places of China by code and by name, from the tables under library/places."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from quheng.evidence.places.names import full_names, township_names
from quheng.library import library_file
from quheng.observations.place import level_of

Level = Literal["world", "nation", "province", "city", "district", "township", "zone", "organisation"]


@dataclass(frozen=True, slots=True)
class Place:
    """Whom a text may speak of.

    Parameters
    ----------
    code
        The code (GB/T 2260) of a province, city or district, the statistical code of a development zone; of a
        township the code of its district. None where there is none.
    name
        The name in full.
    level
        What it is.
    parent
        The code of the place above: of a township its district, of an organisation its seat; empty where
        there is none, or none is known.
    valid_from, valid_to
        The years between which the code went with the name; None where open or not known.
    kind
        Of a development zone what it is in its city: 高新区, 经开区, ...
    """

    code: str | None
    name: str
    level: Level
    parent: str = ""
    valid_from: int | None = None
    valid_to: int | None = None
    kind: str = ""

    def is_valid_in(self, year: int) -> bool:
        """Tell whether the code went with the name in `year`, the years of change included."""
        return (self.valid_from or year) <= year <= (self.valid_to or year)


WORLD = Place(None, "全球", "world")
NATION = Place(None, "全国", "nation")


@dataclass(frozen=True)
class Gazetteer:
    """The table of places, the zones, and how both are found.

    Parameters
    ----------
    by_code
        Code → the place in force, or the last one that had the code.
    by_name
        Each form of a full name → the places that bear it, those in force first.
    by_kind
        (Code of the city, kind) → the development zone of that kind.
    """

    by_code: Mapping[str, Place]
    by_name: Mapping[str, tuple[Place, ...]]
    by_kind: Mapping[tuple[str, str], Place] = field(default_factory=dict)

    def above(self, place: Place) -> Iterator[Place]:
        """Yield the places above, the nearest first; the nation is not among them."""
        code = place.parent
        while code:
            place = self.by_code[code]
            yield place
            code = place.parent

    def line(self, place: Place) -> Iterator[Place]:
        """Yield the place, then those above."""
        yield place
        yield from self.above(place)

    def is_within(self, inner: Place, outer: Place) -> bool:
        """Tell whether `inner` lies in `outer`, or is it; all but the world lies in the nation."""
        if outer.level == "world":
            return True
        if outer.level == "nation":
            return inner.level != "world"
        by_code = outer.code is not None and outer.level not in ("township", "organisation")
        return any(place.code == outer.code and (by_code or place == outer) for place in self.line(inner))

    def home(self, code: str | None) -> Place | None:
        """Return the place of a document; None where `code` is None or in no table."""
        if code in ("000000", "100000"):
            return NATION
        return self.by_code.get(code or "")


@cache
def gazetteer() -> Gazetteer:
    """Read the tables of places and zones; once."""
    places = [
        Place(
            code=row["code"],
            name=row["name"],
            level=level_of(row["code"]) or "district",
            parent=row["parent"],
            valid_from=_year(row["valid_from"]),
            valid_to=_year(row["valid_to"]),
        )
        for row in _rows("places.csv")
    ]
    places.sort(key=lambda place: (place.valid_to is not None, place.code or ""))
    zones = [
        (
            Place(row["code"] or None, row["name"], "zone", row["parent"], kind=row["kind"]),
            row["aliases"].split(),
        )
        for row in _rows("zones.csv")
    ]
    by_code = {place.code: place for place in reversed(places) if place.code}
    by_code |= {zone.code: zone for zone, _ in zones if zone.code}
    by_name: dict[str, tuple[Place, ...]] = {}
    for place in places:
        for name in full_names(place.name):
            by_name[name] = (*by_name.get(name, ()), place)
    for zone, aliases in zones:
        for name in (zone.name, *aliases):
            by_name[name] = (*by_name.get(name, ()), zone)
    by_kind = {(zone.parent, zone.kind): zone for zone, _ in zones if zone.kind}
    return Gazetteer(by_code, by_name, by_kind)


@cache
def townships() -> Mapping[str, tuple[Place, ...]]:
    """Read the townships and streets by each form of their name; once, when a text may name one."""
    by_name: dict[str, tuple[Place, ...]] = {}
    for row in _rows("townships.csv"):
        district = row["district"]
        for name in row["names"].split():
            place = Place(district, name, "township", district)
            for form in township_names(name):
                by_name[form] = (*by_name.get(form, ()), place)
    return by_name


def _rows(name: str) -> list[dict[str, str]]:
    with library_file("places", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _year(text: str) -> int | None:
    return int(text) if text else None
