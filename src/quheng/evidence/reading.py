"""A text, read: its articles, its claims with their spans, the numerals that are none, and what to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from quheng.evidence.checks import Finding, check
from quheng.evidence.claim import Claim, Note, Rejected


@dataclass(frozen=True, slots=True)
class ArticleSpan:
    """One article of a page, as offsets into the untouched text.

    Parameters
    ----------
    start, end
        The whole article, its headlines and byline included.
    headline
        Its headline, empty where it has none.
    place
        The name of the place it is about.
    """

    start: int
    end: int
    headline: str
    place: str


@dataclass(frozen=True)
class Reading:
    """What was read in a text.

    Parameters
    ----------
    text
        The text, untouched: every span is an offset into it.
    published
        The day of publication; None where unknown, and then relative dates stay unresolved.
    home
        The code of the place whose paper or office wrote it; None where unknown.
    articles, claims, rejected, notes
        In the order of the text.
    """

    text: str
    published: date | None
    home: str | None
    articles: tuple[ArticleSpan, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...]
    notes: tuple[Note, ...]

    @cached_property
    def sha256(self) -> str:
        """The digest of the text in UTF-8, which every claim's offsets refer to."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """How the claims bear on each other: conflicts, what is suspicious, and what is worth knowing."""
        return check(self)
