"""Sums over the rows of a field of type entries: their conditions, and their columns."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text, listed
from quheng.errors import Problem
from quheng.ledger.programmes.checks.draft import Draft
from quheng.ledger.programmes.declared import PERSONAL, EntriesField, Figure
from quheng.ledger.programmes.programme import ConditionKey
from quheng.scorecard.compiler import Compiler
from quheng.scorecard.expressions import Expression
from quheng.scorecard.expressions.kinds import BOOLEAN

NUMBERS = ("integer", "decimal")
TIMES = ("month", "date")
WANTED = {
    "of": Text(zh="数列", en="no column of numbers"),
    "at": Text(zh="时间列", en="no column of months or days"),
}


def compile_rows(draft: Draft) -> tuple[dict[ConditionKey, Expression], tuple[Problem, ...]]:
    """Return the conditions of rows that are summed, and what is wrong with the others."""
    expressions: dict[ConditionKey, Expression] = {}
    problems: list[Problem] = []
    for figure in draft.declared.figures:
        entries = _entries(draft, figure)
        if figure.rows is None or figure.rows.where is None or entries is None:
            continue
        columns = {name: kind.of for name, kind in entries.kind.fields if kind.of}
        compiler = Compiler(draft.places, known=columns)
        path = ("figures", figure.id, "rows", "where")
        expression = compiler.expression(figure.rows.where, path, BOOLEAN)
        problems += compiler.problems
        if not compiler.problems:
            expressions["figures", figure.id, "where"] = expression
    return expressions, tuple(problems)


def check_rows(draft: Draft, figure: Figure) -> Iterator[Problem]:
    """Yield what is wrong with the field and the columns of rows that are summed."""
    entries = _entries(draft, figure)
    if figure.rows is None or figure.field not in {field.id for field in draft.declared.fields}:
        return
    if entries is None or entries.sensitivity in PERSONAL:
        yield draft.problem(
            Text(
                zh=f"统计数 {figure.id} 的 rows 所指字段 {figure.field} 不是可统计的 entries 字段",
                en=f"the figure {figure.id} sums rows of {figure.field}, which is no field of entries "
                "that may be counted",
            ),
            ("figures", figure.id, "field"),
            Text(
                zh="请写 entries 类型且不含个人信息的字段",
                en="name a field of type entries that is not personal",
            ),
        )
        return
    types = {column.id: column.type for column in entries.columns}
    for part, name, allowed in (("of", figure.rows.of, NUMBERS), ("at", figure.rows.at, TIMES)):
        if types.get(name) not in allowed:
            choice = listed(column for column, kind in types.items() if kind in allowed)
            wanted = WANTED[part]
            yield draft.problem(
                Text(
                    zh=f"统计数 {figure.id} 的 rows.{part} 写了 {name}，不是{wanted.zh}",
                    en=f"rows.{part} of the figure {figure.id} is {name}, {wanted.en}",
                ),
                ("figures", figure.id, "rows", part),
                Text(zh=f"可用：{choice.zh}", en=f"allowed: {choice.en}"),
            )


def _entries(draft: Draft, figure: Figure) -> EntriesField | None:
    found = next((field for field in draft.declared.fields if field.id == figure.field), None)
    return found if isinstance(found, EntriesField) else None
