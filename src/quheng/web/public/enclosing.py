"""Files that come with a form: one place for each material that the public hands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.http import HttpRequest

from quheng.ledger.applicants import Enclosure
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import Material

MARK = "file-"
"""Before the id of a material, so that it meets no name of the form's own."""

MOST = 5
"""How many files one form brings."""

ENDINGS = {"pdf": ".pdf", "jpeg": ".jpg,.jpeg", "png": ".png", "docx": ".docx", "xlsx": ".xlsx"}


@dataclass(frozen=True)
class Place:
    """Where files of a material are put into a form.

    Parameters
    ----------
    name
        Of the input.
    material
        Which.
    endings
        What the browser lets be chosen.
    """

    name: str
    material: Material
    endings: str


def places_for(materials: Iterable[Material]) -> list[Place]:
    """Return a place for each of some materials."""
    return [
        Place(f"{MARK}{one.id}", one, ",".join(ENDINGS[media] for media in one.media)) for one in materials
    ]


def all_places(programme: Programme) -> list[Place]:
    """Return a place for each material that the public may hand in."""
    public = programme.declared.public
    allowed = public.attaches if public else ()
    return places_for(one for one in programme.declared.materials if one.id in allowed)


def enclosed(request: HttpRequest, programme: Programme) -> Iterator[Enclosure]:
    """Yield what came, as far as it may; what is beyond the limit is left out."""
    files = ((place, file) for place in all_places(programme) for file in request.FILES.getlist(place.name))
    for place, file in islice(files, MOST):
        yield Enclosure(place.material.id, file.name or "", file.chunks())
