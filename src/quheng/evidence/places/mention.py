"""A place named in a text."""

from __future__ import annotations

from dataclasses import dataclass

from quheng.evidence.places.gazetteer import Place


@dataclass(frozen=True, slots=True)
class Mention:
    """A place, or an organisation, named in a text.

    Parameters
    ----------
    start, end, text
        Where, and the words.
    place
        Whom they name; None for a word such as 全市 or 该县, which `relative_place` resolves in its article.
    rule
        How it was recognised: full, short, chain, zone, township, unlisted-township, organisation, relative,
        nation, facility (宁波港 names the port, the place being where it lies), or ambiguous.
    alternatives
        The other places that bear the name, where nothing in the text chose between them.
    """

    start: int
    end: int
    text: str
    place: Place | None
    rule: str
    alternatives: tuple[Place, ...] = ()
