"""The time of a document as a whole: by its title, the day of its delivery, or its first lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from quheng.evidence.articles import Article, Paragraph
from quheng.evidence.periods.event import event_of, running_total
from quheng.evidence.periods.forms import Form, find_forms
from quheng.evidence.periods.frame import Days, Frame, is_period, plan, year_of
from quheng.evidence.periods.headings import LOWER_PARTS, PLAN, REVIEW, level_of
from quheng.evidence.periods.reach import AHEAD
from quheng.evidence.periods.resolve import Moment, resolve, span

REPORT = re.compile(r"工作报告|执行情况|决算|预算|计划草案|报告(?:[（(]摘要[)）])?$")
"""A title of a report that is delivered on a day, and looks back and ahead."""

DELIVERED = re.compile(r"[—-]{2}|[（(][^（）()]*[)）]$|[0-9年月日 ]+$|.*(?:大会|会议|全会)上$")
"""A line under a title that says when it was delivered or issued."""

PLANNED = re.compile(
    r"要点|工作(?:计划|安排|打算|思路|方案)|(?:行动|实施)(?:计划|方案|意见)|(?:计划|方案)(?:的通知)?$|目标任务|重点任务"
)
"""A title of a document that says what is to be done."""

STANDARD_TIME = re.compile(r"标准时[点间]")

PRIOR = re.compile(r"[与比（(]((?:19|20)[0-9]{2})年是?第[一二三四五六七八九]次[^，。；0-9]{0,6}普查")

DATA_OF_THE_YEAR = "时期资料"
"""A census counts at its standard time; one of the economy adds data of the year."""

HANDED_OVER = 6
"""A report delivered up to this month looks back on the year before, later on its own year."""


def is_report(text: str, article: Article, titles: Sequence[Paragraph]) -> bool:
    """Tell whether a text is a report that looks back and ahead, by its title or else by its headings."""
    if article.byline.end > article.byline.start:
        return False
    if titles:
        return REPORT.search(text[titles[0].start : titles[0].end]) is not None
    headings = [
        text[p.start : p.end]
        for p in article.paragraphs
        if p.is_heading and level_of(text, p.start) < LOWER_PARTS
    ]
    return any(map(PLAN.search, headings)) and any(
        form.word == "years" or form.names_a_year for line in headings for form in find_forms(line)
    )


def of_document(
    text: str, article: Article, titles: Sequence[Paragraph], published: date | None, *, is_report: bool
) -> Frame:
    """Return the frame of a document, which holds from its start."""
    lines = [text[paragraph.start : paragraph.end] for paragraph in titles]
    is_news = article.byline.end > article.byline.start
    names = [line for i, line in enumerate(lines) if i == 0 or is_news or not DELIVERED.match(line)]
    spoken = _spoken_day(lines)
    today = (spoken or published) if is_report else (published or spoken)
    is_plan = any(PLANNED.search(name) and not REVIEW.search(name) for name in names)
    stated = [form for line in names for form in find_forms(line) if is_period(form)]
    if is_report:
        return _of_report(article, lines, stated, today)
    moment = Moment(today, today.year if today else None, today)
    if not stated and not is_news:
        stated = running_total(text, article) or _year_of_census(text, article)
    if stated:
        looks_ahead = any(map(AHEAD.search, names))
        first, last = resolve(stated[0], moment, looks_ahead=looks_ahead)
        if first is not None and last is not None:
            if is_news:
                stock = today if today and today.year == last.year else last
                forecast = year_of(today.year) if today else None
                return Frame(article.start, moment, (first, last), stock, forecast, is_section=True)
            if is_plan:
                return plan(article.start, today, last.year, (first, last))
            last = today if today and first <= today < last else last
            settled = Moment(today, last.year, last, is_settled=True)
            return _at_standard_time(
                text, article, Frame(article.start, settled, (first, last), last, year_of(last.year), True)
            )
    if today is None:
        return Frame(article.start, moment)
    if not is_news and is_plan:
        return plan(article.start, today, today.year, year_of(today.year))
    flow = event_of(text, article, moment) or (date(today.year, 1, 1), today)
    return Frame(article.start, moment, flow, today, year_of(today.year))


def _of_report(article: Article, lines: Sequence[str], stated: Sequence[Form], today: date | None) -> Frame:
    """Take a report on a budget for the time in its title, any other for the year before its delivery."""
    named = next((form for form in stated if form.year is not None), None)
    year = named.year if named else None
    days: Days | None = None
    if named is not None and year is not None and lines and "工作报告" not in lines[0]:
        first, last = resolve(named, Moment(today))
        days = (first, last) if first and last else None
    elif today is not None:
        days = year_of(today.year - 1 if today.month <= HANDED_OVER else today.year)
    elif year is not None:
        days = year_of(year - 1)
    if days is None:
        return Frame(article.start, Moment(today, None, today))
    moment = Moment(today, days[1].year, days[1], is_settled=True)
    return Frame(article.start, moment, days, days[1], year_of(days[1].year), True)


def _standard_time(text: str, article: Article) -> Form | None:
    """Return the day of a census, as far as its first lines say it: 普查标准时点为2023年12月31日."""
    standard = STANDARD_TIME.search(text, article.body.start, min(article.end, article.body.start + 1000))
    if standard is None:
        return None
    around = text[max(article.start, standard.start() - 24) : standard.end() + 24]
    return next((form for form in find_forms(around) if form.days and form.year), None)


def _year_of_census(text: str, article: Article) -> list[Form]:
    """Return the year of a census whose title does not say it."""
    form = _standard_time(text, article)
    return [replace(form, months=None, days=None, is_until=False)] if form else []


def _at_standard_time(text: str, article: Article, frame: Frame) -> Frame:
    """Take a census at its standard time."""
    form = _standard_time(text, article)
    day = resolve(form, frame.moment)[1] if form else None
    if day is None:
        return frame
    prior = PRIOR.search(text, article.body.start, article.end)
    is_of_a_year = DATA_OF_THE_YEAR in text[article.body.start : article.body.start + 3000]
    return replace(
        frame,
        stock=day,
        flow=frame.flow if is_of_a_year else (day, day),
        prior=span(int(prior[1]), (day.month, day.month), (day.day, day.day))[1] if prior else None,
    )


def _spoken_day(lines: Sequence[str]) -> date | None:
    for line in lines:
        if DELIVERED.match(line):
            for form in find_forms(line):
                if form.year is not None and form.days:
                    return resolve(form, Moment())[1]
    return None
