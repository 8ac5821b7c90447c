"""The times of a text in order, and the defaults of its documents and sections."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quheng.bilingual import Text
from quheng.evidence.articles import Layout
from quheng.evidence.claim import Note
from quheng.evidence.periods.context import expressions_of, turns_of
from quheng.evidence.periods.expressions import TimeExpression
from quheng.evidence.periods.frame import Frame
from quheng.evidence.periods.frames import frames
from quheng.evidence.periods.reach import SIGHT
from quheng.evidence.repair import View


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that a text says about time.

    Parameters
    ----------
    text, layout
        The repaired text and its parts.
    expressions
        The times, in order.
    starts
        Where they begin.
    parentheses
        The parentheses with a time inside, from their start to their end.
    frames
        The defaults, in order, and `frame_starts`, where they begin.
    turns
        Where sentences begin that no semicolon links to the one before.
    """

    text: str
    layout: Layout
    expressions: tuple[TimeExpression, ...]
    starts: Sequence[int]
    frames: tuple[Frame, ...]
    frame_starts: Sequence[int]
    turns: Sequence[int]

    @classmethod
    def of(cls, text: str, published: date | None = None, layout: Layout | None = None) -> Timeline:
        """Find the times of `text` and resolve them.

        Parameters
        ----------
        text
            A repaired text.
        published
            The day of publication. Where it is not given, relative times stay unresolved.
        layout
            The parts of `text`, where they are at hand already.
        """
        layout = layout or Layout.of(text)
        kept: list[Frame] = []
        for article in layout.articles:
            kept += frames(text, article, published)
        frame_starts = [frame.start for frame in kept]
        turns = turns_of(text, layout)
        expressions = expressions_of(text, layout, kept, frame_starts, turns)
        return cls(
            text,
            layout,
            expressions,
            [expression.start for expression in expressions],
            tuple(kept),
            frame_starts,
            turns,
        )

    def frame_at(self, offset: int) -> Frame:
        """Return the default time at `offset`."""
        return self.frames[max(bisect_right(self.frame_starts, offset) - 1, 0)]

    def sentence_start(self, offset: int) -> int:
        """Return where the sentence at `offset` begins; semicolons do not end it."""
        return self.turns[max(bisect_right(self.turns, offset) - 1, 0)]

    def sentence_end(self, offset: int) -> int:
        """Return where the sentence at `offset` ends; semicolons do not end it."""
        index = bisect_right(self.turns, offset)
        return self.turns[index] if index < len(self.turns) else len(self.text)

    def clause_start(self, offset: int) -> int:
        """Return where the clause at `offset` begins, or what of it is in sight."""
        return max(self.layout.clause_at(offset).start, offset - SIGHT)

    def notes(self, view: View) -> tuple[Note, ...]:
        """Say which times could not be resolved, with offsets into the untouched text."""
        return tuple(
            Note(
                *view.raw_span(expression.start, expression.end),
                "unresolved-period",
                _unresolved(expression.text),
            )
            for expression in self.expressions
            if expression.needs_reference and not expression.is_resolved and not expression.excluded
        )


def find_times(text: str, published: date | None = None) -> tuple[TimeExpression, ...]:
    """Find the times in a repaired text and resolve them.

    Parameters
    ----------
    text
        A repaired text, of one article or of many.
    published
        The day of publication. Without it explicit years are resolved, and so is what a title fixes (年末 in
        a bulletin of 2023); 今年 and 昨日 are not.

    Returns
    -------
    tuple of TimeExpression
        In the order of the text, bases of comparison among them (`excluded`).
    """
    return Timeline.of(text, published).expressions


def _unresolved(words: str) -> Text:
    return Text(
        zh=f"“{words}”是相对时间，缺少发布日期，无法确定具体日期。请给出发布日期。",
        en=f"“{words}” is a relative time, and the day of publication is unknown, so it stays unresolved. "
        "Please give the day of publication.",
    )
