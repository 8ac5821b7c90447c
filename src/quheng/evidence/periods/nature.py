"""What a number is by the words around it: what there is, what was done, or what was before."""

from __future__ import annotations

import re
from datetime import date, timedelta

from quheng.evidence.claim import Kind
from quheng.evidence.periods.expressions import TimeExpression
from quheng.evidence.periods.reach import AHEAD, SIGHT
from quheng.evidence.periods.timeline import Timeline

STANDING_KINDS: frozenset[Kind] = frozenset({"level", "count", "rank", "cumulative"})

STANDING = re.compile(
    r"(?<!新增..)(?<!新增...)(?<!新增....)(?<!成交)(?<!交易)(?<!吞吐)(?<!盘活)(?<!化解)(?:"
    r"(?<!经济|产值|业务|贸易|消费|排放|用水|用电|供水|发电|生产|出口|进口|运输|零售|收入|销售|投资|支出)总量(?![居列位排占])"
    r"|总数|总装机|余额|存量|现有|实有|拥有|共有|保有|在册|在校|有效|期末|年末)"
)
"""Words of what there is, as against what was done."""

DONE = re.compile(
    r"(?:产量|销量|销售[量额]|成交[量额]|交易[量额]|吞吐量|运输?量|周转量|发送量|新设|新登记|新签|日均|每[天日]"
    r"|动用|调[入减增]|压减|发行|偿还|拨付)[^，。；0-9]{0,12}$"
)
"""Words of what was done, whatever the thing is of which it was done: 新能源汽车产量."""

LIMIT = re.compile(r"(?<!占)(?:限额|预算)(?!的)[^，。；]{0,20}$")
"""Words of what is fixed for a year."""

GOES_ON = re.compile(r"其中|(?:同比|环比|分别)?(?:比|较|[增下上回]|占|居)")
"""其中 speaks of a part of what the clause before was about, 增长 of its change."""

CHANGE = re.compile(r"(?:增量|增速|增幅|降幅|涨幅|增长率)(?!的)[^，。；0-9]{0,16}")
"""The change as the subject of its clause: 增速居全省第二."""

OF_THE_YEAR = re.compile(r"(?:年度|全年)(?:计划|目标|任务|预算)(?:任务|投资|收入|支出|[总数额])*[为是]?$")
"""The number in 完成年度目标30亿元的六成."""

AMENDED = re.compile(r"(?:预算|计划|指标|限额|概算)[数额]?(?:的|[由从][^，。；0-9]{0,6})?$")
"""What is amended, not what changes in time: 预算由12亿元调整为15亿元."""

KEPT = re.compile(r"始终|保持|稳定在|年均|平均|连续|[每历]年|同期")

ACHIEVED = re.compile(
    r"(?:投入|流转|争取|发放|拨付|整治|治理|修复|改造|新建|引进|落实|筹集|募集|减免|兑现|完成)[^，。；0-9率]{0,16}$"
)
"""What over several years was done in all of them: 五年来投入3亿元."""

AT_FIRST = re.compile(r"最初|起初|当初|[开初]始|初期|之初|首[发届批期]")

PROJECT = re.compile(r"[，、（]占(?:项目|工程|计划)*总投资|[，、（]占(?:项目|工程)*概算")
"""A share of all that a project is to cost, which counts from its beginning."""

PLACED = re.compile(r"[，、；]?(?:约|均|各|分别|合计)?(?:占|居|位居|位列|位次|列|排)")
"""A share or rank that says of the clause before how much or which it is."""

ADDED_UP = re.compile(r"新增[^。；]{0,30}[，,、][^，,、。；0-9]{0,4}累计(?:已?达到?)?$")
"""新增2家，累计45家."""

NUMBER = re.compile(r"[0-9][0-9.,]*")

YEARLY = re.compile(r"全年|年度|今年|本年")
"""Words beside which a count up to a day is one of the year."""

STARTED_FROM = re.compile(r"[由从][^，。；0-9]{0,6}$")
CHANGED_TO = re.compile(
    r"[^，。；0-9]{0,6}?(?:[提升增扩减缩降压下上转调变延恢改][^，。；0-9]{0,3}?)?[到至为]|[^，。；0-9]{0,4}[降升增减]"
)
"""由12家增加到15家: 12家 is from before."""

REACHED = re.compile(r"(?:[提升增扩减缩降压转调]\w{0,2}?[到至为]|达到?)第?$")


