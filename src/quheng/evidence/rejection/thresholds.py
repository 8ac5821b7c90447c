"""Bounds of definitions, sums of grants and fines, and what rates are counted per."""

from __future__ import annotations

import re

from quheng.evidence.rejection.context import Context, Verdict
from quheng.evidence.rejection.lexicon import patterns
from quheng.evidence.rejection.words import BARE_UNIT

PER = re.compile("每[^,，。;；、0-9]{0,3}\\Z")


def denominator(context: Context) -> Verdict | None:
    """Reject 每百户, 每10万人, 每招用1人, 1美元兑: what a rate is counted per."""
    if context.numeral.form not in ("chinese", "arabic"):
        return None
    one = context.core in ("1", "一")
    if context.before.endswith("每") or (
        one and (PER.search(context.before) or context.after.startswith("兑"))
    ):
        return "name", "context.denominator"
    return None


COUNTS = ("ratio", "percentage-point", "enterprise", "item", "household", "project", "case")
BOUND = re.compile("及?以[上下]|以内")
BOUNDED = re.compile("的|(?:重大|重点|工业|高新技术|产业|规上)?(?:企业|项目|园区|单位)")
BOUND_BEFORE = re.compile("超过?|过|低于|少于|不足|不到|不满|未满|大于|小于|不低于|不超过|不少于")
NEXT_NUMBER = re.compile("[0-9一二三四五六七八九十两]")
BETWEEN = re.compile("之间")
HAN = re.compile("[一-鿿]")
STANDARD = re.compile(r"[低高]于[^,，。;；]{0,8}标准\Z")
AGE_GROUP = re.compile(
    "(?:的)?(?:常住|户籍|老年|劳动)?(?:人口|老年人|老人|人员|儿童|居民|年龄组|[男女]性|的)"
)


def threshold(context: Context) -> Verdict | None:
    """Reject the bounds of a definition (65岁及以上人口, 超过10万人的) and the sums of a grant or a fine."""
    numeral, known = context.numeral, patterns()
    before = context.text[numeral.start : numeral.core_start]
    after = context.text[numeral.core_end : numeral.end]
    bound = BOUND.search(after)
    if numeral.dimension == "age" and _is_age_group(context, bound is not None):
        return "threshold", "threshold.age-group"
    if numeral.dimension == "ratio" and _is_class_of_units(context, bound is not None):
        return "threshold", "threshold.class"
    if numeral.dimension not in COUNTS:
        defining = known.defined.match(context.after) or NEXT_NUMBER.match(context.after)
        if bound and (defining or (BARE_UNIT.fullmatch(context.core) and HAN.match(context.after))):
            return "threshold", "threshold.definition"
        if BOUND_BEFORE.fullmatch(before) and BOUNDED.match(context.after):
            return "threshold", "threshold.definition"
    if numeral.form == "range" and BETWEEN.match(context.after):
        return "threshold", "threshold.between"
    return _grant(context) if numeral.dimension.startswith(("currency", "calendar")) else None


def _is_age_group(context: Context, bound: bool) -> bool:
    """Tell 15—59岁 and 65岁及以上人口 from an age."""
    if context.numeral.form == "range":
        return not context.before.endswith("平均年龄")
    return bound and AGE_GROUP.match(context.after) is not None


def _is_class_of_units(context: Context, bound: bool) -> bool:
    """Tell the class in 比重在65%以上的省份 and the mark in 低于最低标准92% from a share."""
    in_class = bound and context.before.endswith("在") and context.after.startswith("的")
    return in_class or STANDARD.search(context.before) is not None


def _grant(context: Context) -> Verdict | None:
    """Reject the sum of a grant or a fine, unless the words say that it was paid."""
    known = patterns()
    if known.ceiling.search(context.before):
        return "threshold", "threshold.ceiling"
    grant = known.grant.search(context.before) or known.granting.match(context.after)
    if grant and not known.granted.search(context.before):
        return "threshold", "threshold.grant"
    return None
