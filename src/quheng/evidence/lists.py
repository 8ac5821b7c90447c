"""Lists whose numbers follow their subjects, in order: 工业投资、民间投资分别增长4%、5%."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import Protocol

from quheng.bilingual import Text
from quheng.evidence.claim import Note

RESPECTIVELY = re.compile("分别|依次(?:为|是|达|增长)")
BETWEEN_VALUES = re.compile(r"\s*(?:、|和|与|及|以及|，|,|:|：|∶|;|；)\s*(?:和|及|以及)?\s*")
BETWEEN_SUBJECTS = re.compile("、|以及|和|与|及")
BREAK = re.compile("[，,；;：:。！？!?]")
GROUP_BREAK = re.compile("[；;。！？!?]")
STRUCTURE = re.compile(r"(?P<whole>三次产业)(?P<rest>增加值)?(?:结构|比例|比重|之比|占比|构成)")
LEADING = re.compile(
    r"(?:(?:截至|截止|到)?[^，、]{0,12}?(?:年末|年底|月末|月底|\d月|\d年|季度|半年|全年)(?![、和与])[,，]?|其中|同时|此外|全[省市县区国]|我[省市县区])+"
)
TAIL = re.compile(
    r"(?:同比|比上年同期|比上年|较上年同期|较上年|比去年|较去年|的)*$|等?(?:[两三四五六七八九十\d]+[项个大类种家])?(?:主要)?(?:指标|行业|产业|产品)?均?$"
)
BEING = re.compile("(?:达到|达|为|是|增长|下降)+$")
NO_SUBJECT = re.compile(
    r"(?:同比|环比|比上年(?:同期)?|较上年(?:同期)?|比去年(?:同期)?|较去年(?:同期)?|按可比口径|增速|并|且|均|,|，|\s)*"
)

COLLECTIVES = {
    "三次产业": ("第一产业", "第二产业", "第三产业"),
    "一二三产业": ("第一产业", "第二产业", "第三产业"),
    "一、二、三产业": ("第一产业", "第二产业", "第三产业"),
    "一、二、三次产业": ("第一产业", "第二产业", "第三产业"),
    "第一、二、三产业": ("第一产业", "第二产业", "第三产业"),
    "二三产业": ("第二产业", "第三产业"),
    "城乡居民": ("城镇居民", "农村居民"),
    "存贷款": ("存款", "贷款"),
    "男女": ("男性", "女性"),
}
"""One word for several subjects, in the order in which their values follow."""

NAMING = frozenset({"", "位", "次", "项", "个", "类", "种"})
IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
COMPARISONS = frozenset({"%", "百分点", "倍", "位"})

Span = tuple[int, int]

_START = attrgetter("start")


class Measured(Protocol):
    """A number in a text, with what it measures."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends, its measure included."""

    @property
    def measure(self) -> str:
        """The base measure."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """The subject of one number in a list.

    Parameters
    ----------
    numeral
        The index of the number.
    subject
        The words that name it, completed from the last of the list: 城镇居民收入 where the text says
        城镇、农村居民收入. Empty where it is that of an earlier number.
    first
        The first subject of the list, whose beginning may stand for all: 专利申请量、授权量.
    start, end
        Where its own words stand.
    same_as
        The index of the earlier number whose subject it shares; None where its subject is said.
    """

    numeral: int
    subject: str
    first: str
    start: int
    end: int
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """What the lists of a sentence say.

    Parameters
    ----------
    assignments
        In the order of the numbers.
    doubtful
        Indices of the numbers whose subjects cannot be told: they go to review.
    notes
        One for each list whose counts differ, with offsets into the text that was given.
    """

    assignments: tuple[Assignment, ...] = ()
    doubtful: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()


def align(text: str, sentence: Span, numerals: Sequence[Measured]) -> Alignment:
    """Give the numbers of a sentence the subjects that a list with 分别 gives them.

    The n subjects before 分别, joined by 、 or 和, get the n numbers of every run behind it, in order; where
    no subjects stand right before it, the run has those of the n numbers before it (收入1亿元、利润2亿元,同比
    分别增长4%、5%). A list without 分别 is one where exactly as many subjects as numbers are joined in one
    clause (甲、乙为1亿元、2亿元), and the parts of 三次产业结构. Ordinary clauses (甲1人、乙2人) are no list.

    Parameters
    ----------
    text
        Any text.
    sentence
        The span of one sentence of it.
    numerals
        Numbers of the text in order; only those within the sentence count. Indices refer to this sequence.

    Returns
    -------
    Alignment
        Where the counts of subjects and numbers differ, nothing is assigned: the numbers are doubtful, and a
        note says what was found.
    """
    inside = [at for at in _within(numerals, *sentence) if numerals[at].end <= sentence[1]]
    runs = _runs(text, numerals, inside)
    marks = [found.span() for found in RESPECTIVELY.finditer(text, *sentence)]
    result = Alignment()
    for number, mark in enumerate(marks):
        until = marks[number + 1][0] if number + 1 < len(marks) else sentence[1]
        result = _with_list(result, text, sentence, mark, until, numerals, runs)
    taken = {one.numeral for one in result.assignments} | set(result.doubtful)
    for run in runs:
        if len(run) > 1 and not taken & set(run):
            result = _without_mark(result, text, sentence, numerals, run)
    return replace(result, assignments=tuple(sorted(result.assignments, key=lambda one: one.numeral)))


def subjects_of(phrase: str) -> tuple[str, ...]:
    """Split the subjects of a list, each completed by what it shares with its neighbours.

    城镇、农村居民收入 names 城镇居民收入 and 农村居民收入; 三次产业增加值 its three sectors.
    """
    for word, parts in COLLECTIVES.items():
        at = phrase.find(word)
        if at >= 0 and not BETWEEN_SUBJECTS.search(phrase.replace(word, "", 1)):
            return tuple(phrase[:at] + part + phrase[at + len(word) :] for part in parts)
    items = [item for item in BETWEEN_SUBJECTS.split(phrase) if item]
    return tuple(items)


def _runs(text: str, numerals: Sequence[Measured], inside: Sequence[int]) -> list[list[int]]:
    """Group numbers that only a mark or 和 divides, and that have one measure."""
    runs: list[list[int]] = [[inside[0]]] if inside else []
    for before, after in pairwise(inside):
        gap = BETWEEN_VALUES.fullmatch(text, numerals[before].end, numerals[after].start)
        if gap and numerals[before].measure == numerals[after].measure:
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs


def _with_list(
    result: Alignment,
    text: str,
    sentence: Span,
    mark: Span,
    until: int,
    numerals: Sequence[Measured],
    runs: Sequence[Sequence[int]],
) -> Alignment:
    """Add what one 分别 says."""
    stop = GROUP_BREAK.search(text, mark[1], until)
    end = stop.start() if stop else until
    behind = [run for run in runs if mark[1] <= numerals[run[0]].start < end]
    behind = [run for place, run in enumerate(behind) if place == 0 or len(run) > 1]
    if not behind or BETWEEN_SUBJECTS.search(text, mark[1], numerals[behind[0][0]].start):
        return result
    count = len(behind[0])
    span = _subject_span(text, sentence, mark[0], numerals)
    subjects = subjects_of(text[slice(*span)]) if span else ()
    if span and len(subjects) == count:
        return _assign(result, text, span, subjects, [run for run in behind if len(run) == count])
    earlier = _numbers_before(text, sentence, mark[0], numerals, count) if len(subjects) <= 1 else None
    if earlier:
        shared = tuple(
            Assignment(numeral, "", "", numerals[same].start, numerals[same].end, same)
            for run in behind
            if len(run) == count
            for numeral, same in zip(run, earlier, strict=True)
        )
        return replace(result, assignments=result.assignments + shared)
    if count == 1 and len(subjects) <= 1:
        return result
    return _in_doubt(result, mark[0], numerals, behind, subjects)


def _without_mark(
    result: Alignment, text: str, sentence: Span, numerals: Sequence[Measured], run: Sequence[int]
) -> Alignment:
    """Add a list without 分别: as many subjects as numbers in one clause, or the parts of a structure."""
    first = numerals[run[0]].start
    structure = next(iter([*STRUCTURE.finditer(text, sentence[0], first)][::-1]), None)
    if structure and len(run) == len(COLLECTIVES[structure["whole"]]):
        subjects = tuple(part + "增加值" for part in COLLECTIVES[structure["whole"]])
        return _assign(result, text, structure.span(), subjects, [run])
    start = _clause_start(text, sentence[0], first)
    if RESPECTIVELY.search(text, start, first):
        return result
    if any(_is_value(text, numerals[at]) for at in _within(numerals, start, first)):
        return result
    first = start + len(BEING.sub("", text[start:first]))
    subjects = subjects_of(text[start:first])
    if len(subjects) == len(run) and all(len(subject) > 1 for subject in subjects):
        return _assign(result, text, (start, first), subjects, [run])
    return result


def _subject_span(text: str, sentence: Span, mark: int, numerals: Sequence[Measured]) -> Span | None:
    """Return the span of the subjects before 分别; None where its clause names none."""
    foregoing = (numerals[at] for at in _within(numerals, sentence[0], mark))
    start = max(
        _clause_start(text, sentence[0], mark), *(one.end for one in foregoing if _is_value(text, one)), 0
    )
    if NO_SUBJECT.fullmatch(text, start, mark):
        previous = _clause_start(text, sentence[0], start - 1) if start > sentence[0] else start
        if previous >= start or _within(numerals, previous, start):
            return None
        start, mark = previous, start - 1
    leading = LEADING.match(text, start, mark)
    start = leading.end() if leading else start
    while start < mark and BREAK.match(text, start):
        start += 1
    tail = TAIL.search(text[start:mark])
    end = start + tail.start() if tail else mark
    return (start, end) if start < end else None


def _within(numerals: Sequence[Measured], start: int, end: int) -> range:
    """Return the indices of the numbers that begin in a stretch, found without a look at the others."""
    first = bisect_left(numerals, start, key=_START)
    return range(first, bisect_left(numerals, end, lo=first, key=_START))


def _is_value(text: str, numeral: Measured) -> bool:
    """Tell a number from one that is part of a name, or counts the subjects: 第一产业, 三次产业, 三项指标."""
    return numeral.measure not in NAMING or IDEOGRAPH.match(text, numeral.end) is None


def _clause_start(text: str, start: int, before: int) -> int:
    at = start
    for found in BREAK.finditer(text, start, max(before, start)):
        at = found.end()
    return at


def _numbers_before(
    text: str, sentence: Span, mark: int, numerals: Sequence[Measured], count: int
) -> list[int] | None:
    """Return the `count` numbers whose subjects a list shares, or None.

    They are all those since the last break, or those among them that are no comparison.
    """
    start = sentence[0]
    for found in GROUP_BREAK.finditer(text, *sentence):
        if found.end() <= mark:
            start = found.end()
    before = [at for at in _within(numerals, start, mark) if _is_value(text, numerals[at])]
    values = [at for at in before if numerals[at].measure not in COMPARISONS]
    return next((found for found in (values, before) if len(found) == count), None)


def _assign(
    result: Alignment, text: str, span: Span, subjects: Sequence[str], runs: Sequence[Sequence[int]]
) -> Alignment:
    places: list[Span] = []
    at = span[0]
    for subject in subjects:
        found = text.find(subject, at, span[1])
        places.append((found, found + len(subject)) if found >= 0 else span)
        at = places[-1][1] if found >= 0 else at
    new = tuple(
        Assignment(numeral, subject, subjects[0], *place)
        for run in runs
        for numeral, subject, place in zip(run, completed(subjects), places, strict=True)
    )
    return replace(result, assignments=result.assignments + new)


def completed(subjects: Sequence[str]) -> tuple[str, ...]:
    """Return the subjects, short ones with the end of the last: 城镇、农村居民收入 begins with 城镇居民收入.

    A subject takes what stands in the last one behind as many characters as it has itself. One that is almost
    as long, or ends like the last, stands by itself.
    """
    last = subjects[-1]
    return tuple(_completed(subject, last) for subject in subjects)


def _completed(subject: str, last: str) -> str:
    own = len(subject)
    if own + 2 > len(last) or subject[-2:] in last[own:] or own > 4:
        return subject
    return subject + last[own:]


def _in_doubt(
    result: Alignment,
    mark: int,
    numerals: Sequence[Measured],
    runs: Sequence[Sequence[int]],
    subjects: Sequence[str],
) -> Alignment:
    doubtful = tuple(numeral for run in runs for numeral in run)
    count = len(runs[0])
    note = Note(
        mark,
        numerals[doubtful[-1]].end,
        "list-mismatch",
        Text(
            zh=f"“分别”之前有 {len(subjects)} 个主语，之后有 {count} 个数，无法一一对应，请人工核对",
            en=f"{len(subjects)} subjects before 分别, {count} numbers behind it: please pair them",
        ),
    )
    return replace(result, doubtful=result.doubtful + doubtful, notes=(*result.notes, note))
