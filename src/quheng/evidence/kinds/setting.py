"""A number in its clause and its sentence, with the cues that stand before it."""

from __future__ import annotations

import re
from functools import cached_property

from quheng.evidence.kinds.cues import Found, cues_in
from quheng.evidence.numbers import Numeral

PROPORTIONS = ("ratio", "percentage-point", "per-head")
LOOK_BACK = 240
"""How many characters before a number its clause and its sentence reach at most."""

LIST_SO_FAR = re.compile(
    r"[0-9.]+[^,，。;；、0-9和及]{0,6}(?:[、和及][0-9.]+[^,，。;；、0-9和及]{0,6})*[、和及]\Z"
)
LAST_OTHER = re.compile(r".*[、0-9]", re.DOTALL)
FULL_STOP = re.compile("[。！？!?\n]")
OF_WHICH = re.compile("[ 　]*(?:其中|包括)")


class Setting:
    """A number with what stands before it.

    Parameters
    ----------
    text
        The text.
    numeral
        The number.
    clause_start, sentence_start
        Where its clause and its sentence begin; a semicolon closes a sentence.
    """

    def __init__(self, text: str, numeral: Numeral, clause_start: int, sentence_start: int) -> None:
        earliest = numeral.start - LOOK_BACK
        self.text = text
        self.numeral = numeral
        self.start = numeral.start
        self.clause_start = max(clause_start, earliest)
        self.sentence_start = max(sentence_start, earliest)

    @property
    def is_proportion(self) -> bool:
        """Whether the number is a share, a rate, a multiple or a difference of percentages."""
        return self.numeral.dimension in PROPORTIONS

    @property
    def is_money(self) -> bool:
        """Whether the number is an amount of money."""
        return self.numeral.dimension.startswith("currency")

    @cached_property
    def cues(self) -> list[Found]:
        """The cues of the clause."""
        return cues_in(self.text, self.clause_start, self.start)

    @cached_property
    def earlier(self) -> list[Found]:
        """The cues of the sentence's earlier clauses."""
        return cues_in(self.text, self.sentence_start, self.clause_start)

    @cached_property
    def head(self) -> int:
        """Where the number's list begins (19824元、6700元), or the number itself."""
        listed = LIST_SO_FAR.search(self.text, self.clause_start, self.start)
        return listed.start() if listed else self.start

    @cached_property
    def near(self) -> list[Found]:
        """The cues behind the last other number or list mark of the clause, or else all of them."""
        last = LAST_OTHER.match(self.text, self.clause_start, self.start)
        return [found for found in self.cues if last and found.end > last.end()] or self.cues

    @cached_property
    def statement_start(self) -> int:
        """Where the stretch begins that only a full stop closes, over semicolons."""
        return self._full_stop_before(self.sentence_start)

    @cached_property
    def whole_start(self) -> int:
        """Where the statement begins that the number is part of: 其中 looks back over one full stop more."""
        start = self.statement_start
        return self._full_stop_before(start - 1) if start and OF_WHICH.match(self.text, start) else start

    def in_clause(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Search the clause before the number, or before the list that it continues."""
        return pattern.search(self.text, self.clause_start, self.head)

    def in_item(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Search the clause behind its last other number, before this one."""
        last = LAST_OTHER.match(self.text, self.clause_start, self.start)
        return pattern.search(self.text, last.end() if last else self.clause_start, self.start)

    def in_sentence(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Search the sentence before the number."""
        return pattern.search(self.text, self.sentence_start, self.start)

    def last_in_clause(self, pattern: re.Pattern[str]) -> str:
        """Return the last match in the clause before the number, or an empty text."""
        last = ""
        for match in pattern.finditer(self.text, self.clause_start, self.start):
            last = match[0]
        return last

    def _full_stop_before(self, position: int) -> int:
        earliest = max(0, position - LOOK_BACK)
        for mark in FULL_STOP.finditer(self.text, earliest, position):
            earliest = mark.end()
        return earliest
