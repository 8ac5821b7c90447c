"""What a header compares with: growth over a year before, share of a whole, rank, progress, plan."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quheng.evidence.claim import Kind
from quheng.evidence.lexicon import Term, find_terms

BASE = (
    r"(?:[比较](?:上年|去年|上月|上季度?|上期|年初|上年末|去年末|年末|前年|(?:19|20)\d\d年)"
    r"(?:同期|同月|同季|年?末|年?底|决算数?|执行数?|预算数?|完成数?)?"
    r"|与?(?:上年|去年)(?:同期|同月)?相?比|同期比|同比|环比|定基比?|以上年为100)"
)
MOVE = (
    r"(?:名义|实际|累计|年均|平均|可比价?|按可比价格?计?算?)*"
    r"(?:增长|增速|增幅|增减|增加(?!值)|减少|升降|涨跌|涨幅|跌幅|降幅|减幅|下降|变化|变动|提高|回落|升|降|±|\+-|\+/-)+"
    r"(?:速度|幅度|率|情况)?(?:的?(?P<absolute>额|量|数|值))?"
)
ALONE = (
    r"(?:名义|实际|累计|年均|平均|可比价?)*(?:增长|增速|增幅|增减|升降|涨跌|涨幅|跌幅|降幅|减幅|±|\+-|\+/-)"
    r"(?:速度|幅度|率|情况)?(?:的?(?P<absolute_alone>额|量|数|值))?"
)
GROWTH = re.compile(
    rf"(?P<base>{BASE})(?:{MOVE})?|{ALONE}|(?P<english>year[- ]on[- ]year|yoy|growth(?: rate)?)",
    re.IGNORECASE,
)
FALL = re.compile(r"下降|减少|降低|降幅|跌幅|减幅|回落")
RISE = re.compile(r"增|升|涨|提高|±|\+")
AMOUNT = re.compile(r"(?:增减|增加|减少|变化|变动|升降)\Z")
"""A move that is in the unit of what moves, unless the header says %."""

SHARE = re.compile(
    r"占(?P<whole>全[国省市区县州]|[^,%()占]{1,10}?)?的?(?:比重|份额|比例|百分比|比|%)|占比|比重|份额|所占(?:比重|比例)|构成(?:比例?)?(?=\W|\Z)"
)
RANK = re.compile(
    r"(?P<field>全[国省市区县州])?(?:增速|总量|增幅)?(?:位次|排名|排位|名次)|rank(?:ing)?\b", re.IGNORECASE
)
PROGRESS = re.compile(
    r"(?:完成|为|占|达到?)(?P<goal>(?:全年|年度|年初|调整|变动|上年|去年|目标|同期)*(?:后)?"
    r"(?:预算|计划|目标|任务|决算|执行|同期)数?)的?(?:%|比例|百分比|进度)?|(?:预算|计划|目标)?(?:完成率|执行率|执行进度|完成进度|序时进度)"
)
PLAN = re.compile(
    r"(?:年初|调整|变动|全年|年度|当年)*(?:后)?(?:预算|计划|目标|预期|预计|预测)(?:数|值|额|目标)?"
)
NEW = re.compile(r"(?:当年|本年|本月|本期)?(?:新增)(?:数|额|量)?")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the words of a label say of the kind of figure.

    Parameters
    ----------
    kind
        The kind.
    rule
        The rule, with the words that decided.
    relative_to
        The base of a growth, the whole of a share, the field of a rank, the plan of a progress.
    is_proportion
        Whether the figures are in per cent where no unit is written.
    sign
        -1 where positive figures are falls.
    start, end
        The words, in the label.
    """

    kind: Kind
    rule: str
    relative_to: str
    is_proportion: bool
    sign: int
    start: int
    end: int


def comparison_in(words: str) -> Comparison | None:
    """Return the comparison that a label makes; None for a label that only names something.

    In order of precedence: rank, progress, share, growth, plan, new. Words inside the name of a rate
    (自然增长率) or of any indicator (预算 in 一般公共预算收入) compare nothing.

    Parameters
    ----------
    words
        A label in its plain form.
    """
    terms = find_terms(words)
    rates = [term for term in terms if any(one.indicator.nature == "rate" for one in term.senses)]
    if found := _outside(RANK, words, rates):
        return _comparison("rank", found, found["field"] or "", is_proportion=False)
    if found := _outside(PROGRESS, words, terms):
        return _comparison("rate", found, found["goal"] or "")
    if found := _outside(SHARE, words, rates):
        return _comparison("share", found, found["whole"] or "")
    if found := _outside(GROWTH, words, rates):
        absolute = found["absolute"] or found["absolute_alone"] or AMOUNT.search(found[0])
        sign = -1 if FALL.search(found[0]) and not RISE.search(found[0]) else 1
        return _comparison("growth", found, _base(found), is_proportion=not absolute, sign=sign)
    if found := _outside(PLAN, words, terms):
        return _comparison("forecast", found, "", is_proportion=False)
    if found := NEW.fullmatch(words):
        return _comparison("new", found, "", is_proportion=False)
    return None


def _outside(
    pattern: re.Pattern[str], words: str, terms: list[Term] | tuple[Term, ...]
) -> re.Match[str] | None:
    """Return the first match that no term covers."""
    return next(
        (
            found
            for found in pattern.finditer(words)
            if not any(term.start <= found.start() and found.end() <= term.end for term in terms)
        ),
        None,
    )


def _comparison(
    kind: Kind, found: re.Match[str], relative_to: str, *, is_proportion: bool = True, sign: int = 1
) -> Comparison:
    return Comparison(kind, f"kind.{kind}:{found[0]}", relative_to, is_proportion, sign, *found.span())


def _base(found: re.Match[str]) -> str:
    return (found["base"] or "").lstrip("比较与")
