"""What a document or a section speaks of where a sentence names no time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from quheng.evidence.articles import Article
from quheng.evidence.periods.documents import is_report, of_document
from quheng.evidence.periods.event import is_about_figures
from quheng.evidence.periods.forms import find_forms
from quheng.evidence.periods.frame import Frame, is_period
from quheng.evidence.periods.headings import level_of, of_heading, sections_around
from quheng.evidence.periods.resolve import resolve


def frames(text: str, article: Article, published: date | None) -> list[Frame]:
    """Return the frames of an article, in order; the first holds from its start.

    A bulletin speaks of the time in its title. A report looks back on the year before its delivery, and ahead
    in the sections whose headings say so; a heading with a time opens a frame of its own. In the news a
    section that opens with 今年以来 or 2024年 speaks of it throughout, and the next heading ends that.
    """
    titles = [paragraph for paragraph in article.paragraphs if paragraph.start < article.headline.end]
    is_a_report = is_report(text, article, titles)
    is_news = article.byline.end > article.byline.start
    base = of_document(text, article, titles, published, is_report=is_a_report)
    found = [base]
    if is_news and is_about_figures(base):
        found = [replace(base, is_section=True), replace(base, start=article.body.start)]
    sections = [(-1, base)]
    for paragraph in article.paragraphs[len(titles) if is_news else min(len(titles), 1) :]:
        if paragraph.is_heading:
            level = level_of(text, paragraph.start)
            sections = sections_around(sections, level)
            opened = of_heading(text[paragraph.start : paragraph.end], level, base, is_report=is_a_report)
            if opened is not None:
                sections = [*(section for section in sections if section[0] < level), (level, opened)]
            current = sections[-1][1] if base.is_stated else opened or base
            found.append(replace(current, start=paragraph.start))
    if base.is_stated:
        return found
    return sorted([*found, *_opened(text, article, found)], key=lambda frame: frame.start)


def _opened(text: str, article: Article, found: Sequence[Frame]) -> list[Frame]:
    """Return the frames of the sections that open with a year or with 今年以来."""
    opened: list[Frame] = []
    for above, paragraph in pairwise(article.paragraphs):
        if above.is_heading and not paragraph.is_heading:
            frame = found[bisect_right(found, paragraph.start, key=lambda frame: frame.start) - 1]
            start = max(paragraph.start, article.byline.end)
            form = next(find_forms(text[start : min(paragraph.end, start + 40)]), None)
            if form is None or form.start > 1 or not is_period(form):
                continue
            if not form.names_a_year and not form.is_since:
                continue
            first, last = resolve(form, frame.moment)
            if first is not None and last is not None and (form.is_since or form.months is None):
                opened.append(replace(frame, start=paragraph.start, flow=(first, last), is_section=True))
    return opened
