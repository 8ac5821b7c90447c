"""Numbers torn apart: by a line break, by a space, by a point or comma of the wrong width."""

from __future__ import annotations

import re
from typing import Literal

from quheng.evidence.repair.view import Edit
from quheng.evidence.repair.words import HAN, MEASURE, NO_MEASURE

Torn = Literal["number", "measure"]
"""What a gap tore: the digits of one number, or the number from its measure."""

BEFORE_MEASURE = rf"(?!{NO_MEASURE}){MEASURE}"

GAP = re.compile(
    r"(?<=[0-9.])(?P<gap> +(?=[0-9.])|[ \t]*\n[ \t]*(?:\n[ \t]*)?)"
    rf"(?=(?P<more>\.?[0-9][0-9.,]*)(?P<then>{MEASURE}|[年月日])?|(?P<measure>{BEFORE_MEASURE}))"
)
"""White space after a digit or a point, and what follows: more of the number, or a measure on a new line."""

LEFT = re.compile(rf"(?P<word>[{HAN}，。、：；“”（）,;:()+＋-])?[ ]*(?P<digits>[0-9][0-9,]*(?:\.[0-9]*)?)$")
"""The end of a line up to a gap: the number's beginning, and the character it leans on."""

LABEL = re.compile(r"(?:附[件表录]|[表图注]|专栏)[ ]*$")
"""Words whose number is a label and ends with its line."""

REACH = 40
"""How far the number's beginning is sought; no number is longer."""

SPACED_THOUSANDS = re.compile(
    rf"(?<![0-9.,])(?<![0-9] )[0-9]{{1,3}}(?: [0-9]{{3}})+(?=(?:\.[0-9]+)? ?{BEFORE_MEASURE})"
)
WIDE_COMMA = re.compile(rf"(?<![0-9.,，])[0-9]{{1,3}}(?:，[0-9]{{3}})+(?=(?:\.[0-9]+)?{BEFORE_MEASURE})")
LIST_CUE = re.compile(r"分别|依次|各[是为有]")
RAISED_POINT = re.compile(rf"(?<![0-9.])(?P<whole>[0-9]+)[·・•](?=[0-9]+{BEFORE_MEASURE})")
"""A decimal point printed at half height: 27·3%. Without a measure it may be a date, as in 9·18."""


def whole_numbers(text: str) -> list[Edit]:
    """Find the spaces inside numbers and the points and commas of the wrong width.

    A space groups thousands only in the strict form of groups of three digits before a measure, and a wide
    comma only where no word such as 分别 announces a list.
    """
    edits: list[Edit] = []
    for match in SPACED_THOUSANDS.finditer(text):
        edits += [Edit(at, at + 1, "") for at in range(*match.span()) if text[at] == " "]
    for match in WIDE_COMMA.finditer(text):
        if not LIST_CUE.search(text, max(0, match.start() - 12), match.start()):
            edits += [Edit(at, at + 1, ",") for at in range(*match.span()) if text[at] == "，"]
    edits += [Edit(match.end() - 1, match.end(), ".") for match in RAISED_POINT.finditer(text)]
    return sorted(edits)


def mended_gaps(text: str) -> list[tuple[Edit, Torn]]:
    """Find the white space that tears a number, or a number from its measure.

    27.⏎3% is one number. A gap is closed only where the left part leans on a word of its own line and does
    not stand alone, for then it is the cell of a table or the mark of a list (1.⏎3家), and where the right
    part goes on as the rest of a number does.
    """
    mended: list[tuple[Edit, Torn]] = []
    for match in GAP.finditer(text):
        start = match.start()
        left = LEFT.search(
            text, max(0, start - REACH, text.rfind("\n", max(0, start - REACH), start) + 1), start
        )
        if left is None or LABEL.search(text, max(0, left.start() - 1), left.start("digits")):
            continue
        if not (left["word"] or _continues_a_sentence(text, left.start())):
            continue
        edit = Edit(start, match.end("gap"), "")
        if match["measure"]:
            if text[start - 1] != ".":
                mended.append((edit, "measure"))
        elif _is_one_number(left, match):
            mended.append((edit, "number"))
    return mended


def _continues_a_sentence(text: str, start: int) -> bool:
    """Tell whether the line that begins at `start` follows, by one line break, a line that ends in a word."""
    return start >= 2 and text[start - 1] == "\n" and re.match(rf"[{HAN}]", text[start - 2]) is not None


def _is_one_number(left: re.Match[str], gap: re.Match[str]) -> bool:
    digits, right = left["digits"], gap["more"]
    if digits.endswith("."):
        leans_on_a_word = left["word"] is None or re.match(f"[{HAN}]", left["word"]) is not None
        return (
            leans_on_a_word and "." not in right and gap["then"] is not None and gap["then"] not in "年月日"
        )
    if right.startswith("."):
        return "." not in digits and right.count(".") == 1
    if "\n" not in gap["gap"] or not gap["then"] or ("." in digits and "." in right):
        return False
    is_blank_line = gap["gap"].count("\n") > 1
    return not (is_blank_line and gap["then"] in "年月日")
