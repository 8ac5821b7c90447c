"""Characters that print alike or not at all: full-width forms, lookalikes, invisible marks, line ends."""

from __future__ import annotations

import re
import unicodedata

from quheng.evidence.repair.view import Edit

FULL_WIDTH = "０-９Ａ-Ｚａ-ｚ％＋－．／＝＜＞～＃＄＆＊＠＿"
"""Full-width forms that belong to numbers, measures and names. Chinese punctuation stays Chinese."""

COMPATIBILITY = "\u2f00-\u2fd5\uf900-\ufad9\u2e9f\u2ef3"
"""Radicals and compatibility ideographs that PDF writers put in place of the common character: ⼈ for 人."""

LOOKALIKES = {
    "−": "-",
    "‐": "-",
    "‑": "-",
    "﹣": "-",
    "﹪": "%",
    "﹒": ".",
    "∶": ":",
    "￥": "¥",
    "\x0b": "\n",
    "\x0c": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\xa0": " ",
    "\u1680": " ",
    "\u202f": " ",
    "\u205f": " ",
    "\u3000": " ",
} | {chr(code): " " for code in range(0x2000, 0x200B)}
"""One character for one character: dashes and signs, line and page separators, the widths of space."""

INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
"""Control characters, soft hyphen, zero-width marks, directions, variation selectors, byte-order mark."""

ZERO = "○◯ＯO"
"""Rings and letters set for the zero of 二〇二三年."""

UNUSUAL = re.compile(
    rf"(?P<hidden>[{INVISIBLE}]+|\r(?=\n))|(?P<line>\r)"
    rf"|(?P<zero>(?<=[一二三四五六七八九〇零{ZERO}])[{ZERO}](?=[一二三四五六七八九〇零{ZERO}年]))"
    rf"|(?P<form>[{FULL_WIDTH}{COMPATIBILITY}])|(?P<like>[{''.join(map(re.escape, LOOKALIKES))}])"
)


def usual_characters(text: str) -> list[Edit]:
    """Find the characters that are to be read as another one, or not to be read.

    Every replacement is one character for one: ² and ① keep their meaning, a ligature stays.
    """
    edits: list[Edit] = []
    for match in UNUSUAL.finditer(text):
        match match.lastgroup:
            case "hidden":
                by = ""
            case "line":
                by = "\n"
            case "zero":
                by = "〇"
            case "like":
                by = LOOKALIKES[match.group()]
            case _:
                by = unicodedata.normalize("NFKC", match.group())
        if len(by) <= 1 and by != match.group():
            edits.append(Edit(match.start(), match.end(), by))
    return edits
