"""What is filled in, what follows of itself, and what stands in a table."""

from __future__ import annotations

from dataclasses import dataclass

from quheng.bilingual import Text
from quheng.ledger.guide.section import Section
from quheng.ledger.guide.titles import NOTHING, Titles, joined, sentences
from quheng.ledger.programmes.condition_words import condition_words
from quheng.ledger.programmes.declared import (
    WHO,
    ChoiceField,
    Column,
    DeclaredField,
    Derivation,
    EntriesField,
    Sensitivity,
)
from quheng.ledger.programmes.declared.types import ChoiceType, NumberType
from quheng.scorecard.expressions.syntax import Choice, Literal, Node

SENSITIVITY: dict[Sensitivity, Text] = {
    "public": Text(zh="公开", en="public"),
    "internal": Text(zh="内部", en="internal"),
    "personal": Text(zh="个人信息", en="personal"),
    "sensitive": Text(zh="敏感个人信息", en="sensitive"),
}

HELD = {
    "phone": Text(zh="电话号码", en="a telephone number"),
    "identity_number": Text(zh="公民身份号码", en="an identity number"),
    "credit_code": Text(zh="统一社会信用代码", en="a unified social credit code"),
    "organisation": Text(zh="一个机构", en="an organisation"),
    "organisations": Text(zh="若干机构", en="several organisations"),
    "month": Text(zh="月份", en="a month"),
    "account": Text(zh="一名工作人员", en="somebody at work"),
}

TAKEN = {
    "sum": Text(zh="{table}中“{column}”之和", en="the sum of “{column}” in {table}"),
    "count": Text(zh="{table}的行数", en="the number of rows of {table}"),
    "mean": Text(zh="{table}中“{column}”的平均", en="the mean of “{column}” in {table}"),
    "least": Text(zh="{table}中最小的“{column}”", en="the least “{column}” in {table}"),
    "most": Text(zh="{table}中最大的“{column}”", en="the greatest “{column}” in {table}"),
}


@dataclass(frozen=True)
class Columns:
    """The columns of a table, where a condition speaks of them alone."""

    fields: dict[str, Column]


def fields_section(titles: Titles) -> Section:
    """Return what is filled in."""
    rows = []
    for field in titles.programme.declared.fields:
        required = joined(titles.stage(stage) for stage in field.required)
        rows.append((field.title, _what(field, titles), required, SENSITIVITY[field.sensitivity]))
    heads = (
        Text(zh="填写项", en="Field"),
        Text(zh="内容", en="What it holds"),
        Text(zh="离开何环节前必填", en="Required before leaving"),
        Text(zh="密级", en="Protection"),
    )
    return Section(Text(zh="要填写什么", en="What is filled in"), heads, tuple(rows))


def _what(field: DeclaredField, titles: Titles) -> Text:
    parts = [_table(field, titles) if isinstance(field, EntriesField) else _held(field)]
    if field.derive is not None:
        follows = _follows(field, field.derive, titles)
        parts.append(Text(zh=f"由系统算出：{follows.zh}", en=f"computed: {follows.en}"))
    condition = titles.programme.conditions.get(("fields", field.id))
    if condition is not None:
        words = condition_words(condition.tree, titles.programme)
        parts.append(Text(zh=f"仅在{words.zh}时填写", en=f"only where {words.en}"))
    return sentences(parts)


def _held(field: DeclaredField | Column) -> Text:
    if isinstance(field, ChoiceType):
        return joined(field.choices.values())
    if isinstance(field, NumberType) and field.measure:
        return Text(zh=f"数（{field.measure.zh}）", en=f"a number ({field.measure.en})")
    return HELD.get(field.type, field.kind.speak())


def _table(field: EntriesField, titles: Titles) -> Text:
    """Say what a row holds, by what it stands once, and who writes it."""
    columns = {column.id: column for column in field.columns}
    held = []
    for column in field.columns:
        what = _held(column)
        held.append(Text(zh=f"{column.title.zh}（{what.zh}）", en=f"{column.title.en} ({what.en})"))
    row = joined(held)
    writer = Text(zh="填写人", en="who writes it")
    once = joined(writer if name == WHO else columns[name].title for name in field.key)
    who = titles.roles(field.who)
    said = [
        Text(zh=f"逐行填写：{row.zh}", en=f"row by row: {row.en}"),
        Text(zh=f"同一{once.zh}只有一行", en=f"one row for each {once.en}"),
        Text(zh=f"由{who.zh}填写", en=f"written by: {who.en}"),
    ]
    for name in field.different_from:
        title = titles.event(name)
        said.append(Text(zh=f"办理“{title.zh}”的人不得填写", en=f"not by the person of “{title.en}”"))
    return sentences(said)


def _follows(field: DeclaredField, derivation: Derivation, titles: Titles) -> Text:
    programme = titles.programme
    if derivation.cel is not None:
        return _result(field, programme.conditions["fields", field.id, "derive"].tree, titles)
    if derivation.by is not None:
        by = programme.fields[derivation.by].title
        return Text(zh=f"按“{by.zh}”对照", en=f"by “{by.en}”")
    table = programme.fields[derivation.entries or ""]
    if not isinstance(table, EntriesField):
        return NOTHING
    columns = {column.id: column.title for column in table.columns}
    column = columns.get(derivation.of or "", NOTHING)
    words = TAKEN[derivation.take or "count"]
    said = Text(
        zh=words.zh.format(table=f"“{table.title.zh}”", column=column.zh),
        en=words.en.format(table=f"“{table.title.en}”", column=column.en),
    )
    if derivation.where is None:
        return said
    condition = condition_words(
        programme.conditions["fields", field.id, "where"].tree,
        Columns({one.id: one for one in table.columns}),
    )
    return Text(zh=f"{said.zh}（{condition.zh}的行）", en=f"{said.en} (rows where {condition.en})")


def _result(field: DeclaredField, node: Node, titles: Titles) -> Text:
    """Return an expression in words, what it comes to by the labels of the field's choices."""
    if isinstance(node, Choice):
        condition = condition_words(node.condition, titles.programme)
        yes, no = _result(field, node.yes, titles), _result(field, node.no, titles)
        return Text(
            zh=f"若{condition.zh}则{yes.zh}，否则{no.zh}", en=f"{yes.en} if {condition.en}, else {no.en}"
        )
    if isinstance(field, ChoiceField) and isinstance(node, Literal) and str(node.value) in field.choices:
        label = field.choices[str(node.value)]
        return Text(zh=f"“{label.zh}”", en=f"“{label.en}”")
    return condition_words(node, titles.programme)
