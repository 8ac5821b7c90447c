"""The text as HTML: by article and paragraph, its claims and its other numerals marked in place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from quheng.evidence.reading import ArticleSpan, Reading
from quheng.publish.reading.visible import visible
from quheng.publish.report.markup import Html

BLOCK = 40
"""Paragraphs in a block."""

_LINE_BREAK = re.compile(r"\r?\n")


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    opening: str
    is_claim: bool


def marked_text(reading: Reading) -> Html:
    """Return the text as sections of paragraphs; a claim is a `mark`, a rejected numeral a `span`.

    Control characters, and marks that turn a line, are shown as a replacement character. The
    offsets of claims do not depend on what is shown.
    """
    marks = _marks(reading)
    spans = _sections(reading)
    parts = []
    at = 0
    for number, article in enumerate(spans):
        own = []
        while at < len(marks) and marks[at].start < article.end:
            own.append(marks[at])
            at += 1
        heading = f' aria-label="{escape(visible(article.headline))}"' if article.headline else ""
        body = "".join(_blocks(_paragraphs(reading.text, article.start, article.end, own)))
        parts.append(f'<section class="article" id="article-{number}"{heading}>{body}</section>')
    return Html("".join(parts))


def _blocks(paragraphs: Sequence[str]) -> Iterator[str]:
    """Yield paragraphs in blocks, which the browser leaves out of its work while they are out of sight."""
    for first in range(0, len(paragraphs), BLOCK):
        yield f'<div class="block">{"".join(paragraphs[first : first + BLOCK])}</div>'


def article_numbers(reading: Reading) -> list[int]:
    """Return, for each claim, the number of the section that it stands in."""
    starts = [section.start for section in _sections(reading)]
    return [bisect_right(starts, claim.start) - 1 for claim in reading.claims]


def _sections(reading: Reading) -> Sequence[ArticleSpan]:
    """Return spans that cover the whole text: the articles, each from the end of the one before it."""
    articles = sorted(reading.articles, key=lambda article: article.start)
    if not articles:
        return [ArticleSpan(0, len(reading.text), "", "")]
    starts = [0, *(article.start for article in articles[1:])]
    ends = [*starts[1:], len(reading.text)]
    return [
        ArticleSpan(start, end, article.headline, article.place)
        for start, end, article in zip(starts, ends, articles, strict=True)
    ]


def _marks(reading: Reading) -> list[_Mark]:
    """Return what is marked, in the order of the text; of two marks that overlap the claim is kept."""
    claims = [
        _Mark(
            claim.start, claim.end, f'<mark id="c{at}" data-c="{at}" class="k-{claim.kind}">', is_claim=True
        )
        for at, claim in enumerate(reading.claims)
    ]
    rejected = [
        _Mark(one.start, one.end, f'<span class="no" data-n="{at}">', is_claim=False)
        for at, one in enumerate(reading.rejected)
    ]
    kept: list[_Mark] = []
    for mark in sorted([*claims, *rejected], key=lambda mark: (mark.start, not mark.is_claim)):
        if kept and mark.start < kept[-1].end:
            if mark.is_claim and not kept[-1].is_claim:
                kept[-1] = mark
            continue
        kept.append(mark)
    return kept


def _paragraphs(text: str, start: int, end: int, marks: Sequence[_Mark]) -> list[str]:
    """Return one `<p>` a line that is not blank; a line break inside a mark ends no paragraph."""
    breaks = [
        (match.start(), match.end())
        for match in _LINE_BREAK.finditer(text, start, end)
        if not any(mark.start <= match.start() < mark.end for mark in _near(marks, match.start()))
    ]
    edges = [start, *(edge for pair in breaks for edge in pair), end]
    found, at = [], 0
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        own = []
        while at < len(marks) and marks[at].start < last:
            own.append(marks[at])
            at += 1
        if text[first:last].strip():
            found.append(f"<p>{_line(text, first, last, own)}</p>")
    return found


def _near(marks: Sequence[_Mark], offset: int) -> Sequence[_Mark]:
    """Return the mark that may hold an offset: the last that begins before it."""
    at = bisect_right(marks, offset, key=lambda mark: mark.start)
    return marks[at - 1 : at] if at else ()


def _line(text: str, first: int, last: int, marks: Sequence[_Mark]) -> str:
    pieces, at = [], first
    for mark in marks:
        closing = "</mark>" if mark.is_claim else "</span>"
        pieces.append(escape(visible(text[at : mark.start])))
        pieces.append(f"{mark.opening}{escape(visible(text[mark.start : mark.end]))}{closing}")
        at = mark.end
    pieces.append(escape(visible(text[at:last])))
    return "".join(pieces)
