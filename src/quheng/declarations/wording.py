"""Word pydantic's findings in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from quheng.bilingual import Text

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

SHOWN_LENGTH = 60

LISTS = ("expected", "expected_tags")
"""The values of pydantic that list what is allowed, in English."""

_CHOOSE = Text(zh="可用：{expected}", en="allowed: {expected}")

FINDINGS: dict[str, tuple[Text, Text | None]] = {
    "missing": (Text(zh="缺少必填项", en="a required entry is missing"), Text(zh="请补上", en="add it")),
    "extra_forbidden": (
        Text(zh="未知的键", en="unknown key"),
        Text(zh="请检查拼写或删除", en="check its spelling or remove it"),
    ),
    "literal_error": (
        Text(zh="不支持的取值 {found}", en="{found} is not one of the allowed values"),
        _CHOOSE,
    ),
    "union_tag_invalid": (
        Text(zh="不支持的取值 {tag!r}", en="{tag!r} is not one of the allowed values"),
        Text(zh="可用：{expected_tags}", en="allowed: {expected_tags}"),
    ),
    "union_tag_not_found": (
        Text(zh="没有写明方法", en="the method is not named"),
        Text(zh="请写方法名，或 {{by: 方法名, …}}", en="write its name, or {{by: NAME, …}}"),
    ),
    "greater_than": (Text(zh="{found} 应大于 {gt}", en="{found} must be greater than {gt}"), None),
    "greater_than_equal": (Text(zh="{found} 应不小于 {ge}", en="{found} must be {ge} or more"), None),
    "less_than": (Text(zh="{found} 应小于 {lt}", en="{found} must be less than {lt}"), None),
    "less_than_equal": (Text(zh="{found} 应不大于 {le}", en="{found} must be {le} or less"), None),
    "finite_number": (Text(zh="{found} 不是有限的数", en="{found} is not a finite number"), None),
    "string_type": (
        Text(zh="{found} 不是文字", en="{found} is not a text"),
        Text(zh="请加引号", en="put it in quotes"),
    ),
    "string_too_short": (Text(zh="文字是空的", en="the text is empty"), None),
    "string_too_long": (
        Text(zh="文字过长，至多 {max_length} 个字符", en="the text is longer than {max_length} characters"),
        None,
    ),
    "string_pattern_mismatch": (
        Text(zh="{found} 含有不允许的字符", en="{found} has characters that are not allowed"),
        Text(zh="应符合 {pattern}", en="it must match {pattern}"),
    ),
    "too_short": (
        Text(zh="至少应有 {min_length} 项", en="there must be at least {min_length} entries"),
        None,
    ),
    "too_long": (Text(zh="至多 {max_length} 项", en="there may be at most {max_length} entries"), None),
    "tuple_type": (
        Text(zh="{found} 不是列表", en="{found} is not a list"),
        Text(zh="请写成 [..., ...] 或逐行以 - 开头", en="write [..., ...], or a line with - for each entry"),
    ),
    "dict_type": (
        Text(zh="{found} 不是“键: 值”的形式", en="{found} is not of the form key: value"),
        None,
    ),
}
FINDINGS |= {
    kind: (Text(zh=f"{{found}} 不是{zh}", en=f"{{found}} is not {en}"), None)
    for kinds, zh, en in (
        (("float_parsing", "float_type"), "数", "a number"),
        (("int_parsing", "int_type", "int_from_float"), "整数", "a whole number"),
        (("bool_parsing", "bool_type"), " true 或 false", "true or false"),
    )
    for kind in kinds
}
FINDINGS["enum"] = FINDINGS["literal_error"]
FINDINGS["list_type"] = FINDINGS["tuple_type"]
FINDINGS["model_type"] = FINDINGS["model_attributes_type"] = FINDINGS["dict_type"]


class ContradictionError(ValueError):
    """Two parts of a declaration that cannot both hold, found by a validator of ours."""

    def __init__(self, what: Text, remedy: Text | None = None) -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(what.en)


def in_both_languages(detail: ErrorDetails) -> tuple[Text, Text | None]:
    """Return what was wrong and, where it is known, what to do, for one validation error."""
    context = detail.get("ctx") or {}
    own = context.get("error")
    if isinstance(own, ContradictionError):
        return own.what, own.remedy
    found = _shown(detail.get("input"))
    if detail["type"] not in FINDINGS:
        message = detail["msg"]
        return Text(zh=f"取值 {found} 不合要求（{message}）", en=f"found {found}: {message}"), None
    what, remedy = FINDINGS[detail["type"]]
    values = {**context, "found": found}
    return _filled(what, values), _filled(remedy, values) if remedy else None


def _filled(text: Text, values: dict[str, Any]) -> Text:
    chinese = {name: re.sub(", | or ", "、", str(values[name])) for name in LISTS if name in values}
    return Text(zh=text.zh.format_map(values | chinese), en=text.en.format_map(values))


def _shown(value: Any) -> str:
    """Show a found value in at most 60 characters."""
    text = repr(value)
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 3] + "..."
