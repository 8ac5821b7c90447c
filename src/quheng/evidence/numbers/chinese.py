"""Chinese numerals: 十二, 两千三百, 一亿二千万, 二〇二四."""

from __future__ import annotations

import re

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
POWERS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"万": 10**4, "亿": 10**8}
LONGEST = 12

SECTION = re.compile(
    r"(?:([一二两三四五六七八九])?千)?"
    r"(?:[零〇]?([一二两三四五六七八九])?百)?"
    r"(?:[零〇]?([一二两三四五六七八九])?十)?"
    r"([零〇])?([一二两三四五六七八九])?"
)


def value_of(text: str) -> int | None:
    """Return the value of a Chinese numeral, or None where the characters do not form one.

    Read are digits with powers and scales (三百二十, 一亿二千万, 万亿), where a leading one may be left out
    (十二, 百) and the last power too (三万五 is 35,000, 一百二 is 120); and digits alone, of three or more
    (二〇二四). Two bare digits (三五) are no number but a rough range or a name.
    """
    if all(character in DIGITS for character in text):
        readable = len(text) == 1 or 2 < len(text) <= LONGEST
        return int("".join(str(DIGITS[character]) for character in text)) if readable else None
    return _scaled(text, (("亿", 10**8), ("万", 10**4)))


def last_place(text: str) -> int:
    """Return the place of the last digit written: 10 of 三百二十, 10**6 of 三百万, 1 of 十二."""
    place = 1
    for character in reversed(text):
        if character not in SCALES:
            return place * POWERS.get(character, 1)
        place *= SCALES[character]
    return place


def _scaled(text: str, scales: tuple[tuple[str, int], ...]) -> int | None:
    """Read `text` around its last 亿, what stands before it around its last 万, and the rest as sections."""
    if not scales:
        return _section(text)
    (mark, scale), smaller = scales[0], scales[1:]
    before, found, after = text.rpartition(mark)
    if not found:
        return _scaled(text, smaller)
    head = _scaled(before, smaller) if before else 1
    tail = _scaled(after, smaller) if after else 0
    if head is None or tail is None:
        return None
    if len(after) == 1 and after in DIGITS:
        tail *= scale // 10
    return head * scale + tail


def _section(text: str) -> int | None:
    """Read what is below ten thousand."""
    match = SECTION.fullmatch(text)
    if match is None:
        return None
    value, power = 0, 1
    for group, place, mark in ((1, 1000, "千"), (2, 100, "百"), (3, 10, "十")):
        if mark in text:
            value += (DIGITS[match[group]] if match[group] else 1) * place
            power = place
    if match[5]:
        value += DIGITS[match[5]] * (power // 10 if power > 10 and not match[4] else 1)
    return value
