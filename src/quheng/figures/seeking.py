"""What figures are counted from: found out first, so that all of it is counted in one statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quheng.figures.asking import Asked
from quheng.figures.counting import Counted, Sought, count, marks_in
from quheng.figures.grouping import Grouping
from quheng.figures.overdue import overdue_in
from quheng.figures.spans import Span
from quheng.ledger.programmes.declared import Counted as What
from quheng.ledger.programmes.declared import Figure
from quheng.ledger.tallies.marks import NEEDED, amount_name, mark_name, repeat_name

Part = tuple[str, ...]
"""A part of what figures are counted from: its kind, and by what marks."""

MARKS: Part = ("marks",)


@dataclass(frozen=True)
class Question:
    """Figures of a span by a breakdown.

    Parameters
    ----------
    figures, span, grouping
        Which, of when, by what.
    """

    figures: Sequence[Figure]
    span: Span
    grouping: Grouping


@dataclass(frozen=True)
class Answer:
    """What was counted for a question.

    Parameters
    ----------
    asked, question
        For whom, and what.
    parts
        What was counted.
    """

    asked: Asked
    question: Question
    parts: Mapping[Part, Counted]

    @property
    def marked(self) -> Counted:
        """What is counted by marks of the span itself."""
        return self.parts.get(MARKS, Counted())

    def open(self, figure: Figure, *, when: bool) -> Counter[str]:
        """Return what is open at the end of the span: all that came so far, less all that ended."""
        kind, created, ended = _open_part(figure, when=when)
        counted = self.parts[kind, created, ended]
        found = counted.by_key(created)
        found.subtract(counted.by_key(ended))
        return found

    def overdue(self, mark: str) -> Counter[str]:
        """Return the overdue cases that have a mark."""
        return self.parts["overdue", mark].by_key(mark)


def answers(asked: Asked, questions: Sequence[Question]) -> list[Answer]:
    """Count for several questions what their figures are made of, in one statement."""
    parts = [dict(_parts(asked, question)) for question in questions]
    counted = iter(count([one for found in parts for one in found.values()]))
    return [
        Answer(asked, question, {part: next(counted) for part in found})
        for question, found in zip(questions, parts, strict=True)
    ]


def marks_of(figure: Figure) -> set[str]:
    """Return the marks that a figure is counted from in its own span."""
    if figure.kind in ("median", "sum"):
        return {amount_name(figure)}
    if figure.repeat is not None:
        return {repeat_name(figure.id)}
    return {
        mark_name(figure, base, when=when)
        for counted, when in _sides(figure)
        if counted not in ("open", "overdue_open")
        for base in NEEDED[counted]
        if (counted, base) != ("due", "created")
    }


def _parts(asked: Asked, question: Question) -> Iterator[tuple[Part, Sought]]:
    """Yield all that a question asks for, each once."""
    name, reach, span, grouping = asked.programme.name, asked.reach, question.span, question.grouping
    marks = {mark for figure in question.figures for mark in marks_of(figure)}
    if marks:
        yield MARKS, marks_in(name, marks, span, grouping, reach)
    for figure in question.figures:
        for counted, when in _sides(figure):
            if counted == "open":
                part = _open_part(figure, when=when)
                yield part, marks_in(name, part[1:], span.until_now, grouping, reach)
            elif counted in ("overdue_open", "due"):
                created = mark_name(figure, "created", when=when)
                yield ("overdue", created), overdue_in(name, created, span, grouping, reach)


def _sides(figure: Figure) -> Iterator[tuple[What, bool]]:
    """Yield what stands above and below the line of a count or a rate, and whether its condition holds."""
    if figure.kind not in ("median", "sum") and figure.repeat is None:
        yield figure.over or "created", True
        if figure.under is not None:
            yield figure.under, False


def _open_part(figure: Figure, *, when: bool) -> tuple[str, str, str]:
    return "open", mark_name(figure, "created", when=when), mark_name(figure, "ended", when=when)
