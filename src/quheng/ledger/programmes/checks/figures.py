"""Figures can be counted, and show nobody who is not to be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quheng.bilingual import Text, listed
from quheng.errors import Problem
from quheng.ledger.programmes.checks.draft import Draft
from quheng.ledger.programmes.checks.summed_rows import check_rows
from quheng.ledger.programmes.declared import PERSONAL, DeclaredField, Figure
from quheng.ledger.programmes.declared.similar import SUBJECT
from quheng.ledger.programmes.programme import ConditionKey
from quheng.scorecard.expressions import Expression

DIVIDES = ("choice", "boolean", "organisation")
"""The types of field by which cases can be told apart: few values, and no free text."""

TIMES = ("month", "quarter", "year")


def check_figures(draft: Draft, conditions: Mapping[ConditionKey, Expression]) -> Iterator[Problem]:
    """Yield figures that cannot be counted, or that would count people by what is protected."""
    fields = {field.id: field for field in draft.declared.fields}
    for figure in draft.declared.figures:
        yield from _breakdowns(draft, figure, fields)
        yield from _ranking(draft, figure, fields)
        yield from _field(draft, figure, fields) if figure.rows is None else check_rows(draft, figure)
        yield from _repeat(draft, figure)
        for part in ("among", "when"):
            expression = conditions.get(("figures", figure.id, part))
            names = () if expression is None else expression.names
            for name in sorted({name.removeprefix("given ") for name in names}):
                if name in fields and fields[name].sensitivity in PERSONAL:
                    yield _protected(draft, figure, part, name)


def _breakdowns(draft: Draft, figure: Figure, fields: Mapping[str, DeclaredField]) -> Iterator[Problem]:
    for name in figure.breakdowns:
        field = fields.get(name)
        if field is None:
            continue
        if field.sensitivity in PERSONAL:
            yield _protected(draft, figure, "by", name)
        elif field.type not in DIVIDES:
            choice = listed(DIVIDES)
            yield draft.problem(
                Text(
                    zh=f"统计数 {figure.id} 不能按字段 {name} 分组：其类型是 {field.type}",
                    en=f"the figure {figure.id} cannot be broken down by the field {name} "
                    f"of type {field.type}",
                ),
                ("figures", figure.id, "by"),
                Text(zh=f"可用类型：{choice.zh}", en=f"allowed types: {choice.en}"),
            )
    if figure.public and "handler" in figure.breakdowns:
        yield draft.problem(
            Text(
                zh=f"公开的统计数 {figure.id} 不能按经办人分组",
                en=f"the public figure {figure.id} cannot be broken down by handler",
            ),
            ("figures", figure.id, "by"),
            Text(zh="请删去 handler，或不公开", en="remove handler, or do not make it public"),
        )


def _ranking(draft: Draft, figure: Figure, fields: Mapping[str, DeclaredField]) -> Iterator[Problem]:
    places = ["organisation", *(name for name, field in fields.items() if field.type == "organisation")]
    known = {*fields, "organisation"}
    if figure.rank and figure.rank.by in known and figure.rank.by not in places:
        choice = listed(places)
        yield draft.problem(
            Text(
                zh=f"统计数 {figure.id} 按 {figure.rank.by} 排名，而它不是机构",
                en=f"the figure {figure.id} is ranked by {figure.rank.by}, which names no organisation",
            ),
            ("figures", figure.id, "rank"),
            Text(zh=f"可用：{choice.zh}", en=f"allowed: {choice.en}"),
        )
    if figure.rise and figure.rise.by in (*TIMES, "programme"):
        yield draft.problem(
            Text(
                zh=f"统计数 {figure.id} 的 rise 不能按 {figure.rise.by}",
                en=f"the figure {figure.id} cannot rise by {figure.rise.by}",
            ),
            ("figures", figure.id, "rise"),
            Text(zh="请写一个字段、channel 或 organisation", en="write a field, channel or organisation"),
        )


def _field(draft: Draft, figure: Figure, fields: Mapping[str, DeclaredField]) -> Iterator[Problem]:
    field = fields.get(figure.field or "")
    if field is None:
        return
    if field.sensitivity in PERSONAL:
        yield _protected(draft, figure, "field", field.id)
    elif field.type not in ("integer", "decimal"):
        yield draft.problem(
            Text(
                zh=f"统计数 {figure.id} 求和的字段 {field.id} 的类型是 {field.type}",
                en=f"the figure {figure.id} sums the field {field.id} of type {field.type}",
            ),
            ("figures", figure.id, "field"),
            Text(zh="请写 integer 或 decimal 字段", en="name a field of type integer or decimal"),
        )


def _repeat(draft: Draft, figure: Figure) -> Iterator[Problem]:
    similar = draft.declared.similar
    names = (SUBJECT, *(similar.by if similar else ()))
    if figure.repeat and figure.repeat.same not in names:
        choice = listed(dict.fromkeys(names))
        yield draft.problem(
            Text(
                zh=f"统计数 {figure.id} 的 repeat.same 写了 {figure.repeat.same}，而 similar 没有列出它",
                en=f"the figure {figure.id} repeats by {figure.repeat.same}, which similar does not name",
            ),
            ("figures", figure.id, "repeat"),
            Text(zh=f"可用：{choice.zh}", en=f"allowed: {choice.en}"),
        )


def _protected(draft: Draft, figure: Figure, part: str, name: str) -> Problem:
    return draft.problem(
        Text(
            zh=f"统计数 {figure.id} 用到受保护的字段 {name}",
            en=f"the figure {figure.id} reads the protected field {name}",
        ),
        ("figures", figure.id, part),
        Text(
            zh="个人信息可能被删除，也不应由统计数推知；请改用其他字段",
            en="personal data can be erased, and is not to be learnt from a figure: use another field",
        ),
    )
