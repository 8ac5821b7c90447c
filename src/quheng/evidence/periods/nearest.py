"""Which of the times before a number is its own."""

from __future__ import annotations

import re
from bisect import bisect_left

from quheng.evidence.claim import How, Kind
from quheng.evidence.periods.expressions import TimeExpression
from quheng.evidence.periods.timeline import Timeline

FARTHEST = 64
"""How many times back a number looks; a paragraph with more in between has changed its subject."""

SHORT = 300
"""A stretch of fewer days that is over cannot be what a forecast means."""

NOW = ("如今", "目前", "现在", "当前", "眼下")
BESIDE_WHAT = re.compile(r"[^，。；0-9]{0,30}(?:相比|比较)")
"""与2020年相比; the words before the time have shown it to be a base already."""

RESPECTIVELY = re.compile(r"分别|依次")
LINK = re.compile(r"[、，和与及]")


def nearest(start: int, end: int, timeline: Timeline, kind: Kind) -> TimeExpression | None:
    """Return the time of a number: in a parenthesis right behind it, else the nearest before that reaches it.

    Parameters
    ----------
    start, end
        The span of the number.
    timeline
        The times of the text.
    kind
        The kind of the number; a forecast is not of a time that is over.

    Returns
    -------
    TimeExpression or None
        None where no time reaches the number, and where its sentence opens with a time that holds for another
        noun only, which shows that the paragraph's time no longer holds.
    """
    expressions, text = timeline.expressions, timeline.text
    behind = bisect_left(timeline.starts, end)
    if behind < len(expressions) and text[end : end + 1] in ("（", "("):
        following = expressions[behind]
        if following.start <= end + 2 and not following.excluded:
            return following
    sentence, paragraph = timeline.sentence_start(start), timeline.layout.paragraph_at(start).start
    for index in range(behind - 1, max(behind - 1 - FARTHEST, -1), -1):
        expression = expressions[index]
        if expression.start < paragraph:
            return None
        reaches = expression.reaches_forecasts if kind == "forecast" else expression.reaches
        if reaches > start >= expression.end:
            if kind != "forecast" or not _is_over(expression, start, timeline):
                return _listed(index, start, timeline) or expression
        elif expression.start == sentence and not expression.excluded:
            return None
    return None


def is_passed(expression: TimeExpression, start: int, timeline: Timeline, stock: bool | None) -> bool:
    """Tell whether 年末 holds no longer than its sentence: a document goes on with what was done in the year.

    A stock in the sentences that follow is still of that day, and 截至6月末 says of all of them until when.
    """
    return (
        stock is not True
        and expression.text.endswith(("末", "底"))
        and not expression.text.startswith(("截", "到", "至"))
        and expression.start < timeline.sentence_start(start)
        and timeline.frame_at(start).is_stated
    )


def how(expression: TimeExpression | None, start: int, timeline: Timeline) -> How:
    """Tell where a time stands as seen from a number."""
    if expression is None:
        return "default"
    if expression.start >= timeline.layout.clause_at(start).start:
        return "explicit"
    return "sentence" if expression.start >= timeline.sentence_start(start) else "paragraph"


def compared_time(expression: TimeExpression, start: int, timeline: Timeline) -> TimeExpression | None:
    """Return the time with which the sentence compares, to which belongs what a change started from.

    So in 2020年只有一处，如今由3处增加到9处, in 与2020年相比，由3处增加到9处, and in
    投资由2020年的2亿元增加到4亿元，企业由3家增加到9家.
    """
    sentence, text = timeline.sentence_start(start), timeline.text
    last = bisect_left(timeline.starts, start) - 1
    for index in range(last, max(last - FARTHEST, -1), -1):
        earlier = timeline.expressions[index]
        if earlier.start < sentence:
            return None
        is_compared = (
            BESIDE_WHAT.match(text, earlier.end)
            if earlier.excluded
            else expression.text in NOW or text[earlier.start - 1] in "由从"
        )
        is_past = earlier.last and expression.last and earlier.last < expression.last
        if earlier is not expression and is_past and is_compared:
            return earlier
    return None


def _is_over(expression: TimeExpression, start: int, timeline: Timeline) -> bool:
    """Tell whether a time of another clause is over, so that a forecast cannot mean it."""
    if timeline.layout.clause_at(start).start <= expression.start or expression.last is None:
        return False
    today = timeline.frame_at(start).moment.today
    is_short = expression.first is None or (expression.last - expression.first).days < SHORT
    return today is not None and expression.last <= today and (is_short or expression.kind != "span")


def _listed(index: int, start: int, timeline: Timeline) -> TimeExpression | None:
    """Take the n-th of several times for the n-th of as many numbers: 一、二季度分别为3亿元和4亿元."""
    expressions, text = timeline.expressions, timeline.text
    first = index
    while first > max(index - FARTHEST, 0) and LINK.fullmatch(
        text[expressions[first - 1].end : expressions[first].start]
    ):
        first -= 1
    if first == index or expressions[index].start < timeline.sentence_start(start):
        return None
    announced = [match.end() for match in RESPECTIVELY.finditer(text, expressions[index].end, start)]
    if not announced:
        return None
    place = first + len(LINK.findall(text, announced[-1], start))
    return expressions[place] if place <= index else None
