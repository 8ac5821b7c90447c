"""Ordinals: a rank is a claim, an item of a series is none."""

from __future__ import annotations

import re

from quheng.evidence.rejection.context import Context, Verdict

RANKED = re.compile(
    "(?:[位排列居第进]|全[国省市区县州球盟]|世界|亚洲|[中西东]部|东北|[省市县区]内?|排名|名列|跻身|进入|蝉联|"
    r"入围|稳居|跃居|升至|百强[^,，。;；、\n]{0,8}|总量|增速|增幅|考核|综合|成绩|[国省市县区州][^,，。;；、\n]{1,10})\Z"
)
STOP = re.compile(r"[\s,，。;；、)）”’!！]|\Z|的|[位名]")
FIELD = re.compile(
    r"(?:全[国省市区县州球]|世界|国内|[省市县区]内|我[国省市区县]|[中西东]部|国家|行业|[国省市县区州])[^,，。;；、\n]{0,6}\Z"
)
LEADING = re.compile(r"(?:[位列居排登]|夺得|荣登)[^,，。;；、\n放摆]{0,10}\Z")


def ordinal(context: Context) -> Verdict | None:
    """Keep an ordinal that is a rank (全市第二, 位列第9位); reject 第一批, 第三是, 首批, 放在首位."""
    numeral = context.numeral
    if numeral.form != "ordinal" or numeral.rule == "number.rank":
        return None
    written = context.text[numeral.start : numeral.end]
    if written in ("首批", "首届", "首次"):
        return "ordinal", "ordinal.first-of-many"
    if written in ("首家", "首个"):
        return None if FIELD.search(context.before) else ("ordinal", "ordinal.first-of-nothing")
    if written in ("首位", "榜首"):
        return None if LEADING.search(context.before) else ("idiom", "ordinal.first-place-idiom")
    if written.endswith(("位", "名")):
        return None
    if context.after.startswith("是"):
        return "enumeration", "ordinal.list"
    if context.before.endswith("争") or not STOP.match(context.after):
        return "ordinal", "ordinal.no-rank"
    return None if RANKED.search(context.before) else ("ordinal", "ordinal.no-field")


def within(context: Context) -> Verdict | None:
    """Keep 前十 where it is a place in a ranking; reject 前五天, 前两批."""
    numeral = context.numeral
    if numeral.form != "within":
        return None
    if numeral.point == 1:
        return "ordinal", "within.first"
    if context.after.startswith("的"):
        return "ordinal", "within.selection"
    if (
        context.text[numeral.end - 1] in "位名强"
        or STOP.match(context.after)
        or context.after.startswith("甲")
    ):
        return None
    return "ordinal", "within.no-rank"


def sole(context: Context) -> Verdict | None:
    """Keep 全省唯一 as a count of one; reject 唯一的一个, 唯一性."""
    if context.numeral.form != "sole" or context.numeral.point != 1:
        return None
    if context.after.startswith(("的一", "性")) or not FIELD.search(context.before):
        return "idiom", "sole.no-field"
    return None
