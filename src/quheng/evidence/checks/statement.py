"""Claims as the checks compare them: each with its subject, where it stands, and the words before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from quheng.evidence.checks.naming import Name, bears_title, name_of, names_only_a_vintage, vintage_of
from quheng.evidence.claim import Claim, Kind
from quheng.evidence.lexicon import known_indicators
from quheng.evidence.lexicon.declaration import Nature

if TYPE_CHECKING:
    from quheng.evidence.reading import Reading

Family = Literal["amount", "new", "forecast", "share", "rank", "rate", "growth"]
"""Kinds that state the same sort of number: a level, a cumulative number and a count are one."""

FAMILIES: dict[Kind, Family] = {
    "level": "amount", "count": "amount", "cumulative": "amount", "new": "new", "forecast": "forecast",
    "share": "share", "rank": "rank", "rate": "rate", "growth": "growth",
}  # fmt: skip

NAMED = frozenset(f"indicator.{rule}" for rule in ("before", "after", "close", "list", "award", "phrase"))
"""Rules by which the words beside a number name it; by the others it takes its name from a number before."""

REACH = 60
"""How many characters before a number its own words stand in."""

PARAGRAPH = re.compile(r"[。！？；：][”’）)]*[ \t　]*\n|\n[^\n。，]{0,40}\n")
"""A line that ends in a final mark, or a short line without one: a heading. Any other break is a column's."""

DIFFERENCE = re.compile(r"[比较与][^，。；]{1,12}?(?:净增|增加|增收|增产|减少|减收|减产|[多少增减高低])了?\Z")
"""Words right before a number that make it a difference, whatever its kind: 较上月多1.1万件."""

BREAKS = re.compile(r"\s+")


class Statement(NamedTuple):
    """A claim with what the checks ask of it again and again.

    Parameters
    ----------
    position
        Its index among the claims of the reading.
    claim
        The claim.
    article, paragraph, sentence
        Where it stands, counted from the beginning of the text.
    headline
        Whether it stands in the headline of its article.
    before
        The words between the number before it in its sentence, or the beginning of that, and the claim.
    code, name
        Its subject: as the claim has them, or those of the number before it whose edition it is (决算数).
    family, vintage
        What sort of number it is, and of which edition.
    """

    position: int
    claim: Claim
    article: int
    paragraph: int
    sentence: int
    headline: bool
    before: str
    code: str | None
    name: Name
    family: Family
    vintage: str

    @property
    def bears_title(self) -> bool:
        """Whether it is named by the title of its indicator, not by a synonym that may mean less."""
        return self.code is not None and bears_title(
            self.name.core, known_indicators().indicators[self.code].title.zh
        )

    @property
    def is_named(self) -> bool:
        """Whether the words beside it name it."""
        return self.claim.rules.get("indicator") in NAMED


def statements(reading: Reading) -> Iterator[Statement]:
    """Yield the claims of a reading in order, each with its subject and its place in the text."""
    text, articles = reading.text, reading.articles
    starts = [article.start for article in articles]
    headlines = [article.start + len(article.headline) for article in articles]
    indicators = known_indicators().indicators
    paragraph = sentence = last_end = 0
    article = -1
    code: str | None = None
    name = Name("", "")
    for position, claim in enumerate(reading.claims):
        gap = text[last_end : claim.start]
        at = bisect_right(starts, claim.start) - 1
        if at != article or PARAGRAPH.search(gap):
            paragraph += 1
            sentence += 1
            fresh = True
        else:
            fresh = "。" in gap or "！" in gap or "？" in gap
            sentence += fresh
        article, last_end = at, claim.end
        before = _last_words(gap)
        if fresh or claim.indicator or not claim.phrase or not names_only_a_vintage(claim.phrase):
            code = claim.indicator if claim.indicator in indicators else None
            title = indicators[code].title.zh if code else ""
            name = name_of(claim.phrase, claim.modifier, claim.place.name, title)
        family = "growth" if DIFFERENCE.search(before) else FAMILIES[claim.kind]
        if code:
            family = _of_nature(family, indicators[code].nature)
        headline = at >= 0 and claim.start < headlines[at]
        where = article, paragraph, sentence, headline
        yield Statement(position, claim, *where, before, code, name, family, vintage_of(before))


def _of_nature(family: Family, nature: Nature) -> Family:
    """Return the family that fits an indicator: a level of a rate is a rate, the new of a flow an amount."""
    if nature == "rate" and family == "amount":
        return "rate"
    return "amount" if nature == "flow" and family == "new" else family


def _last_words(gap: str) -> str:
    """Return the end of the words between two numbers, from the last full stop on, without line breaks."""
    words = gap[-REACH:]
    stop = max(words.rfind("。"), words.rfind("！"), words.rfind("？"))
    return BREAKS.sub("", words[stop + 1 :])
