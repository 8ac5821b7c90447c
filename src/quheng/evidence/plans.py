"""Where a text speaks of what is still to be done: sections under a heading such as 预期目标 or 重点任务."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quheng.evidence.articles import Article

PLAN = re.compile(
    "目标(?!.{0,4}(?:完成|实现|执行))|重点(?:任务|工作)(?!.{0,4}(?:完成|进展|落实))|主要任务|工作(?:安排|打算|部署|思路|要点)|"
    "打算|下一步|下步|今后|明年|展望|收支预算$|预算(?:草案|安排)|发展计划|工作计划|实施方案|行动方案"
)
PAST = re.compile("回顾|总结|基础|完成情况|执行情况|进展|成效|成绩|过去|现状|主要做法|运行情况")

LEVELS = (
    re.compile(r"第[一二三四五六七八九十]+(?:章|部分|篇|编)|[一二三四五六七八九十]+、"),
    re.compile(r"第[一二三四五六七八九十]+节|[（(][一二三四五六七八九十]+[)）]"),
    re.compile(r"[0-9]+[.、．]|[（(][0-9]+[)）]"),
)
BARE = len(LEVELS)
"""The level of a heading without a number: it stands below what is numbered."""


@dataclass(frozen=True, slots=True)
class Plans:
    """The paragraphs of an article, each with whether it is of a plan.

    Parameters
    ----------
    starts
        Where the paragraphs begin.
    planned
        Whether each is of a plan.
    """

    starts: Sequence[int]
    planned: Sequence[bool]

    @classmethod
    def of(cls, text: str, article: Article) -> Plans:
        """Read the headings of an article: the title holds until a section says otherwise."""
        title = text[article.headline.start : article.headline.end]
        open_sections: list[tuple[int, bool]] = []
        whole = _speaks_of_a_plan(title) or False
        starts, planned = [], []
        for paragraph in article.paragraphs:
            if paragraph.is_heading and paragraph.start >= article.headline.end:
                heading = text[paragraph.start : paragraph.end]
                level = _level(heading)
                while open_sections and open_sections[-1][0] >= level:
                    open_sections.pop()
                own = _speaks_of_a_plan(heading)
                above = open_sections[-1][1] if open_sections else whole
                open_sections.append((level, above if own is None else own))
            starts.append(paragraph.start)
            planned.append(open_sections[-1][1] if open_sections else whole)
        return cls(starts, planned)

    def at(self, offset: int) -> bool:
        """Tell whether the paragraph at `offset` is of a plan."""
        place = bisect_right(self.starts, offset) - 1
        return place >= 0 and self.planned[place]


def _level(heading: str) -> int:
    return next((level for level, number in enumerate(LEVELS) if number.match(heading)), BARE)


def _speaks_of_a_plan(heading: str) -> bool | None:
    """Return whether a heading is of a plan or of the past; None where it says neither, or both."""
    plan, past = PLAN.search(heading) is not None, PAST.search(heading) is not None
    return None if plan == past else plan
