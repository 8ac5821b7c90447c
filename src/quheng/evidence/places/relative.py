"""Whom 全市, 我省, 本县 and 该乡 mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quheng.evidence.places.gazetteer import Place, gazetteer
from quheng.evidence.places.mention import Mention


def relative_place(
    word: str, article: Place, home: Place | None = None, before: Sequence[Mention] = ()
) -> Place | None:
    """Return the place that a word such as 全市 means; None where none of its level is known.

    全 and 本 look from the place of the article upwards, and if that fails from the home of the document; 我
    speaks for the home first; 该 points back to the place of its level named last. 全区 is also the
    development zone of the article, or an autonomous region.

    Parameters
    ----------
    word
        全, 我, 本 or 该 with the word of a level.
    article
        The place of the article.
    home
        The place that issued the document.
    before
        The mentions before the word, in order.
    """
    starts = {
        "我": [home, article],
        "该": [*(mention.place for mention in reversed(before[-6:])), article, home],
    }.get(word[0], [article, home])
    return next(_of_level(word[1:], (start for start in starts if start)), None)


def _of_level(level: str, starts: Iterable[Place]) -> Iterator[Place]:
    for start in starts:
        for place in gazetteer().line(start):
            is_zone = place.level == "zone" and level == "区"
            if place.level != "organisation" and (is_zone or place.name.endswith(level)):
                yield place
