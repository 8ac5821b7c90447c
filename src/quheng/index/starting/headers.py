"""What the header of a column says that it holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quheng.observations.measure import known_measures

CODE_HEADERS = (
    "code",
    "unit",
    "id",
    "代码",
    "编码",
    "编号",
    "行政区划代码",
    "区划代码",
    "地区代码",
    "统一社会信用代码",
)
NAME_HEADERS = (
    "name",
    "名称",
    "区名称",
    "地区名称",
    "单位名称",
    "企业名称",
    "区县",
    "城市",
    "企业",
    "单位",
    "地区",
    "国家",
    "country",
    "city",
    "district",
)
PERIOD_HEADERS = ("period", "year", "年份", "年度", "时期", "日期", "时间", "年", "date")
NUMBERING_HEADERS = ("序号", "no", "no.", "№", "#")
COORDINATE_HEADERS = {
    "longitude": ("longitude", "lon", "lng", "经度"),
    "latitude": ("latitude", "lat", "纬度"),
}
INDICATOR_HEADERS = ("indicator", "指标", "指标名称", "指标代码")
VALUE_HEADERS = ("value", "值", "数值", "指标值")
MEASURE_HEADERS = ("measure", "计量单位", "单位")
STATUS_HEADERS = ("status", "状态")
SOURCE_HEADERS = ("source", "来源", "数据来源")

_CODE_WORD = re.compile(r"代码|编码|(?<![a-z])(code|id)(?![a-z])")
_LAST_BRACKET = re.compile(r"\s*[(（](?P<inside>[^()（）]+)[)）]\s*$")
_NOTE = re.compile(r"(注|表|note)\s*\d*|[①-⑳]|\d+", re.IGNORECASE)


def found(headers: Iterable[str], wanted: Sequence[str]) -> str | None:
    """Return the header that is one of `wanted`, the earliest of them, in either case of letters."""
    by_name = {_plain(header): header for header in reversed(list(headers))}
    return next((by_name[name] for name in wanted if name in by_name), None)


def code_candidates(headers: Iterable[str]) -> list[str]:
    """Return the headers of codes: those of the list first, in its order, then those with such a word."""
    return _candidates(headers, CODE_HEADERS, lambda plain: _CODE_WORD.search(plain) is not None)


def name_candidates(headers: Iterable[str]) -> list[str]:
    """Return the headers of names: those of the list first, in its order, then those that end in 名称."""
    return _candidates(headers, NAME_HEADERS, lambda plain: plain.endswith("名称"))


@dataclass(frozen=True)
class Caption:
    """A header taken apart: "GDP (亿元)" has the title GDP and the measure 亿元.

    Parameters
    ----------
    title
        Without the measure and without the numbers of footnotes.
    measure
        None where the header gives none.
    """

    title: str
    measure: str | None

    @property
    def has_known_measure(self) -> bool:
        """Whether the measure is one of the library, or a ratio such as 件/万人: no mere remark."""
        return self.measure is not None and (
            known_measures().find(self.measure) is not None or "/" in self.measure
        )


def caption(header: str) -> Caption:
    """Take a header apart: of the brackets at its end, a known measure, else the last that is no footnote."""
    title, brackets = header, list[str]()
    while (match := _LAST_BRACKET.search(title)) and match.start():
        brackets.insert(0, match["inside"].strip())
        title = title[: match.start()]
    measures = [inside for inside in brackets if not _NOTE.fullmatch(inside)]
    known = [inside for inside in measures if known_measures().find(inside)]
    measure = next(iter(known or measures[-1:]), None)
    remarks = "".join(f" ({inside})" for inside in measures if inside != measure)
    return Caption(title.strip() + remarks, measure)


def _plain(header: str) -> str:
    return unicodedata.normalize("NFKC", header).strip().casefold()


def _candidates(headers: Iterable[str], listed: Sequence[str], is_one: Callable[[str], bool]) -> list[str]:
    plain = {header: _plain(header) for header in headers}
    exact = sorted((h for h in plain if plain[h] in listed), key=lambda h: listed.index(plain[h]))
    return [*exact, *(h for h in plain if h not in exact and is_one(plain[h]))]
