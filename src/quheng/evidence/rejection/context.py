"""A numeral with what stands around it."""

from __future__ import annotations

from quheng.evidence.claim import Reason
from quheng.evidence.numbers import Numeral

Verdict = tuple[Reason, str]
"""The reason, and the rule or lexicon entry that decided."""

REACH = 24
"""How many characters around a numeral the rules read."""


class Context:
    """A numeral with the characters around it."""

    __slots__ = ("after", "before", "core", "heading", "numeral", "text")

    def __init__(self, text: str, numeral: Numeral, heading: bool) -> None:
        self.text = text
        self.numeral = numeral
        self.heading = heading
        self.core = text[numeral.core_start : numeral.core_end]
        self.before = text[max(0, numeral.start - REACH) : numeral.start]
        self.after = text[numeral.end : numeral.end + REACH]

    @property
    def chinese(self) -> bool:
        """Whether the number is written in Chinese characters, so that it may be part of a word."""
        return self.numeral.form == "chinese"
