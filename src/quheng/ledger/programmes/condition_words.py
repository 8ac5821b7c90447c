"""A condition in words: `given(reply) && worth < 10000` as 已填写“答复内容”且“价值”小于 10000."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from quheng.bilingual import Text
from quheng.ledger.programmes.declared import Column, DeclaredField, EntriesField
from quheng.ledger.programmes.declared.types import BooleanType, ChoiceType
from quheng.ledger.programmes.facts import CHOICES, FACTS
from quheng.scorecard.expressions.syntax import (
    Binary,
    Call,
    Choice,
    Index,
    ListOf,
    Literal,
    Member,
    Name,
    Node,
    Unary,
)


class Titled(Protocol):
    """What has fields with titles: a programme, or a table with its columns."""

    @property
    def fields(self) -> Mapping[str, DeclaredField | Column]:
        """The fields by id."""


OPERATORS = {
    "&&": Text(zh="且", en=" and "),
    "||": Text(zh="或", en=" or "),
    "==": Text(zh="为", en=" is "),
    "!=": Text(zh="不为", en=" is not "),
    "<": Text(zh="小于", en=" is less than "),
    "<=": Text(zh="不超过", en=" is at most "),
    ">": Text(zh="大于", en=" is more than "),
    ">=": Text(zh="不少于", en=" is at least "),
    "in": Text(zh="属于", en=" is one of "),
    "+": Text(zh="加", en=" plus "),
    "-": Text(zh="减", en=" minus "),
    "*": Text(zh="乘", en=" times "),
}

TRUTHS = {True: Text(zh="是", en="yes"), False: Text(zh="否", en="no")}

FUNCTIONS = {
    "sum": Text(zh="{0}之和", en="the sum of {0}"),
    "mean": Text(zh="{0}的平均", en="the mean of {0}"),
    "ratio": Text(zh="{0}除以{1}", en="{0} divided by {1}"),
    "given": Text(zh="已填写{0}", en="{0} is filled in"),
    "size": Text(zh="{0}的个数", en="the number of {0}"),
    "days": Text(zh="{0}至{1}的天数", en="the days from {0} to {1}"),
}


def condition_words(node: Node, programme: Titled) -> Text:
    """Return an expression in words, names by their titles; a function without words as it is written."""
    match node:
        case Literal():
            return Text(zh=str(node.value), en=str(node.value)) if node.number else _literal(node)
        case Name():
            return _name(node, programme)
        case Unary():
            of = condition_words(node.of, programme)
            named = programme.fields.get(node.of.name) if isinstance(node.of, Name) else None
            if node.operator == "!" and isinstance(named, BooleanType):
                return Text(zh=f"“{named.title.zh}”为否", en=f"“{named.title.en}” is no")
            if node.operator == "!":
                return Text(zh=f"并非（{of.zh}）", en=f"not ({of.en})")
            return Text(zh=f"-{of.zh}", en=f"-{of.en}")
        case Binary():
            return _binary(node, programme)
        case Choice():
            condition, yes, no = (
                condition_words(part, programme) for part in (node.condition, node.yes, node.no)
            )
            return Text(
                zh=f"若{condition.zh}则{yes.zh}，否则{no.zh}",
                en=f"{yes.en} if {condition.en}, else {no.en}",
            )
        case ListOf():
            entries = [condition_words(entry, programme) for entry in node.entries]
            return Text(zh="、".join(one.zh for one in entries), en=", ".join(one.en for one in entries))
        case Call():
            return _call(node, programme)
        case Member():
            return _column(node, programme)
        case Index():
            of, index = condition_words(node.of, programme), condition_words(node.index, programme)
            return Text(zh=f"{of.zh}第 {index.zh} 项", en=f"entry {index.en} of {of.en}")


def _literal(node: Literal) -> Text:
    return TRUTHS[node.value] if isinstance(node.value, bool) else Text(zh=node.value, en=node.value)


def _name(node: Name, programme: Titled) -> Text:
    if node.name in programme.fields:
        field = programme.fields[node.name]
        if isinstance(field, BooleanType):
            return Text(zh=f"“{field.title.zh}”为是", en=f"“{field.title.en}” is yes")
        return Text(zh=f"“{field.title.zh}”", en=f"“{field.title.en}”")
    return FACTS[node.name][1]


def _column(node: Member, programme: Titled) -> Text:
    """Return a column of a table by the titles of both."""
    field = programme.fields.get(node.of.name) if isinstance(node.of, Name) else None
    if isinstance(field, EntriesField):
        columns = {column.id: column.title for column in field.columns}
        title = columns.get(node.field, Text(zh="填写人", en="who wrote it"))
        return Text(zh=f"“{field.title.zh}”的“{title.zh}”", en=f"“{title.en}” of “{field.title.en}”")
    return Text(zh=node.field, en=node.field)


def _binary(node: Binary, programme: Titled) -> Text:
    word = OPERATORS[node.operator]
    left, right = condition_words(node.left, programme), condition_words(node.right, programme)
    field = programme.fields.get(node.left.name) if isinstance(node.left, Name) else None
    named = node.left.name if isinstance(node.left, Name) else ""
    choices = field.choices if isinstance(field, ChoiceType) else CHOICES.get(named)
    if choices is not None:
        right = _labels(node.right, choices)
    if node.operator in ("&&", "||"):
        left, right = (
            Text(zh=f"（{side.zh}）", en=f"({side.en})") if _joins_otherwise(part, node.operator) else side
            for part, side in ((node.left, left), (node.right, right))
        )
    return Text(zh=f"{left.zh}{word.zh}{right.zh}", en=f"{left.en}{word.en}{right.en}")


def _joins_otherwise(node: Node, operator: str) -> bool:
    return isinstance(node, Binary) and node.operator in ("&&", "||") and node.operator != operator


def _labels(node: Node, choices: Mapping[str, Text]) -> Text:
    """Return the labels of the choices that an expression compares with."""
    entries = node.entries if isinstance(node, ListOf) else (node,)
    labels = [choices[str(one.value)] for one in entries if isinstance(one, Literal)]
    return Text(
        zh="、".join(f"“{label.zh}”" for label in labels) or "—",
        en=", ".join(f"“{label.en}”" for label in labels) or "—",
    )


def _call(node: Call, programme: Titled) -> Text:
    given = node.function == "given"
    parts = [_plain(one, programme) if given else condition_words(one, programme) for one in node.arguments]
    words = FUNCTIONS.get(node.function)
    if words is None:
        zh, en = "，".join(part.zh for part in parts), ", ".join(part.en for part in parts)
        return Text(zh=f"{node.function}（{zh}）", en=f"{node.function}({en})")
    return Text(
        zh=words.zh.format(*(part.zh for part in parts)), en=words.en.format(*(part.en for part in parts))
    )


def _plain(node: Node, programme: Titled) -> Text:
    """Return a field's title alone, where it is spoken of and not asked."""
    if isinstance(node, Name) and node.name in programme.fields:
        title = programme.fields[node.name].title
        return Text(zh=f"“{title.zh}”", en=f"“{title.en}”")
    return condition_words(node, programme)
