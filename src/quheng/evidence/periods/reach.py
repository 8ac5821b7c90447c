"""How far a time holds: for nothing, its clause, its sentence, or its paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from quheng.evidence.periods.forms import Form

COMPARED = re.compile(r"(?:[比较]|[高低快慢好优]于|超过|超|不及)(?:[我全]?[省市区县国])?[“\"]?$")
"""比上年, 高于2019年: what stands after is the base."""

BESIDE = re.compile(r"[与同和跟][“\"]?$")
BESIDE_WHAT = re.compile(r"[^，。；]{0,40}?(?P<end>相比|比较|持平|一致|相当|接近|相近)|同期")
"""与上年相比, 同去年持平."""

MULTIPLE = re.compile(r"(?:[是为占]|相当于|恢复[到至]|完成|达到?)[“\"]?$")
MULTIPLE_OF = re.compile(
    r"[^，。；]{0,8}的(?=[0-9一二三四五六七八九十百近约超逾])|[^，。；]{0,6}(?:最|新高|新低|水平)"
)
"""为2020年的2.4倍, 恢复到2019年的八成, 为近五年最高."""

RECORD = re.compile(r"[^，。；0-9]{0,4}(?:新高|新低|首次|之最|最[高低好大快多少])")
"""创2015年以来新高."""

PRICES = re.compile(r"[^，。；]{0,6}(?:不变价|可比价|价格|为基期|基期|=100)")
NAMED = re.compile(
    r"[末底初]?(?:结转|结余|净结余|[^，。；0-9]{0,8}基数|同期|版[》）)，。的]|届|级(?:[的学新毕]|高校))"
    r"|的?(?:年度)?(?:目标|任务|计划|序时)(?:目标|任务|进度)?(?:[的数总，。、；]|$)|[决预]算数?的|执行数的"
)
"""上年结转, 全年目标, 2021年版: the year of a name, not of the number."""

FROM = re.compile(r"[由从自][^，。；0-9]{0,4}$")
TO = re.compile(r"[0-9一二三四五六七八九十%][^，。；0-9]{0,8}?(?:[到至为]|[降升增减转])")
CHANGE = re.compile(r"[0-9][^，。；0-9]{0,6}?(?P<end>[增减升降多少高低快慢]|提高|下降|扩大)")
"""由2016年的12家增加到15家: the year of 12家 ends where 增加到 begins, as in 比2016年的12家增加3家."""

OWN_NUMBER = re.compile(r"[^，。；0-9]{0,20}的(?=[0-9])|(?=[0-9][0-9.]*%?的[增涨降]?[速幅])")

APPROVED = re.compile(
    r"[^，。；0-9]{0,20}(?:批准|通过|下达|安排|核定|编制|预算|人代会|人民代表大会)|[^，。；0-9]{0,8}(?:确定|制定)"
)
"""年初…批准的预算: on that day the figure was fixed, which is of the year."""

ATTRIBUTE = re.compile("[\u4e00-\u9fff]{0,6}的")
FOUNDED = re.compile(r"(?:[成建创]立于|[始兴创]建于|建成于|创办于|[出诞]生于|开业于)$")

HAPPENING = re.compile(r"举行|召开|举办|开幕|揭幕|揭牌|印发|签约仪式|启动仪式")
HEARD = re.compile(r"获悉|发布|公布|通报|介绍|透露|消息|印发|公示|了解到|召开|举行|举办")
"""On that day something was said or held; what is told then has a time of its own."""

AHEAD = re.compile(
    r"预计|预期|力争|确保|有望|可望|计划|目标|任务|将(?!近|军)|拟|争取|预算|预测|可达|可实现|要(?![求素点闻])"
)
"""Words of what is to come."""

OPENING = re.compile(r"(?:[，、（(“]|其中|而且?|并|但|在|据统计|预计|同时|此外|另外)*$")
"""What may stand between the start of a clause and a time that opens it."""

SOURCE = re.compile(r"据|记者|获悉|介绍|统计|了解|其中|同时|此外")
"""Words of who says so, and of what links sentences."""

SAID = re.compile(r"(?:获悉|了解到|介绍|统计|透露|显示|表示|[据听]悉)[，：]$")
"""The end of a clause that only says who says it, whatever numbers its names have (12345热线)."""

LOOKING = re.compile(r"[^，。；0-9]{2,9}[看下区市县省国上面此][，]")
"""放眼全区，; 与此同时，; 工业方面，: a short clause that turns to what follows."""

LONGEST_PREFACE = 60

RESULTS = re.compile(r"[^，。；]{0,24}(?:结果|名单|榜单|排名|排行|报告|指数)")
"""A time that labels what is published: 2023年度…名单."""


SIGHT = 120
"""How far around a time its words are looked at: more than any clause has."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the sentence and the clause around a time begin, and where they and the paragraph end.

    A sentence is here what ends with a full stop; semicolons do not end it.
    """

    sentence_start: int
    clause_start: int
    clause: int
    sentence: int
    paragraph: int


def reach(
    text: str,
    form: Form,
    bounds: Bounds,
    last: date | None,
    until: date | None,
    *,
    is_within_total: bool,
    is_news: bool,
) -> tuple[int, int]:
    """Return the offsets up to which a time holds, for numbers in general and for forecasts.

    A base of comparison holds for nothing but a number of its own (比2016年的12家). A time that opens its
    sentence holds for the paragraph, one inside it for the sentence, an attribute (去年签约的) for its
    clause.

    Parameters
    ----------
    text
        The text.
    form
        The time as written.
    bounds
        The stretches around it.
    last, until
        Its last day, and the last day that the text reports on: a time beyond is one of plans.
    is_within_total
        Whether the paragraph already stands under a running total, of which a single month is only a part.
    is_news
        Whether names of events (2024年…大会举行) are to be expected.

    Returns
    -------
    tuple of (int, int)
        The start of the time itself where it holds for nothing.
    """
    before = text[max(bounds.clause_start, form.start - SIGHT) : form.start]
    after = text[form.end : min(bounds.clause, form.end + SIGHT)]
    if form.edge == "first" and APPROVED.match(after):
        return form.start, form.start
    if _is_base(before, after, form):
        own = _own_number(before, after)
        return (form.end + own, form.end + own) if own else (form.start, form.start)
    to = TO.search(after)
    if (FROM.search(before) and not form.is_since and not form.is_until) or (to and OWN_NUMBER.match(after)):
        end = form.end + to.end() if to else bounds.clause
        return end, end
    if FOUNDED.search(before) or ATTRIBUTE.match(after):
        return bounds.clause, bounds.clause
    if form.days or form.word in ("lately", "day"):
        end = (
            bounds.clause
            if HEARD.search(text, form.end, min(bounds.sentence, form.end + SIGHT))
            else bounds.sentence
        )
        return end, end
    is_ahead = AHEAD.search(before + after) is not None
    if form.months == (1, 12) and form.edge is None and not form.names_a_year and is_ahead:
        return bounds.clause, bounds.sentence
    if last is not None and until is not None and last.year > until.year:
        return bounds.sentence, bounds.paragraph
    if is_news and HAPPENING.search(before + after) and not form.is_since:
        return bounds.clause, bounds.clause
    opens = OPENING.fullmatch(before) is not None and _is_preface(
        text[bounds.sentence_start : min(bounds.clause_start, bounds.sentence_start + SIGHT)]
    )
    is_earlier = form.shift is not None or (form.word == "month" and form.edge is None)
    if is_earlier and (form.shift or form.number) < 0 and not opens:
        return bounds.clause, bounds.clause
    holds_on = (opens or RESULTS.match(after) is not None) and not _is_passing(form, is_within_total, is_news)
    end = bounds.paragraph if holds_on else bounds.sentence
    return end, end


def _is_passing(form: Form, is_within_total: bool, is_news: bool) -> bool:
    """Tell whether a time holds for its sentence only, wherever it stands in it."""
    is_past_year = form.shift is not None and form.shift < 0
    is_part_of_total = form.is_single and is_within_total and form.edge is None
    is_now = form.word == "now" and not form.is_until
    return is_past_year or is_part_of_total or is_now or (form.word == "years" and is_news)


def _is_base(before: str, after: str, form: Form) -> bool:
    if COMPARED.search(before) or PRICES.match(after) or NAMED.match(after):
        return True
    if BESIDE.search(before) and BESIDE_WHAT.match(after):
        return True
    if form.is_since and RECORD.match(after):
        return True
    return MULTIPLE.search(before) is not None and MULTIPLE_OF.match(after) is not None


def _own_number(before: str, after: str) -> int:
    """Return how far after a base of comparison its own number may stand: 与2010年的12家相比."""
    if OWN_NUMBER.match(after) is None:
        return 0
    end = BESIDE_WHAT.match(after) if BESIDE.search(before) else CHANGE.search(after)
    return max(end.start("end"), 0) if end else 0


def _is_preface(words: str) -> bool:
    """Tell whether the clauses in front only say who says it, or link it to what came before."""
    if len(words) <= 3 or LOOKING.fullmatch(words):
        return True
    if len(words) > LONGEST_PREFACE or SOURCE.search(words) is None:
        return False
    return re.search(r"[0-9]", words) is None or SAID.search(words) is not None
