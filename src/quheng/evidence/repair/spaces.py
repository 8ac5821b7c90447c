"""Stray spaces: between the characters of a word, and between a number and its words."""

from __future__ import annotations

import re
from bisect import bisect_right

from quheng.evidence.repair.lines import has_columns
from quheng.evidence.repair.view import Edit
from quheng.evidence.repair.words import HAN

AFTER_MARK = "，。、；：！？“‘《（"
BEFORE_MARK = "，。、；：！？”’》）"
"""Chinese marks bring their own space."""

SPACE = re.compile(
    rf"(?<=[{HAN}])(?P<letters> )(?=[{HAN}])"
    rf"|(?<=[{HAN}{AFTER_MARK}(])(?P<before> )(?=[+-]?[0-9])"
    rf"|(?<=[0-9%])(?P<after> )(?=[{HAN}%‰])"
    rf"|(?P<mark>(?<=[{AFTER_MARK}]) (?=[{HAN}“《（])|(?<=[{HAN}%0-9”）]) (?=[{BEFORE_MARK}]))"
)

CLAUSES = re.compile(r"[，,。；;]")
"""What prose has and a headline seldom."""

SINGLE = re.compile(rf"(?:^|[^{HAN}])[{HAN}] [{HAN}]|[{HAN}] [{HAN}](?:$|[^{HAN}])")
"""A character that stands alone beside the space: letter-spacing."""

NUMBERED = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)*\.?$")
"""What stands before a space at the start of a line as its number: 3 总则."""

NAMES = re.compile(
    r"[（(][^（）()]{0,80}(?:记者|通讯员|文/图|摄|张|王|李)[^（）()]{0,80}[)）]"
    r"|^\s*(?:本报|新华社|中新|记者|通讯员)[^，,。]{0,80}?(?=[，,。]|$)|(?:记者|通讯员|摄影|作者|文/图)[^，,。）)]{0,80}"
)
"""Where spaces part the names of people."""

LONGEST_NUMBER = 12
"""Of a heading, in characters."""


class Line:
    """A line, judged once for all its spaces.

    Parameters
    ----------
    text, start, end
        The text, and where the line begins and ends.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start, self.end = start, end
        line = text[start:end]
        self.is_row = has_columns(line)
        self.is_prose = CLAUSES.search(line) is not None
        self.names = [(start + name.start(), start + name.end()) for name in NAMES.finditer(line)]

    def parts_names(self, at: int) -> bool:
        """Tell whether the space at `at` stands among writers' names."""
        index = bisect_right(self.names, (at, self.end)) - 1
        return index >= 0 and self.names[index][1] > at


def stray_spaces(text: str) -> list[Edit]:
    """Find the single spaces that part what belongs together.

    Between a number and Chinese characters a space is only typography. Between two Chinese characters it is
    stray in prose and in letter-spaced words (新 增), while in a headline it parts two halves and among
    writers' names it parts people. Rows of a table keep theirs: there a space parts two cells.
    """
    edits: list[Edit] = []
    line: Line | None = None
    for match in SPACE.finditer(text):
        at = match.start(match.lastgroup or 0)
        if line is None or at >= line.end:
            end = text.find("\n", at)
            line = Line(
                text, text.rfind("\n", line.end if line else 0, at) + 1, end if end >= 0 else len(text)
            )
        if not line.is_row and _is_stray(text, at, match, line):
            edits.append(Edit(at, at + 1, ""))
    return edits


def _is_stray(text: str, at: int, space: re.Match[str], line: Line) -> bool:
    if space["letters"]:
        is_letter_spaced = SINGLE.search(text[max(line.start, at - 2) : min(line.end, at + 3)]) is not None
        return (is_letter_spaced or line.is_prose) and not line.parts_names(at)
    if (
        space["after"]
        and at - line.start <= LONGEST_NUMBER
        and NUMBERED.fullmatch(text[line.start : at].lstrip())
    ):
        return text[at + 1] in "%‰年月日家个件人项"
    return True
