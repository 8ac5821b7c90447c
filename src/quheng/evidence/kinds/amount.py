"""Classify counts and amounts: growth, new, cumulative, level, count."""

from __future__ import annotations

import re

from quheng.evidence.claim import Kind
from quheng.evidence.kinds.change import change
from quheng.evidence.kinds.cues import Found, cues_in
from quheng.evidence.kinds.proportion import BASE
from quheng.evidence.kinds.sense import Sense
from quheng.evidence.kinds.setting import OF_WHICH, Setting
from quheng.evidence.numbers.changes import CHANGED, FROM_TO

FRAME = re.compile("截至|截止|目前|以来|至今|迄今")
RUNNING_TOTAL = re.compile("(?:截至|截止|目前|以来)[^。]*累计(?P<governed>[^,，。;；]*)")
AS_OF = re.compile("截至|截止|[年季月期]末")
PART_OF_A_YEAR = re.compile(
    "[0-9一][-—–~～至到][0-9]{1,2}月(?!当月)|前[0-9一二三四五六七八九十]{1,2}个?月|前[一二三]季度|上半年|"
    "年初以来|今年以来"
)
PART_ALONE = re.compile("当月|当季|单月|[日月人户平]均|标准|均价|每")
AVERAGE = re.compile("[日月人户亩单]均(?!衡)|年均(?![增下])|平均每|每[天日月年家户人]")
"""An average is neither new nor a running total, whatever is averaged."""

STOCKS = ("余额", "存量", "期末", "月末", "年末", "季末", "标准")
SUMS = ("总额", "总值", "余额")
"""Cues that speak of money alone."""


def amount(setting: Setting) -> Sense:
    """Classify a count or an amount, by its cues, else by what it is part of, else by its measure."""
    if setting.in_clause(FROM_TO) and CHANGED.match(setting.text, setting.numeral.end):
        return Sense("level", "kind.level:from")
    if found := change(setting):
        return Sense("growth", f"kind.growth:{found.sort}", setting.last_in_clause(BASE))
    if setting.in_item(AVERAGE):
        return Sense("level", "kind.level:average")
    return _by_cue(setting) or _inherited(setting) or _by_measure(setting)


def _by_cue(setting: Setting) -> Sense | None:
    """Classify an amount by the cues before it: new over cumulative over level."""
    by_kind = {found.kind: found for found in setting.near if found.sort != "so-far"}
    added, total, stock = by_kind.get("new"), by_kind.get("cumulative"), by_kind.get("level")
    runs_on, so_far = _runs_on(setting), _so_far(setting)
    if added and (
        added.word.startswith(("新", "净")) or not (runs_on or so_far or (total and total.end <= added.end))
    ):
        return _sense("new", added)
    if total:
        return _sense("cumulative", total)
    if runs_on and not stock:
        return Sense("cumulative", "kind.cumulative:running-total")
    if so_far:
        return _sense("cumulative", so_far)
    if setting.is_money and not (stock and stock.word in STOCKS) and not setting.in_clause(PART_ALONE):
        part = PART_OF_A_YEAR.search(setting.text, setting.whole_start, setting.start)
        if part:
            return Sense("cumulative", f"kind.cumulative:{part[0]}")
    return _sense("level", stock) if stock else None


def _runs_on(setting: Setting) -> bool:
    """Tell whether 截至...累计 earlier in the sentence governs this number too, sums with sums."""
    running = setting.in_sentence(RUNNING_TOTAL)
    return running is not None and ("元" in running["governed"]) == setting.is_money


def _so_far(setting: Setting) -> Found | None:
    """Return 已 or 共 where the sentence says up to when."""
    found = next((found for found in setting.near if found.sort == "so-far"), None)
    if found is None:
        return None
    return found if found.word.startswith("已") or setting.in_sentence(FRAME) else None


BARE_COUNT = "kind.count"
"""The rule of a count that no word says more of."""

LONGEST_ITEM = 12
SHORT = 6
DOING = re.compile(
    "实现|覆盖|涉及|惠及|带动|吸引|报名|达成|完成|解决|服务|走访|整改|办结|发现|注销|撤|"
    "退出|关闭|关停|取缔|淘汰|死亡|赔付|目前|现有|在运"
)


def _inherited(setting: Setting) -> Sense | None:
    """Take the kind of the foregoing amount where a clause only names its part, or the next item of a list.

    其中城镇46985万人 and 竞秀区7342人 say what sort of number they are by what stands before them.
    """
    if not (_is_part(setting) or _continues_list(setting)):
        return None
    for found in reversed(cues_in(setting.text, setting.whole_start, setting.clause_start)):
        if found.word in SUMS and not setting.numeral.continuous:
            continue
        if found.kind in ("new", "level"):
            return Sense(found.kind, f"kind.{found.kind}:inherited:{found.word}")
        if found.kind == "cumulative":
            return None
    return None


def _is_part(setting: Setting) -> bool:
    """Tell whether 其中 opens the clause, or the statement whose short clause this is."""
    text, clause_start = setting.text, setting.clause_start
    if OF_WHICH.match(text, clause_start):
        return True
    short = setting.start - clause_start <= LONGEST_ITEM
    return short and OF_WHICH.match(text, setting.statement_start) is not None


def _continues_list(setting: Setting) -> bool:
    """Tell whether a short clause follows an amount in the same measure."""
    numeral, text, clause_start = setting.numeral, setting.text, setting.clause_start
    if numeral.continuous or not numeral.measure or setting.start - clause_start > SHORT:
        return False
    foregoing = text[max(0, clause_start - SHORT) : clause_start].rstrip(",， ")
    return foregoing.endswith(numeral.measure) and not DOING.match(text, clause_start)


def _by_measure(setting: Setting) -> Sense:
    """Classify an amount without any cue: what is measured is a level, a count as of a day too."""
    if setting.numeral.continuous or setting.is_money:
        return Sense("level", "kind.level:measure")
    as_of = setting.in_sentence(AS_OF)
    if as_of is None:
        return Sense("count", BARE_COUNT)
    if any(found.kind == "cumulative" for found in setting.earlier):
        return Sense("cumulative", "kind.cumulative:inherited")
    return Sense("level", f"kind.level:{as_of[0]}")


def _sense(kind: Kind, found: Found) -> Sense:
    return Sense(kind, f"kind.{kind}:{found.word}")
