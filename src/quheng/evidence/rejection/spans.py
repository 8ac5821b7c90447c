"""Spans of time: a term or a streak is no claim, a measured time is one."""

from __future__ import annotations

import re

from quheng.evidence.numbers.changes import CHANGED, FROM_TO
from quheng.evidence.rejection.context import Context, Verdict
from quheng.evidence.rejection.lexicon import patterns

SPAN_DIMENSIONS = ("duration", "calendar-time", "working-day")
MEASURED_SPAN = re.compile(
    "(?:平均|达到?|[为至到了]|仅需?|只需|只用|缩短|压缩|提前|用时|历时|耗时|成立|建成|建厂|运营|从业|延长|寿命|时限|时长|"
    r"时间|工期|节约|节省|减少|压减|缩减|增加|创办|已有|有着|天数|日数|住院日|年限|年龄)[了至到为约近]?\Z"
)
DAYS_COUNTED = re.compile("天数|日数|优良")


def span_of_time(context: Context) -> Verdict | None:
    """Reject terms and names made of a span of time; keep a measured one (压缩至3个工作日, 8.9天)."""
    numeral = context.numeral
    if numeral.dimension not in SPAN_DIMENSIONS:
        return None
    if match := patterns().span.match(context.after):
        return "name", f"span:{match[0]}"
    if context.text[numeral.start] == "近" or context.before.endswith("连续"):
        return "date", "span.of-late"
    if "." in context.core or MEASURED_SPAN.search(context.before) or DAYS_COUNTED.search(context.before):
        return None
    if FROM_TO.search(context.before) and CHANGED.match(context.after):
        return None
    return "date", "span.not-measured"


STREAK = re.compile(r"连续[^,，。;；、\n]{0,2}\Z")


def streak(context: Context) -> Verdict | None:
    """Reject a streak: 连续三次, 连续5届."""
    if STREAK.search(context.before) and context.numeral.form in ("chinese", "arabic"):
        return "date", "context.streak"
    return None
