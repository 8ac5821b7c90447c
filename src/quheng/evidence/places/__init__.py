"""Places: the gazetteer, the places that a text names, and whom each number speaks of."""

from quheng.evidence.places.article import article_place
from quheng.evidence.places.assignment import assign_place
from quheng.evidence.places.finding import find_places
from quheng.evidence.places.gazetteer import NATION, WORLD, Gazetteer, Place, gazetteer
from quheng.evidence.places.located import Located
from quheng.evidence.places.mention import Mention
from quheng.evidence.places.place_reader import PlaceReader, Span
from quheng.evidence.places.relative import relative_place
from quheng.evidence.places.standing import coordinated

__all__ = [
    "NATION",
    "WORLD",
    "Gazetteer",
    "Located",
    "Mention",
    "Place",
    "PlaceReader",
    "Span",
    "article_place",
    "assign_place",
    "coordinated",
    "find_places",
    "gazetteer",
    "relative_place",
]
