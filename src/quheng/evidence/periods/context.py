"""The times of a text in their context: the year said before, the sentence and the clause around."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quheng.evidence.articles import Article, Layout, Paragraph
from quheng.evidence.periods.expressions import TimeExpression, TimeKind
from quheng.evidence.periods.forms import Form, find_forms
from quheng.evidence.periods.frame import Frame
from quheng.evidence.periods.reach import AHEAD, SIGHT, Bounds, reach
from quheng.evidence.periods.resolve import Interval, resolve

TITLE = re.compile(r"《[^《》\n]{1,80}》|[〔\[［][0-9]{4}[〕\]］]")
"""The title of a work and the year of a document's number: their years belong to the name."""

PARENTHESIS = re.compile(r"[（(][^（）()\n]{0,80}[)）]")

LABEL = re.compile(r"[0-9]{4}")
"""A bare year in a parenthesis labels what stands before it: 评价(2024)."""


@dataclass(slots=True)
class Context:
    """What the text has said about time so far.

    Parameters
    ----------
    article, paragraph, turn
        Where the article, the paragraph and the sentence at hand begin.
    year
        The last year that the sentence named.
    topic
        The year with which the paragraph opened.
    is_within_total
        Whether the paragraph stands under a running total from January.
    event
        The last day that the article told of, which 当天 means.
    total
        The last part of a year that the paragraph spoke of, which 去年同期 means.
    """

    article: int = -1
    paragraph: int = -1
    turn: int = -1
    year: int | None = None
    topic: int | None = None
    is_within_total: bool = False
    event: Interval | None = None
    total: tuple[int, int] | None = None

    def enter(self, article: Article, paragraph: Paragraph, turn: int) -> None:
        """Forget what another article, paragraph or sentence has said."""
        if article.start != self.article:
            self.article, self.event = article.start, None
        if paragraph.start != self.paragraph:
            self.paragraph, self.topic, self.is_within_total = paragraph.start, None, False
            self.total = None
        if turn != self.turn:
            self.turn, self.year = turn, None

    def note(self, form: Form, expression: TimeExpression, opens_paragraph: bool) -> None:
        """Remember what a time says about those after it."""
        if expression.excluded or expression.last is None:
            return
        if form.names_a_year:
            self.year = expression.last.year
            self.topic = self.year if opens_paragraph else self.topic
        if form.months and form.months[0] == 1 and not form.is_single and form.edge is None:
            self.is_within_total = True
        if form.months and form.edge is None and not form.days:
            self.total = form.months
        if expression.kind in ("day", "fuzzy"):
            self.event = expression.first, expression.last


def turns_of(text: str, layout: Layout) -> list[int]:
    """Return where sentences begin that no semicolon links to the one before."""
    turns: list[int] = []
    for paragraph in layout.paragraphs:
        is_linked = False
        for sentence in paragraph.sentences:
            if not is_linked:
                turns.append(sentence.start)
            is_linked = text[sentence.end - 1] in "；;"
    return turns


def expressions_of(
    text: str, layout: Layout, frames: Sequence[Frame], frame_starts: Sequence[int], turns: Sequence[int]
) -> tuple[TimeExpression, ...]:
    """Find the times of `text`, resolve each in its context, and say how far it holds."""
    titles = [match.span() for match in TITLE.finditer(text)]
    parentheses = [match.span() for match in PARENTHESIS.finditer(text)]
    context = Context()
    found: list[TimeExpression] = []
    for form in find_forms(text):
        article, paragraph = layout.article_at(form.start), layout.paragraph_at(form.start)
        turn = bisect_right(turns, form.start) - 1
        context.enter(article, paragraph, turn)
        frame = frames[max(bisect_right(frame_starts, form.start) - 1, 0)]
        stop = turns[turn + 1] if turn + 1 < len(turns) else len(text)
        bounds = _bounds(form, article, paragraph, layout, turns[turn], stop)
        first, last = _resolved(text, form, frame, context, bounds)
        if _inside(titles, form.start):
            reaches = form.start, form.start
        else:
            reaches = reach(
                text,
                form,
                bounds,
                last,
                frame.moment.until,
                is_within_total=context.is_within_total,
                is_news=not frame.is_stated,
            )
            around = _inside(parentheses, form.start)
            if around and not LABEL.fullmatch(text, form.start, form.end):
                reaches = min(reaches[0], around[1]), min(reaches[1], around[1])
        needs_reference = form.year is None
        words = text[form.start : form.end]
        expression = TimeExpression(
            form.start, form.end, words, first, last, _kind(form), needs_reference, *reaches
        )
        found.append(expression)
        body = max(paragraph.start, article.byline.end if article.byline.end <= form.start else 0)
        context.note(form, expression, form.start - body <= 1)
    return tuple(found)


def _bounds(
    form: Form, article: Article, paragraph: Paragraph, layout: Layout, turn: int, stop: int
) -> Bounds:
    """Return the stretches around a time; a byline is no part of the sentence that follows it."""
    clause = layout.clause_at(form.start)
    begins = article.byline.end if article.byline.end <= form.start else 0
    return Bounds(
        max(turn, begins), max(clause.start, begins), clause.end, min(stop, paragraph.end), paragraph.end
    )


def _resolved(text: str, form: Form, frame: Frame, context: Context, bounds: Bounds) -> Interval:
    if form.word == "day" and form.is_reported and context.event:
        return context.event
    moment, year = frame.moment, context.year or context.topic
    if form.shift and form.months is None and text.startswith("同期", form.end):
        form = replace(form, months=context.total or _part_of_year(frame))
    if year is not None:
        moment = replace(moment, year=year, is_settled=True, spoken=None)
    around = max(bounds.clause_start, form.start - SIGHT), min(bounds.clause, form.end + SIGHT)
    ahead = AHEAD.search(text, *around) is not None
    return resolve(form, moment, looks_ahead=ahead)


def _part_of_year(frame: Frame) -> tuple[int, int] | None:
    """Return the months of the year that a document or section speaks of."""
    if frame.flow is None or not frame.is_stated or frame.flow[0].year != frame.flow[1].year:
        return None
    return frame.flow[0].month, frame.flow[1].month


def _inside(spans: Sequence[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    index = bisect_right(spans, (offset, 1 << 62)) - 1
    return spans[index] if index >= 0 and spans[index][1] > offset else None


def _kind(form: Form) -> TimeKind:
    if form.is_since or form.word in ("undated", "congress", "recent years", "years"):
        return "since"
    if form.word == "lately":
        return "fuzzy"
    if form.word == "day":
        return "day"
    if form.is_until or form.edge is not None or form.word == "now":
        return "as_of"
    return "day" if form.days and form.days[0] == form.days[1] else "span"
