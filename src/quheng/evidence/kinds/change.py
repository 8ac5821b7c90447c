"""Whether a number is the size of a change, and which way."""

from __future__ import annotations

import re
from typing import Literal

from quheng.evidence.kinds.cues import Found
from quheng.evidence.kinds.setting import Setting
from quheng.evidence.numbers import Numeral

ADJACENT = 2
"""How many characters may stand between a verb of change and an amount: 增加了近300家."""

BARE = re.compile(
    "(?:[微略猛仅净再陡骤锐大小又各还均只稍]|同比|环比|分别|合计|连续[一二三四五六七八九十0-9]+[年月]?)?"
    r"(?:(?P<rise>[增升涨]|上浮|上扬)|(?P<fall>[降跌减缩]|下浮|下探|压缩|压降))[了幅]?(?:约|近|超|逾|达)?\Z"
)
"""A verb of one character right before a proportion: 增5.2%, 微降0.4%."""

COMPARED = re.compile(
    "(?:[比较]|同比|环比)[^，。；,;、]{0,12}?"
    r"(?:(?P<rise>[多增高涨升快])|(?P<fall>[少减低降跌省慢]))(?:[收花支了出下加报来])?(?:约|近|超|逾)?\Z|"
    r"(?P<more>超收|增收|多收)\Z|(?P<less>短收|减收|少收)\Z"
)
"""A comparison right before an amount: 比上年少0.2元, 短收19.6亿元."""

FALLS = ("降幅", "跌幅", "减幅")


def sign(text: str, numeral: Numeral, clause_start: int) -> Literal[1, -1]:
    """Return -1 where the number is the size of a fall (下降3.2%), else 1.

    A number with its own minus keeps it. A change of a change counts from the growth rate: 降幅收窄 raises
    it, 增幅收窄 and 降幅扩大 lower it.

    Parameters
    ----------
    text
        The text.
    numeral
        A numeral that is a claim.
    clause_start
        Where its clause begins.
    """
    if numeral.point is None or numeral.point < 0:
        return 1
    setting = Setting(text, numeral, clause_start, clause_start)
    found = change(setting)
    if found is None:
        return 1
    of_a_fall = any(cue.word in FALLS for cue in setting.cues)
    if found.sort == "narrowing":
        return 1 if of_a_fall else -1
    if found.sort == "rise":
        return -1 if of_a_fall and found.word == "扩大" else 1
    return -1 if found.sort in ("fall", "behind") else 1


def change(setting: Setting) -> Found | None:
    """Return the cue that makes the number a change: the last of a proportion, one next to an amount."""
    if bare := _bare(setting):
        return bare
    cues = setting.near
    if setting.numeral.dimension != "percentage-point":
        cues = [found for found in cues if found.sort not in ("ahead", "behind")]
    if not setting.is_proportion:
        adjacent = cues and cues[-1].kind == "growth" and setting.head - cues[-1].end <= ADJACENT
        return cues[-1] if adjacent else None
    deciding = [found for found in cues if found.kind in ("share", "growth", "rate")]
    if not deciding or deciding[-1].kind != "growth":
        return None
    if deciding[-1].sort == "compared" and len(deciding) > 1 and deciding[-2].kind == "growth":
        return deciding[-2]
    return deciding[-1]


def _bare(setting: Setting) -> Found | None:
    """Return the change that one plain verb says, right before the number or its list."""
    found = setting.in_clause(BARE if setting.is_proportion else COMPARED)
    if found is None:
        return None
    is_rise = found["rise"] or found.groupdict().get("more")
    return Found("growth", "rise" if is_rise else "fall", found[0], found.end())
