"""Footnote marks: behind a label or a figure, and at the head of the lines below a table."""

from __future__ import annotations

import re

DIGITS = "0123456789"

_NUMBER = r"\d{1,2}"
_SIGN = (
    r"[\u2460-\u2473]|[¹²³⁴⁵⁶⁷⁸⁹]+|[*†‡]+|\[(?:注?\d{1,2}|[*†‡a-z])\]"
    rf"|\((?:注\s*{_NUMBER}?|[\u2460-\u2473])\)|注{_NUMBER}"
)
_BEHIND_LABEL = re.compile(rf"(?P<mark>{_SIGN}|(?<=[^\d(.,+\-]){_NUMBER}\)|(?<=\s){_NUMBER}\))\s*\Z")
_BEHIND_FIGURE = re.compile(rf"(?<=[\d%)\]*†‡\u2460-\u2473])\s*(?P<mark>{_SIGN}|(?<=\s){_NUMBER}\))\s*\Z")
_AT_HEAD = re.compile(
    rf"(?:注(?:释)?[:：.]?\s*)?(?P<mark>{_SIGN}|\(?{_NUMBER}\)|{_NUMBER}[.、](?!\d))[:：、.\s]*(?P<text>.+)",
    re.DOTALL,
)
_SQUARE = re.compile(r"(?:[kcdm]?m|公里|米)[²³]\s*\Z")


def without_marks(label: str) -> tuple[str, tuple[str, ...]]:
    """Return a label, in its plain form, without the marks behind it, and these in their order."""
    return _stripped(label, _BEHIND_LABEL)


def figure_without_marks(figure: str) -> tuple[str, tuple[str, ...]]:
    """Return a figure without the marks behind it.

    Digits and a parenthesis directly behind a digit are no mark: of `123.41)` nobody can tell the last digit.
    """
    return _stripped(figure, _BEHIND_FIGURE)


def footnote(line: str) -> tuple[str, str] | None:
    """Return the mark at the head of a line below a table, and the text it explains; None without a mark."""
    found = _AT_HEAD.match(line)
    return (_bare(found["mark"]), found["text"].strip()) if found else None


def _stripped(text: str, pattern: re.Pattern[str]) -> tuple[str, tuple[str, ...]]:
    marks: list[str] = []
    while (found := pattern.search(text)) and found.start() and not _SQUARE.search(text):
        if found["mark"][0] in DIGITS and text.count("(") >= text.count(")"):
            break
        marks.insert(0, _bare(found["mark"]))
        text = text[: found.start()].rstrip()
    return text, tuple(marks)


def _bare(mark: str) -> str:
    """Return the mark by which label and footnote find each other: [1], 1), 注1 and ¹ are all 1."""
    inner = mark.strip("[]().、 ").removeprefix("注").strip() or "注"
    return inner.translate(_RAISED)


_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹" + "".join(map(chr, range(0x2460, 0x2469))), "123456789" * 2)
