"""Numbers without a value, without a measure, or in Chinese characters that count nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from quheng.evidence.numbers.changes import CHANGED, CHANGED_TO, FROM_TO
from quheng.evidence.numbers.chinese import DIGITS
from quheng.evidence.numbers.numeral import Form
from quheng.evidence.rejection.context import Context, Verdict
from quheng.evidence.rejection.lexicon import patterns
from quheng.evidence.rejection.words import BARE_UNIT

VALUELESS: Mapping[Form, Verdict] = MappingProxyType(
    {
        "date": ("date", "form.date"),
        "document-number": ("document-number", "form.document-number"),
        "formula": ("formula", "form.formula"),
        "indefinite": ("idiom", "form.indefinite"),
        "code": ("name", "form.code"),
    }
)

TELEPHONE = re.compile(r"0[0-9]{2,3}-[0-9]{7,8}|400-?[0-9]{3}-?[0-9]{4}|1[3-9][0-9]{9}|[0-9]{3,4}-[0-9]{7,8}")


def without_value(context: Context) -> Verdict | None:
    """Reject dates, codes and formulas; a number without any reading is rejected too."""
    numeral = context.numeral
    if numeral.form == "code" and TELEPHONE.fullmatch(context.core):
        return "telephone", "form.telephone"
    if verdict := VALUELESS.get(numeral.form):
        return verdict
    return ("name", "form.unreadable") if numeral.point is None else None


INDEXED = re.compile(r"(?:指数|系数|性别比|汇率)[^,，。;；]*\Z")
RATED = re.compile(
    r"(?:指数|系数|得分|分值|比值|比|PMI|CPI|PPI|GDP|总分|均分)(?:[为是至到]|达到?|升至|降至)?\Z"
)
REACHED = re.compile(r"(?:达到?|突破|[超过破]|升至|增至|增加到|扩大到)\Z")
YEAR_NUMBER = range(1900, 2100)
SHORTEST_TELEPHONE = 7


def without_measure(context: Context) -> Verdict | None:
    """Reject a number that counts nothing, unless it is an index or a large or hedged one (用户突破3亿)."""
    numeral = context.numeral
    if numeral.measure or numeral.form not in ("chinese", "arabic") or numeral.point is None:
        return None
    if RATED.search(context.before) or CHANGED_TO.search(context.before):
        return None
    if FROM_TO.search(context.before) and CHANGED.match(context.after):
        return None
    if "." in context.core and INDEXED.search(context.before):
        return None
    if context.chinese:
        return None if _large(context) else ("idiom", "chinese.without-measure")
    if len(context.core) >= SHORTEST_TELEPHONE and context.core.isdigit():
        return "telephone", "bare.long"
    if context.core.isdigit() and len(context.core) == 4 and int(context.core) in YEAR_NUMBER:
        return "date", "bare.year"
    if not context.core[-1].isdigit() or numeral.hedge == "over":
        return None
    return "name", "bare.number"


PUNCTUATION = re.compile(r"[,，。;；、)）!！\s]|\Z")


def _large(context: Context) -> bool:
    """Tell whether a Chinese numeral without a measure is a figure: 从业人员五十万, 突破两千亿."""
    core = context.core
    if len(core) == 1 or core[-1] not in "百千万亿":
        return False
    figure = core[-1] in "万亿" and not BARE_UNIT.fullmatch(core) and PUNCTUATION.match(context.after)
    return bool(figure or REACHED.search(context.before))


HEADED = re.compile(
    "(?:重大|重点)?(?:企业|项目|单位|园区|学校|医院|公司|平台|基地|景区|村|社区|品牌|产品|个人|集体)"
)
ONE_COUNTED = re.compile(r"(?:共有|仅有?|只有|达|其中之|唯一的|其中有?|有)\Z")
ONE_OF_MANY = re.compile(r"(?:共有|仅有?|只有|其中之|唯一的)\Z")
TIMES_GROWN = re.compile(
    r"(?:增长|提高|增加|扩大|提升|高出?|翻了?|近|快|是[^,，。;；\n]{0,12}的)[了近约超]*\Z"
)


def one(context: Context) -> Verdict | None:
    """Reject a Chinese 一 that is an article (一家高科技公司); keep 共有一家, and 一家企业 in a headline."""
    if not context.chinese or context.core != "一":
        return None
    numeral = context.numeral
    if numeral.measure == "倍":
        return None if TIMES_GROWN.search(context.before) else ("idiom", "one.times")
    if context.heading and not numeral.loose and HEADED.match(context.after):
        return None
    counted = ONE_OF_MANY if numeral.loose else ONE_COUNTED
    return None if counted.search(context.before) else ("idiom", "one.article")


TEN = 10
"""Up to here a Chinese numeral makes turns of phrase (三个方面, 十项行动); beyond it counts."""


def chinese(context: Context) -> Verdict | None:
    """Reject a Chinese numeral that counts nothing: 三项行动, 两个市场, 千企, 亿元, 三元 (锂电池)."""
    if not context.chinese or context.core == "一":
        return None
    numeral = context.numeral
    if BARE_UNIT.fullmatch(context.core) and context.core != "十":
        if numeral.hedge != "none" or REACHED.search(context.before):
            return None
        return "name", "chinese.bare-unit"
    if numeral.measure == "元" and context.core in DIGITS:
        return "name", "chinese.no-sum"
    return _turn_of_phrase(context) if numeral.loose and numeral.hedge == "none" else None


def _turn_of_phrase(context: Context) -> Verdict | None:
    if context.heading and HEADED.match(context.after):
        return None
    if patterns().policy.match(context.after):
        return "enumeration", "chinese.policy"
    few = (context.numeral.point or 0) <= TEN
    if few and not patterns().counting.search(context.before):
        return "enumeration", "chinese.not-counted"
    return None
