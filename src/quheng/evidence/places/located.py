"""A place with how it was found."""

from __future__ import annotations

from dataclasses import dataclass

from quheng.evidence.claim import ClaimPlace, How
from quheng.evidence.places.gazetteer import Place

UNKNOWN = Place(None, "", "nation")
"""Where neither the text nor the document's home says whom the numbers speak of."""


@dataclass(frozen=True, slots=True)
class Located:
    """A place with how it was found.

    Parameters
    ----------
    place
        The place, or the organisation.
    how, rule
        Where it was found, and the rule that found it.
    """

    place: Place
    how: How
    rule: str

    @property
    def claim_place(self) -> ClaimPlace:
        """The place as a claim carries it."""
        return ClaimPlace(self.place.code, self.place.name, self.place.level, self.how)