def is_stock(start: int, timeline: Timeline, stock: bool | None, kind: Kind) -> bool | None:
    """Tell from the words before a number whether it is what there is, where the indicator does not say."""
    text, sentence = timeline.text, max(timeline.sentence_start(start), start - SIGHT)
    clause = timeline.clause_start(start)
    if stock is not None:
        return stock and not _was_done(text, clause, start, timeline)
    if kind in ("share", "rank") and clause > sentence and PLACED.match(text, clause):
        clause, start = timeline.clause_start(clause - 1), clause
        numbers = [match.start() for match in NUMBER.finditer(text, clause, start)]
        start = numbers[-1] if numbers else start
        if DONE.search(text, clause, start):
            return False
    elif kind not in STANDING_KINDS:
        return None
    return True if STANDING.search(text, clause, start) or ADDED_UP.search(text, sentence, start) else None


def _was_done(text: str, clause: int, start: int, timeline: Timeline) -> bool:
    """Tell from the words before a number that it is not of what there is, though the thing can be."""
    if DONE.search(text, clause, start) or LIMIT.search(text, clause, start):
        return True
    if clause == 0 or not GOES_ON.match(text, clause):
        return False
    whole = timeline.clause_start(clause - 1)
    numbers = list(NUMBER.finditer(text, whole, clause))
    return bool(numbers) and DONE.search(text, whole, numbers[0].start()) is not None


def of_the_year(start: int, timeline: Timeline) -> bool:
    """Tell whether a number is what was planned for the whole year."""
    return OF_THE_YEAR.search(timeline.text, timeline.clause_start(start), start) is not None


def of_change(start: int, timeline: Timeline, kind: Kind) -> Kind:
    """Take the rank of a change for one: 增速居全省第二 is of the time of the growth."""
    is_ranked = kind == "rank" and CHANGE.match(timeline.text, timeline.clause_start(start), start)
    return "growth" if is_ranked else kind


def is_from_the_beginning(end: int, timeline: Timeline) -> bool:
    """Tell whether a running count is of a project of several years."""
    return PROJECT.match(timeline.text, end) is not None


def runs_from_new_year(
    expression: TimeExpression, last: date, start: int, timeline: Timeline, stock: bool | None, kind: Kind
) -> bool:
    """Tell whether a count up to a day is one from the start of its year.

    What is new, and a flow up to the end of a month, is. A count up to some other day may have begun with
    any campaign, and one of unknown nature may be what there is: these are of the year only where a word
    beside them says so.
    """
    if kind == "growth" and stock is not False:
        return (last.month, last.day) == (12, 31) or expression.start < timeline.sentence_start(start)
    if kind in ("new", "forecast", "growth"):
        return True
    is_some_day = expression.text.endswith("日") and (last + timedelta(days=1)).day != 1
    if stock or (stock is False and not is_some_day):
        return not stock
    if not expression.text.startswith("截") or expression.text[-1] not in "月底末日":
        return False
    around = (
        max(timeline.sentence_start(expression.start), expression.start - SIGHT),
        min(timeline.sentence_end(start), start + SIGHT),
    )
    return YEARLY.search(timeline.text, *around) is not None


def looks_ahead(expression: TimeExpression, start: int, timeline: Timeline) -> bool:
    """Tell whether a year that is not over is meant as a whole: by the word, by a plan, by a forecast."""
    frame = timeline.frame_at(start)
    says_so = AHEAD.search(timeline.text, timeline.clause_start(start), start) is not None
    return "全年" in expression.text or frame.is_plan or says_so


def is_from_before(start: int, end: int, timeline: Timeline, expression: TimeExpression | None) -> bool:
    """Tell whether a change started from a number (由12家增加到15家) and no time beside it says when."""
    text = timeline.text
    clause = timeline.clause_start(start)
    led = STARTED_FROM.search(text, clause, start)
    if led is None or AMENDED.search(text, clause, start):
        return False
    if expression is not None and expression.start >= led.start():
        return False
    return CHANGED_TO.match(text, end, min(timeline.layout.clause_at(start).end, end + SIGHT)) is not None


def is_done(start: int, timeline: Timeline) -> bool:
    """Tell whether a number was done bit by bit: 投入3亿元."""
    return ACHIEVED.search(timeline.text, timeline.clause_start(start), start) is not None


def is_kept(start: int, timeline: Timeline) -> bool:
    """Tell whether a number was the same all the time: 始终保持在六成以上."""
    return KEPT.search(timeline.text, timeline.clause_start(start), start) is not None


def is_reached(start: int, timeline: Timeline) -> bool:
    """Tell whether a number is the one to which a change led: 增加到15家."""
    return REACHED.search(timeline.text, timeline.clause_start(start), start) is not None
