"""Word pydantic's findings in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quheng.bilingual import Text

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def in_both_languages(detail: ErrorDetails) -> tuple[Text, Text | None]:
    """Return what was wrong and, where it is known, what to do, for one validation error."""
    kind, found, context = detail["type"], _shown(detail.get("input")), detail.get("ctx") or {}
    if isinstance(context.get("error"), ContradictionError):
        contradiction = context["error"]
        return contradiction.what, contradiction.remedy
    match kind:
        case "missing":
            return (
                Text(zh="缺少必填项", en="a required entry is missing"),
                Text(zh="请补上", en="add it"),
            )
        case "extra_forbidden":
            return (
                Text(zh="未知的键", en="unknown key"),
                Text(zh="请检查拼写或删除", en="check its spelling or remove it"),
            )
        case "literal_error" | "enum" | "union_tag_invalid":
            allowed = str(context.get("expected") or context.get("expected_tags"))
            found = str(context.get("tag", found))
            return (
                Text(zh=f"不支持的取值 {found}", en=f"{found} is not one of the allowed values"),
                Text(zh=f"可用: {allowed}", en=f"allowed: {allowed}"),
            )
        case _:
            message = detail["msg"].removeprefix("Value error, ")
            return Text(zh=f"取值 {found} 不合要求: {message}", en=f"found {found}: {message}"), None


class ContradictionError(ValueError):
    """Two parts of a declaration that cannot both hold, found by a validator of ours."""

    def __init__(self, what: Text, remedy: Text | None = None) -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(what.en)


def _shown(value: Any) -> str:
    """Show a found value in at most 60 characters."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
