"""Whether a number is a forecast or a target."""

from __future__ import annotations

import re
from datetime import date

from quheng.evidence.kinds.cues import targets_in
from quheng.evidence.kinds.setting import Setting

TARGET_BEHIND = re.compile("(?:以上|以内|左右)?的?(?:年度|全年|全省|全市|预期|总)*目标")
ACHIEVED = re.compile("完成|实现了|超额|突破|达成|已")
DONE = re.compile("已|累计|截至|目前|今年以来|去年|上年|[月年底末]完成")
BYGONE = re.compile("已|累计|截至|目前|(?<![比较])(?:去年|上年)|现有|[由从][^，。；]{0,12}$")
YEAR = re.compile("(20[0-9]{2})年")


def forecast(setting: Setting, published: date | None, *, planned: bool) -> str | None:
    """Return the rule by which a number is yet to come, or None.

    A cue holds in its own clause, and on through the sentence as long as nothing says that a thing is done; a
    target holds up to the full stop, over semicolons; a year after the publication is yet to come. In a
    section of a plan everything is, but what its clause says is done.
    """
    for found in setting.cues:
        if found.kind == "forecast":
            return f"kind.forecast:{found.word}"
    text, start = setting.text, setting.start
    if TARGET_BEHIND.match(text, setting.numeral.end) and not setting.in_sentence(ACHIEVED):
        return "kind.forecast:target-behind"
    for found in reversed(setting.earlier):
        if found.kind == "forecast" and not DONE.search(text, found.end, start):
            return f"kind.forecast:{found.word}"
    for target in targets_in(text, setting.statement_start, start):
        return f"kind.forecast:{target.word}"
    if planned and not BYGONE.search(text, setting.clause_start, start):
        return "kind.forecast:plan"
    if published:
        for year in YEAR.finditer(text, setting.sentence_start, start):
            if int(year[1]) > published.year:
                return f"kind.forecast:{year[0]}"
    return None
