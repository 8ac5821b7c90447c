"""Classify percentages, fractions, multiples and differences in percentage points."""

from __future__ import annotations

import re

from quheng.evidence.kinds.change import change
from quheng.evidence.kinds.sense import Sense
from quheng.evidence.kinds.setting import Setting

COMPLETION = re.compile(
    "(?:完成|[占为])(?P<whole>[^,，。;；、0-9]{0,10}"
    r"(?:(?<!公共)(?<!基金)(?<!经营)预算|目标|计划|任务)(?:数|任务|总量)?)的?[为达]?\Z"
)
"""为调整预算的97.9%, 完成年度目标的85%: how far a plan is carried out."""

TAKEN = re.compile(
    r"占(?![比有地用据领])(?:到|了)?(?P<whole>[^,，。;；、0-9]{0,24}?)(?:总量|总数|总额|总人数)?的?(?:比重|比例|份额|比)?"
    r"(?:约?[为达]到?|近|约|超)?\Z"
)
CONTRIBUTION = re.compile(r"对(?P<whole>[^,，。;；]{1,24}?)的?贡献率[^,，。;；]{0,4}\Z")
OF_WHOLE = re.compile(r"(?:占|[是为达相当于])(?P<whole>[^,，。;；、]{1,24})的\Z")
FOREGOING = re.compile(r"(?:其中|包括|含)?[,，]?\s*")

BASE = re.compile(
    "同比|环比|年均|两年平均|[比较](?:上年同期|上年末|上年底|上年|去年同期|去年末|去年底|去年|年初|上月末|上月|"
    "上季度末|上季度|20[0-9]{2}年末?|“?十[二三四]五”?末?)"
)


def completion(setting: Setting) -> Sense | None:
    """Return the rate at which a plan is carried out, where the number is one."""
    found = setting.in_clause(COMPLETION)
    return Sense("rate", "kind.rate:completion", found["whole"]) if found else None


def proportion(setting: Setting) -> Sense:
    """Classify a proportion: growth by the last cue before it, then share, then rate."""
    numeral = setting.numeral
    if numeral.form == "ratio":
        return Sense("share", "kind.share:ratio")
    found = change(setting)
    if found or numeral.form == "doubling" or numeral.dimension == "percentage-point":
        sort = found.sort if found else numeral.form
        return Sense("growth", f"kind.growth:{sort}", setting.last_in_clause(BASE))
    for pattern in (TAKEN, CONTRIBUTION, OF_WHOLE):
        if whole := setting.in_clause(pattern):
            return Sense("share", "kind.share:of-whole", whole["whole"].strip())
    for cue in reversed(setting.near):
        if cue.kind in ("share", "rate"):
            return Sense(cue.kind, f"kind.{cue.kind}:{cue.word}")
    return _by_the_foregoing(setting)


def _by_the_foregoing(setting: Setting) -> Sense:
    """Classify a proportion without a cue of its own by what the sentence says before."""
    bare = FOREGOING.fullmatch(setting.text, setting.clause_start, setting.start)
    if bare or setting.numeral.form in ("fraction", "tenths", "range"):
        return Sense("share", "kind.share:of-the-foregoing")
    kept = any(cue.kind == "level" for cue in setting.near)
    for cue in reversed(setting.earlier):
        is_rate_of_change = cue.kind == "growth" and cue.word.endswith(("速", "幅", "率"))
        if cue.kind in ("share", "rate") or is_rate_of_change or (cue.kind == "growth" and not kept):
            return Sense(cue.kind, f"kind.{cue.kind}:sentence:{cue.word}")
    return Sense("rate", "kind.rate:default")
