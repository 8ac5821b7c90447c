"""The time that a heading gives to its section, and the place of a section among the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from quheng.evidence.periods.forms import find_forms
from quheng.evidence.periods.frame import Days, Frame, plan, year_of
from quheng.evidence.periods.resolve import Moment, resolve

REVIEW = re.compile(r"回顾|总结|[一去]年来|过去的?一年|执行情况|完成情况|决算情况")

PLAN = re.compile(
    r"目标|任务|安排|重点工作|草案|打算|展望|部署|总体要求|下一(?:步|阶段)|下阶段|工作(?:思路|建议|计划)|今后|措施"
)

PLAN_SECTION = re.compile(
    r"下一(?:步|阶段)|下阶段|打算|工作(?:思路|建议|计划|安排|重点)|今后|展望|预期目标|重点任务"
)
"""A heading of a plan in a document that is not one of those that must have it."""

LEVELS = (
    re.compile(r"第[一二三四五六七八九十]+(?:章|节|部分|篇|编)"),
    re.compile(r"[一二三四五六七八九十]+、"),
    re.compile(r"[（(][一二三四五六七八九十]+[)）]"),
    re.compile(r"[0-9]+[.、．]"),
    re.compile(r"[（(][0-9]+[)）]"),
)
"""How the headings of each level are numbered, the highest first; one without a number is above them all."""

LOWER_PARTS = 3
"""The first level whose headings speak of parts of a plan or a review."""

YEAR_IS_OVER = 11
"""From this month on what a report is going to do belongs to the next year."""


def level_of(text: str, start: int) -> int:
    """Return the level of a heading by its number, from 1 on; 0 without a number."""
    numbers = enumerate(LEVELS, start=1)
    return next((level for level, number in numbers if number.match(text, start)), 0)


def of_heading(line: str, level: int, base: Frame, *, is_report: bool) -> Frame | None:
    """Return the frame that a heading opens; None where it names no time."""
    today, reported, spoken = base.moment.today, base.moment.year, base.moment.spoken
    is_plan = PLAN.search(line) is not None and REVIEW.search(line) is None
    for form in find_forms(line):
        if form.days or form.is_until or (form.word is not None and form.word != "years"):
            continue
        first, last = resolve(form, replace(base.moment, until=today) if form.is_since else base.moment)
        if first is None or last is None:
            continue
        is_ahead = today is not None and last > today and (is_plan or first > today)
        settled = Moment(today, last.year, today if is_ahead else last, is_settled=True, spoken=spoken)
        return Frame(0, settled, (first, last), last, (first, last) if is_ahead else year_of(last.year), True)
    if level >= LOWER_PARTS or reported is None:
        return None
    if is_plan and (is_report or (base.is_stated and PLAN_SECTION.search(line))):
        return base if spoken else plan(0, today, *_year_ahead(today, reported))
    return base if is_report and REVIEW.search(line) else None


def sections_around(sections: Sequence[tuple[int, Frame]], level: int) -> list[tuple[int, Frame]]:
    """Return the sections that a heading of a level lies in: a look back ends with the next of its level.

    What is planned goes on, for a plan is often divided by headings of the level on which it was opened.
    """
    base = sections[0][1]
    return [
        (opened, frame)
        for opened, frame in sections
        if not level or opened < level or _lies_ahead(frame, base)
    ]


def _lies_ahead(frame: Frame, base: Frame) -> bool:
    return frame.flow is not None and base.flow is not None and frame.flow[1] > base.flow[1]


def _year_ahead(today: date | None, reported: int) -> tuple[int, Days]:
    """Return the year of what a report is going to do: the one reported on itself while it is not over."""
    if today is None or (today.year == reported and today.month >= YEAR_IS_OVER):
        year = reported + 1
    else:
        year = max(today.year, reported)
    return year, year_of(year)
