"""Sentences with their numbers marked: `产值达[12亿元|元]` is the text 产值达12亿元 with one number in 元."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quheng.evidence.lexicon import IndicatorMatch, match_indicators
from quheng.evidence.lists import Alignment, align
from quheng.evidence.numbers.measure_words import measure_of

MARK = re.compile(r"\[(?P<number>[^|\]]+)\|(?P<measure>[^\]]*)\]")
SENTENCE = re.compile("[^。]+。?")
CLAUSE = re.compile("[^，；]+[，；]?")


@dataclass(frozen=True)
class Number:
    start: int
    end: int
    measure: str

    @property
    def dimension(self) -> str:
        if self.measure == "位":
            return "rank"
        return measure_of(self.measure).dimension if self.measure else "number"


def unmarked(source: str) -> tuple[str, tuple[Number, ...]]:
    pieces: list[str] = []
    numbers: list[Number] = []
    length = at = 0
    for mark in MARK.finditer(source):
        pieces += [source[at : mark.start()], mark["number"]]
        length += mark.start() - at
        numbers.append(Number(length, length + len(mark["number"]), mark["measure"]))
        length, at = numbers[-1].end, mark.end()
    return "".join([*pieces, source[at:]]), tuple(numbers)


def sentences(text: str) -> list[list[tuple[int, int]]]:
    return [
        [clause.span() for clause in CLAUSE.finditer(text, *sentence.span())]
        for sentence in SENTENCE.finditer(text)
    ]


def matches(source: str) -> tuple[IndicatorMatch, ...]:
    """Match the marked numbers of one paragraph, lists included."""
    text, numbers = unmarked(source)
    parts = sentences(text)
    listed = [
        assignment
        for part in parts
        for assignment in align(text, (part[0][0], part[-1][1]), numbers).assignments
    ]
    return match_indicators(text, parts, numbers, assignments=listed)


def codes(source: str) -> list[str | None]:
    return [match.code for match in matches(source)]


def alignment(source: str) -> Alignment:
    text, numbers = unmarked(source)
    return align(text, (0, len(text)), numbers)
