"""The forms in which a place is written: in full, without its people, without the word of its level."""

from __future__ import annotations

import re
from functools import cache

from quheng.evidence.alternation import any_of
from quheng.evidence.places.words import word_lists

_LAST = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


def full_names(name: str) -> tuple[str, ...]:
    """Return the forms that end in the word of the level: 管城回族区, 管城区; 延边朝鲜族自治州, 延边州."""
    parts = _place_pattern().fullmatch(name)
    if parts is None or parts["people"] is None or parts["last"] == "自治区":
        return (name,)
    return (name, parts["stem"] + _LAST.get(parts["last"], parts["last"]))


def short_name(name: str) -> str | None:
    """Return the name without level and people: 郑州, 管城, 内蒙古; None if but one character is left.

    Leagues and banners are never named so.
    """
    parts = _place_pattern().fullmatch(name)
    if parts is None or parts["last"] in ("盟", "旗", "自治旗"):
        return None
    stem: str = parts["stem"] if len(parts["stem"]) > 1 else parts["stem"] + (parts["people"] or "")
    return stem if len(stem) > 1 else None


def township_names(name: str) -> tuple[str, ...]:
    """Return the forms of the name of a township: 金寨回族乡, 金寨乡."""
    parts = _township_pattern().fullmatch(name)
    if parts is None or parts["people"] is None:
        return (name,)
    return (name, parts["stem"] + parts["last"])


@cache
def _place_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<stem>.+?)(?P<people>(?:{any_of(word_lists()['peoples'])})+)?"
        r"(?P<last>特别行政区|自治[区州县旗]|地区|林区|特区|[省市县区旗州盟])"
    )


@cache
def _township_pattern() -> re.Pattern[str]:
    people = any_of(word_lists()["peoples"])
    return re.compile(rf"(?P<stem>.{{2,}}?)(?P<people>(?:{people})+)?(?P<last>街道|镇|乡|苏木)")
