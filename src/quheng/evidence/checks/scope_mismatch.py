"""Comparisons among sets that differ: 市内五区 in one place, 市内六区 in another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.evidence.checks.finding import Finding
from quheng.evidence.checks.register import Key, Register
from quheng.evidence.checks.statement import Statement

SET = re.compile(
    r"(?P<kind>市内|主城|中心城|城|全市|全省|周边|沿海|副省级|省会|计划单列|[东中西]部)"
    r"(?P<number>[一二三四五六七八九十两]{1,3}|\d{1,3})(?:个|大)?(?P<members>城区|主城区|县（市、区）|县区|区县|区|城市|市)"
    r"(?![0-9域])"
)
DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10}
REACH, RIGHT_BEHIND = 60, 12
"""Characters between a set and its claim, and between it and its rank."""


def scope_mismatch(text: str, register: Register) -> Iterator[Finding]:
    """Find two sets of one name and another number of members that claims of one place are compared with."""
    starts = [one.claim.start for one in register.statements]
    first: dict[Key, tuple[str, Statement]] = {}
    reported: set[Key] = set()
    for found in SET.finditer(text):
        compared = _compared(found, text, starts, register)
        if compared is None:
            continue
        place = compared.claim.place
        key = (found["kind"], found["members"], place.code, place.name)
        name, earlier = first.setdefault(key, (found.group(), compared))
        differ = _number(name) != _number(found.group()) and compared is not earlier
        if differ and (key, found.group()) not in reported:
            reported.add((key, found.group()))
            yield _finding(name, earlier, found.group(), compared)


def _compared(found: re.Match[str], text: str, starts: list[int], register: Register) -> Statement | None:
    """Return the claim that a set belongs to: a rank right behind it, else the number before it."""
    at = bisect_left(starts, found.end())
    follows = at < len(starts) and starts[at] - found.end() <= RIGHT_BEHIND
    if follows and register.statements[at].family == "rank":
        return register.statements[at]
    if at and _one_sentence(text[starts[at - 1] : found.start()]):
        return register.statements[at - 1]
    if at < len(starts) and _one_sentence(text[found.end() : starts[at]]):
        return register.statements[at]
    return None


def _one_sentence(words: str) -> bool:
    return len(words) <= REACH and not any(mark in words for mark in "。！？")


def _number(name: str) -> int:
    found = SET.match(name)
    number = found["number"] if found else "0"
    if number.isdigit():
        return int(number)
    tens, _, ones = number.rpartition("十")
    if "十" not in number:
        return DIGITS[number[-1]]
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)


def _finding(name: str, one: Statement, other_name: str, other: Statement) -> Finding:
    text = f"{name} ≠ {other_name}"
    return Finding(
        "scope-mismatch",
        "suspicious",
        (one.position, other.position),
        Text(zh=text, en=text),
        Text(
            zh=f"一处与“{name}”相比，另一处与“{other_name}”相比：比较范围不同，或其一误写",
            en=f"one is compared within {name}, the other within {other_name}: two ranges, or one is wrong",
        ),
    )
