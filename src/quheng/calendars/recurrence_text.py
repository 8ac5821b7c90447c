"""Recurrences as people write them: `every 2 days`, `weekly on Monday`, 每5个工作日, 每月最后一个工作日."""

from __future__ import annotations

import re
from typing import Any

from quheng.bilingual import Text
from quheng.declarations import ContradictionError

WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

ENGLISH = re.compile(
    r"(?:every (?:(?P<n>\d+) )?(?P<unit>days?|working days?|workdays?|weeks?|months?)"
    r"|(?P<adverb>daily|weekly|monthly))"
    r"(?: (?:on )?(?:the )?(?P<on>last (?:working day|workday)|[a-z]+day|\d{1,2}(?:st|nd|rd|th)?))?"
)

CHINESE = re.compile(
    r"每(?P<n>\d+)?个?(?P<unit>天|工作日|周|星期|月|日)"
    r"(?:(?:的)?(?:周|星期)?(?P<on>最后一个工作日|[一二三四五六日天]|\d{1,2}[日号]))?"
)

UNITS = {
    "day": "day",
    "daily": "day",
    "天": "day",
    "日": "day",
    "working day": "workday",
    "workday": "workday",
    "工作日": "workday",
    "week": "week",
    "weekly": "week",
    "周": "week",
    "星期": "week",
    "month": "month",
    "monthly": "month",
    "月": "month",
}

ON = {
    **{name: name for name in WEEKDAY_NAMES},
    **dict(zip("一二三四五六日", WEEKDAY_NAMES, strict=True)),
    "天": "sunday",
    "最后一个工作日": "last_workday",
    "last working day": "last_workday",
    "last workday": "last_workday",
}


def read_recurrence(text: str) -> dict[str, Any]:
    """Return the keys of the recurrence that a text describes.

    Raises
    ------
    ContradictionError
        Where it is not understood.
    """
    plain = " ".join(text.lower().split())
    english = ENGLISH.fullmatch(plain)
    found = english or CHINESE.fullmatch(plain.replace(" ", ""))
    if found is None:
        raise _not_understood(text)
    unit = found["unit"].removesuffix("s") if found["unit"] else english["adverb"] if english else None
    keys: dict[str, Any] = {"unit": UNITS[str(unit)]}
    if found["n"]:
        keys["every"] = int(found["n"])
    if found["on"]:
        number = re.match(r"\d+", found["on"])
        on = int(number[0]) if number else ON.get(found["on"])
        if on is None:
            raise _not_understood(text)
        keys["on"] = on
    return keys


def _not_understood(text: str) -> ContradictionError:
    return ContradictionError(
        Text(zh=f"读不懂周期 {text!r}", en=f"the recurrence {text!r} is not understood"),
        Text(
            zh="例如：每2天、每周一、每5个工作日、每月15日、每月最后一个工作日",
            en="such as: every 2 days, weekly on Monday, every 5 working days, monthly on 15, "
            "monthly on the last working day",
        ),
    )
