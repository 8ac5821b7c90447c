"""Lines that a narrow column, a page or a hard wrap broke inside a sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from quheng.evidence.repair.view import Edit
from quheng.evidence.repair.words import CLOSERS, FINAL, HAN

BREAK = re.compile(r"(?<![ \t\n])[ \t]*\n[ \t\n]*")
"""White space with a line break in it."""

CLOSED = re.compile(rf"[{FINAL}][{re.escape(CLOSERS)}]*$|^[（(][^（）()]*[）)]$")
"""A line that ends: with a final mark, or as one parenthesis such as the writers' names."""

OPEN = re.compile(r"[，,、（(“‘《〈【]$|[—-]$")
"""A line that cannot end here."""

UNCLOSED = re.compile(r"(?:“[^”]*|（[^）]*|\([^)]*|《[^》]*)$")
"""A quotation, parenthesis or title that is still open at the end of the line."""

BLOCK = re.compile(
    r" {2}|[一二三四五六七八九十百]+、|[（(](?:[一二三四五六七八九十]+|[0-9]+)[)）]"
    r"|[0-9]+(?:[、．)）]|\.(?![0-9]))"
    r"|第[一二三四五六七八九十0-9]+[章节部篇条]|[①-⑳●■◆▲★•·○※*#|]|[—-]{2}|[表图][0-9一二三四五六七八九十]|附[件表]"
    r"|注[：:0-9]|资料来源|来源[：:]|本报|新华社|中新|记者|通讯员|责任编辑|[（(](?:本报)?(?:记者|通讯员)|各位"
)
"""How a new paragraph, heading, list item, note or news story begins."""

OPENER = re.compile(
    r"(?:[0-9]{4}年|今年|去年|全年|年末|上半年|前[一二三四五六七八九十0-9]|截[至止]|目前|当前|近日|日前|同时|此外|其中|据|全[省市县区国])"
)
"""How a new sentence likes to begin."""

TIMED = re.compile(
    r"(?:[0-9]{4}年|今年|去年|截[至止]|前[三0-9]|近年|上半年|目前|近日|日前)[^，,\n]{0,12}[，,]"
)
"""An adverbial of time and its comma: the beginning of a sentence, never of a heading."""

HYPHENATED, LOWER = re.compile(r"[A-Za-z]-$"), re.compile(r"[a-z]")
"""The two halves of a Latin word that was hyphenated."""

COLUMNS = re.compile(r"\S(?:\t|  +)\S|\|")
"""The gap between the cells of a row."""

INSIDE = re.compile(r"[，,。；;！？、]")
"""Marks that prose has and the cell of a table has not."""

LONG, LONG_WITH_COMMA = 45, 30
"""No heading of one line is longer; one of two halves with a comma between is shorter still."""

NARROWEST, WIDEST = 12, 60
"""The width of a hard-wrapped column, in characters."""

SIGHT = 240
"""How much of a line is looked at from its end: enough for every rule, so that long texts stay linear."""


MOST_BREAKS = 3
"""More line breaks than two blank lines end every sentence."""


class Line(NamedTuple):
    """A line so far: its last characters, its first ones, and its length."""

    end: str
    head: str
    length: int


def joined_lines(text: str) -> list[Edit]:
    """Find the line breaks that fall inside a sentence.

    A pair of lines is judged by itself, never by the page around it, so an article reads alone as it reads
    in its page. A line is continued if it cannot end as it does (a comma, an open quotation), if both lines
    are of the width of a wrapped column, or if both are prose: long, or with a full stop inside, or begun by
    an adverbial of time. Headings, list items, rows of a table and new paragraphs are never joined to.
    """
    edits: list[Edit] = []
    begins = 0
    for match in BREAK.finditer(text):
        start, end = match.span()
        stop = text.find("\n", end)
        right = text[end : min(stop if stop >= 0 else len(text), end + SIGHT)]
        indent = text[match.start() : end].rpartition("\n")[2]
        left = text[max(begins, start - SIGHT) : start]
        line = Line(left, text[begins : begins + 30], start - begins)
        if left and right and _is_continued(line, indent + right, text.count("\n", start, end)):
            edits.append(_closing(text, start, end))
        else:
            begins = end
    return edits


def _is_continued(line: Line, right: str, breaks: int) -> bool:
    left, head, length = line
    if breaks > MOST_BREAKS or CLOSED.search(left) or BLOCK.match(right):
        return False
    if COLUMNS.search(left) or COLUMNS.search(right):
        return False
    if HYPHENATED.search(left) and LOWER.match(right):
        return True
    if re.search(r"[0-9.]$", left) and re.match(r"[0-9.]", right):
        return False
    if OPEN.search(left) or UNCLOSED.search(left):
        return bool(INSIDE.search(left) or INSIDE.search(right))
    if breaks == 1 and _is_wrapped(left, length, right):
        return True
    is_prose = (
        length >= LONG
        or (length >= LONG_WITH_COMMA and re.search(r"[，,]", left) is not None)
        or re.search(r"[。；;！？]", left) is not None
        or TIMED.match(head) is not None
    )
    return is_prose and INSIDE.search(right) is not None and OPENER.match(right) is None


def _is_wrapped(left: str, length: int, right: str) -> bool:
    if not NARROWEST <= length <= WIDEST or not (INSIDE.search(left) or INSIDE.search(right)):
        return False
    is_full = abs(length - len(right)) <= 2
    is_last = len(right) < length and CLOSED.search(right) is not None
    return BLOCK.match(left) is None and (is_full or is_last)


def _closing(text: str, start: int, end: int) -> Edit:
    """Close the break between two lines; between Latin words, and between numbers, a space stays."""
    before, after = text[start - 1], text[end]
    if HYPHENATED.search(text, max(0, start - 2), start) and LOWER.match(after):
        return Edit(start - 1, end, "")
    if before in ",，" and after.isdigit():
        return Edit(start, end, " ")
    is_between_words = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return Edit(start, end, " " if is_between_words else "")


def has_columns(line: str) -> bool:
    """Tell whether `line` is a row of a table: a tab, a wide gap, or numbers side by side without a comma."""
    if COLUMNS.search(line):
        return True
    return (
        INSIDE.search(line) is None and re.search(rf"[0-9{HAN}%] +-?[0-9][0-9.,]* +-?[0-9]", line) is not None
    )
