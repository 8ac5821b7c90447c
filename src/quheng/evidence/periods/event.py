"""When a news story happened, or of what time its figures are."""

from __future__ import annotations

import re
from datetime import timedelta

from quheng.evidence.articles import Article
from quheng.evidence.periods.forms import Form, find_forms
from quheng.evidence.periods.frame import Days, Frame, is_period
from quheng.evidence.periods.resolve import Moment, resolve

EVENT_AGE = timedelta(days=62)
"""An older day is the beginning of somebody's story, not the news."""

A_MONTH = timedelta(days=31)

PUBLISHED = re.compile(r"获悉|发布|公布|通报|公示|了解到|通气会|吹风会")
"""Words of a story about figures, which have a time of their own."""

BASED = re.compile(r"[比较与同和为至到于]$")

LONGEST_LEAD = 600

EVENT_SENTENCES = 2
"""In how many sentences from its start a news story says when it happened."""


def event_of(text: str, article: Article, moment: Moment) -> Days | None:
    """Return the day, or the recent days, of a news story; of a story about figures, the time of these."""
    body = next((p for p in article.paragraphs if p.end > article.body.start and not p.is_heading), None)
    if body is None:
        return None
    event: Days | None = None
    lead = text[body.start : min(body.sentences[:EVENT_SENTENCES][-1].end, body.start + LONGEST_LEAD)]
    for form in find_forms(lead):
        first, last = resolve(form, moment)
        if first is None or last is None or moment.today is None:
            continue
        if event is None and (form.days or form.word in ("lately", "day")):
            event = (first, last) if abs(last - moment.today) <= EVENT_AGE else None
        elif (
            event
            and (is_period(form) or _is_several_days(form))
            and _is_time_of_figures(lead, form)
            and last.year <= moment.today.year
        ):
            return first, last
    return event


def is_about_figures(base: Frame) -> bool:
    """Tell whether the news tell of a time that is over: the figures of its headline are of that time."""
    return (
        base.flow is not None
        and base.stock is not None
        and base.flow[0] + A_MONTH < base.flow[1] < base.stock
    )


def running_total(text: str, article: Article) -> list[Form]:
    """Return the running total (1—8月) with which the text begins, for a title that names no time."""
    body = next((paragraph for paragraph in article.paragraphs if not paragraph.is_heading), None)
    if body is None:
        return []
    end = body.sentences[0].clauses[:EVENT_SENTENCES][-1].end
    form = next(find_forms(text[body.start : min(end, body.start + LONGEST_LEAD)]), None)
    if form is None or form.months is None or form.months[0] > 1 or form.is_single or not is_period(form):
        return []
    return [form]


def _is_several_days(form: Form) -> bool:
    return form.days is not None and form.days[0] < form.days[1]


def _is_time_of_figures(lead: str, form: Form) -> bool:
    """Tell whether what was published, not what it is compared with, is of this time."""
    return PUBLISHED.search(lead, 0, form.start) is not None and BASED.search(lead, 0, form.start) is None
